import { afterEach, describe, expect, it, vi } from "vitest";
import { LONGEST_TEXT } from "../../src/lib/format/long-text.ts";
import { LongText } from "../../src/lib/state/long-text.svelte.ts";

/** A gateway that answers with these, one after the other. */
function gateway(...answers: readonly (Response | Error)[]) {
  const asked = vi.fn<typeof fetch>();
  for (const answer of answers) {
    if (answer instanceof Error) asked.mockRejectedValueOnce(answer);
    else asked.mockResolvedValueOnce(answer);
  }
  vi.stubGlobal("fetch", asked);
  return asked;
}

afterEach(() => void vi.unstubAllGlobals());

describe("LongText", () => {
  it("fetches nothing before somebody asks, and then once", async () => {
    const asked = gateway(new Response("Low tide\r\n<b>low light</b>"));
    const text = new LongText("https://ipfs.example/ipfs/bafy");
    expect([text.stage, asked.mock.calls.length]).toEqual(["waiting", 0]);
    await Promise.all([text.ask(), text.ask()]);
    await text.ask();
    expect([text.stage, text.text]).toEqual(["shown", "Low tide\n<b>low light</b>"]);
    expect(asked).toHaveBeenCalledOnce();
  });

  it("can be asked again when the gateway was away", async () => {
    gateway(new TypeError("away"), new Response("", { status: 504 }), new Response("Low tide"));
    const text = new LongText("https://ipfs.example/ipfs/bafy");
    const stages: string[] = [];
    for (let times = 0; times < 3; times += 1) {
      await text.ask();
      stages.push(text.stage);
    }
    expect(stages).toEqual(["failed", "failed", "shown"]);
  });

  it("does not read what is longer than a text may be", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    gateway(new Response(endless));
    const text = new LongText("https://ipfs.example/ipfs/bafy");
    await text.ask();
    expect([text.stage, text.text]).toEqual(["too-long", ""]);
    expect(sent).toBeLessThan(LONGEST_TEXT * 2);
  });

  it("shows no characters that change the page around it, and says when nothing is left", async () => {
    gateway(new Response("la\u202e al\0"), new Response(new Uint8Array([0, 1, 2])));
    const [first, second] = [new LongText("https://a.example"), new LongText("https://b.example")];
    await first.ask();
    expect(first.text).toBe("la al");
    await second.ask();
    expect([second.stage, second.text]).toEqual(["shown", ""]);
  });
});
