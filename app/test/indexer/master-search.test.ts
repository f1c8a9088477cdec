import { expect, it } from "vitest";
import { Indexer } from "../../src/lib/indexer/client.ts";
import { searchConditions } from "../../src/lib/indexer/queries/master-search.ts";

/** What a search comes to in a subgraph where no word begins as asked. */
async function partOf(search: string): Promise<unknown> {
  const nothing = { data: { masterSearch: [], artistSearch: [] } };
  const indexer = new Indexer(["http://subgraph"], () => Promise.resolve(Response.json(nothing)));
  return searchConditions(indexer, search);
}

const titleOrName = (part: string) => [
  { or: [{ title_contains_nocase: part }, { artist_: { name_contains_nocase: part } }] },
];

it("looks for parts of words where no word begins as asked", async () => {
  expect(await partOf(" erry ")).toEqual(titleOrName("erry"));
});

it.each([
  ["%", String.raw`\%`],
  ["100 %", String.raw`100 \%`],
  ["n_ght", String.raw`n\_ght`],
  ["\\", "\\\\"],
])("looks for %s itself and not for anything", async (search, part) => {
  expect(await partOf(search)).toEqual(titleOrName(part));
});
