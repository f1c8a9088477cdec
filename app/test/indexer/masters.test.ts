import { describe, expect, it } from "vitest";
import { Indexer, IndexerError } from "../../src/lib/indexer/client.ts";
import { readHead } from "../../src/lib/indexer/queries/chain.ts";
import { masterConditions, type MasterListQuery } from "../../src/lib/indexer/queries/masters.ts";

const query: MasterListQuery = {
  filter: "all",
  sort: "newest",
  search: "",
  after: null,
  first: 24,
  now: 1000,
};

describe("masterConditions", () => {
  const conditions = (changes: Partial<MasterListQuery>) =>
    JSON.stringify(masterConditions({ ...query, ...changes }));

  it("always leaves hidden masters and artists out", () => {
    expect(conditions({})).toBe('{"and":[{"isHidden":false,"artist_":{"isHidden":false}}]}');
  });

  it("asks for the block's time, not the clock's", () => {
    expect(conditions({ filter: "open" })).toContain('{"end_gt":"1000"}');
    expect(conditions({ filter: "upcoming" })).toContain('{"start_gt":"1000"}');
  });

  it("goes on after a cursor and ignores a broken one", () => {
    expect(conditions({ after: "7" })).toContain('{"number_lt":"7"}');
    expect(conditions({ sort: "oldest", after: "7" })).toContain('{"number_gt":"7"}');
    const id = `0x${"a".repeat(40)}`;
    expect(conditions({ sort: "ending", after: `9_${id}` })).toContain(`{"end":"9","id_gt":"${id}"}`);
    expect(conditions({ after: '"; drop' })).toBe(conditions({}));
    expect(conditions({ sort: "ending", after: "9_0xzz" })).toBe(conditions({}));
  });
});

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
