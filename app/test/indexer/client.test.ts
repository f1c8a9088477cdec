import { describe, expect, it } from "vitest";
import { Indexer, IndexerError } from "../../src/lib/indexer/client.ts";
import { readHead } from "../../src/lib/indexer/queries/chain.ts";

describe("Indexer", () => {
  const reply =
    (body: unknown, status = 200) =>
    async () =>
      Response.json(body, { status });

  it("reads the head", async () => {
    const body = { data: { _meta: { block: { number: 5, timestamp: 99 }, hasIndexingErrors: false } } };
    expect(await readHead(new Indexer(["http://x"], reply(body)))).toEqual({
      block: 5,
      time: 99,
      hasErrors: false,
    });
  });

  it.each([
    ["refused", reply({ errors: [{ message: "bad field" }] })],
    ["refused", reply({})],
    ["unreachable", reply({}, 502)],
    ["unreachable", () => Promise.reject(new Error("connect ECONNREFUSED"))],
  ])("fails as %s", async (kind, fetchFunction) => {
    const work = readHead(new Indexer(["http://x"], fetchFunction));
    await expect(work).rejects.toBeInstanceOf(IndexerError);
    await expect(work).rejects.toMatchObject({ kind });
  });
});
