import { afterEach, describe, expect, it, vi } from "vitest";
import { checkPinned, findMissing } from "../../src/lib/relay/pinned-elsewhere.ts";

const root = `0x${"ab".repeat(32)}` as const;
const fields = { audioCid: "audio", coverCid: "ipfs://cover", metadataCid: "metadata", presaleCid: "list" };
const metadata = { name: "Piece", image: "ipfs://cover", animation_url: "ipfs://audio" };

type Answer = readonly [type: string, body?: unknown] | "gone" | "away";

function gateway(changes: Partial<Record<string, Answer>> = {}) {
  const answers: Record<string, Answer> = {
    ...{ audio: ["audio/flac"], cover: ["image/png"], metadata: ["application/json", metadata] },
    ...{ list: ["application/json", { format: "audifi-presale-1", root, entries: [] }] },
    ...changes,
  };
  return vi.spyOn(globalThis, "fetch").mockImplementation(async (url) => {
    const answer = answers[String(url).replace("http://gateway/ipfs/", "")] ?? "gone";
    if (answer === "away") throw new TypeError("failed to fetch");
    if (answer === "gone") return new Response(null, { status: 404 });
    const [type, body] = answer;
    const text = typeof body === "string" ? body : JSON.stringify(body ?? "");
    return new Response(text, { headers: { "content-type": type } });
  });
}

afterEach(() => vi.restoreAllMocks());

describe("checkPinned", () => {
  it("finds nothing wrong with files that are there and are what they should be", async () => {
    const asked = gateway();
    expect(await checkPinned("http://gateway", fields, root)).toEqual({});
    expect(asked.mock.calls.map(([url, init]) => `${init?.method} ${String(url)}`).slice(0, 2)).toEqual([
      "HEAD http://gateway/ipfs/audio",
      "HEAD http://gateway/ipfs/cover",
    ]);
  });

  it("does not ask for a list where there is no presale", async () => {
    gateway({ list: "gone" });
    expect(await checkPinned("http://gateway", fields, null)).toEqual({});
  });

  it.each<[string, Partial<Record<string, Answer>>, string, string]>([
    ["a recording that is gone", { audio: "gone" }, "audioCid", "Nothing is found"],
    ["a gateway that is away", { cover: "away" }, "coverCid", "Nothing is found"],
    ["a picture as recording", { audio: ["image/png"] }, "audioCid", "not a recording"],
    ["an SVG as cover", { cover: ["image/svg+xml"] }, "coverCid", "SVG"],
    ["a page as metadata", { metadata: ["text/html", "<html>"] }, "metadataCid", "no JSON"],
    ["an array as metadata", { metadata: ["application/json", []] }, "metadataCid", "no JSON"],
    [
      "metadata without files",
      { metadata: ["application/json", { name: "x" }] },
      "metadataCid",
      "lacks image",
    ],
    ["another list", { list: ["application/json", { root: "0x12" }] }, "presaleCid", "roots differ"],
  ])("names %s", async (_what, changes, field, words) => {
    gateway(changes);
    const problems = await checkPinned("http://gateway", fields, root);
    expect(Object.keys(problems)).toEqual([field]);
    expect(Object.values(problems)[0]).toContain(words);
  });

  it("takes a dumped tree for a list, and a type that says nothing", async () => {
    gateway({ list: ["application/json", { tree: [root] }], audio: ["application/octet-stream"] });
    expect(await checkPinned("http://gateway", fields, root)).toEqual({});
  });
});

it("stands in the way of a launch with the first of them", async () => {
  gateway({ cover: "gone" });
  expect(await findMissing("http://gateway", fields, null)).toMatchObject({
    title: "The cover cannot be used",
  });
  gateway();
  expect(await findMissing("http://gateway", fields, null)).toBeNull();
});
