import { afterEach, describe, expect, it, vi } from "vitest";
import { passQuery } from "../../src/lib/server/graphql-proxy.ts";

const urls = { graphqlUrl: "http://first", graphqlFallbacks: ["http://second"] };
const post = (body: string) => new Request("http://app/api/graphql", { method: "POST", body });
const query = JSON.stringify({ query: "{ masters { id } }" });

async function messageOf(response: Response): Promise<string> {
  const { errors } = (await response.json()) as { errors: readonly { message: string }[] };
  return errors.map(({ message }) => message).join();
}

describe("passQuery", () => {
  afterEach(() => vi.unstubAllGlobals());

  const answerWith = (answer: (url: string) => Response | Promise<Response>) => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (url: string) => {
      asked.push(url);
      return answer(url);
    });
    return asked;
  };

  it("hands the answer through, errors of GraphQL included", async () => {
    const asked = answerWith(() => Response.json({ errors: [{ message: "no such field" }] }));
    const response = await passQuery(post(query), urls);
    expect(response.status).toBe(200);
    expect(await messageOf(response)).toBe("no such field");
    expect(asked).toEqual(["http://first"]);
  });

  it("asks the next address when one does not answer, and says when none does", async () => {
    const asked = answerWith((url) =>
      url === "http://first" ? new Response("", { status: 502 }) : Response.json({ data: 1 }),
    );
    expect(await (await passQuery(post(query), urls)).json()).toEqual({ data: 1 });
    expect(asked).toEqual(["http://first", "http://second"]);
    answerWith(() => Promise.reject(new Error("refused")));
    const response = await passQuery(post(query), urls);
    expect(response.status).toBe(502);
    expect(await messageOf(response)).toContain("does not answer");
  });

  it.each([
    ["no JSON", 400, "nonsense"],
    ["no query", 400, "{}"],
    ["variables that are none", 400, JSON.stringify({ query: "{ a }", variables: "x" })],
    ["a query without end", 413, JSON.stringify({ query: "x".repeat(40_000) })],
  ])("refuses %s without asking anybody", async (_, status, body) => {
    const asked = answerWith(() => Response.json({}));
    expect((await passQuery(post(body), urls)).status).toBe(status);
    expect(asked).toEqual([]);
  });

  it("refuses answers that are too large", async () => {
    answerWith(() => new Response("x".repeat(9 * 1024 * 1024)));
    expect((await passQuery(post(query), urls)).status).toBe(413);
  });

  it("runs a dozen at once and is free again afterwards", async () => {
    const waiting: (() => void)[] = [];
    answerWith(
      () => new Promise<Response>((resolve) => waiting.push(() => resolve(Response.json({ data: 1 })))),
    );
    const running = Array.from({ length: 12 }, () => passQuery(post(query), urls));
    await expect.poll(() => waiting).toHaveLength(12);
    expect((await passQuery(post(query), urls)).status).toBe(429);
    for (const answer of waiting) answer();
    expect((await Promise.all(running)).every(({ status }) => status === 200)).toBe(true);
    answerWith(() => Response.json({ data: 1 }));
    expect((await passQuery(post(query), urls)).status).toBe(200);
  });
});
