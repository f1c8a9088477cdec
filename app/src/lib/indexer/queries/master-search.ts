import { anyWordQuery, matchesEveryWord } from "#lib/format/search.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import type { Condition } from "./master-conditions.ts";

// The most that graph-node gives at once; of longer lists of hits those that rank best are kept.
const MOST_HITS = 1000;
const MOST_ARTISTS = 100;

const SEARCH = graphql(`
  query Search($text: String!, $titles: Int!, $artists: Int!) {
    masterSearch(text: $text, first: $titles, where: { isHidden: false }) {
      id
      title
      artist {
        name
      }
    }
    artistSearch(text: $text, first: $artists, where: { isHidden: false }) {
      name
      masters(first: 100, orderBy: number, orderDirection: desc) {
        id
        title
      }
    }
  }
`);

/** Masters of which title and artist together have every word. */
async function findMasters(indexer: Indexer, search: string, text: string): Promise<readonly Hex[]> {
  const { masterSearch, artistSearch } = await indexer.run(SEARCH, {
    text,
    titles: MOST_HITS,
    artists: MOST_ARTISTS,
  });
  const hits = [
    ...masterSearch.map(({ id, title, artist }) => ({ id, texts: [title, artist.name] })),
    ...artistSearch.flatMap(({ name, masters }) =>
      masters.map(({ id, title }) => ({ id, texts: [title, name] })),
    ),
  ];
  return [...new Set(hits.filter(({ texts }) => matchesEveryWord(search, texts)).map(({ id }) => id))];
}

/**
 * What a search asks of a list. Where no word begins as asked, parts of words count; what stands for any letter in
 * the index's patterns stands for itself.
 */
export async function searchConditions(indexer: Indexer, search: string): Promise<readonly Condition[]> {
  if (search.trim() === "") return [];
  const text = anyWordQuery(search);
  const found = text === null ? [] : await findMasters(indexer, search, text);
  if (found.length > 0) return [{ id_in: found }];
  const part = search.trim().replace(/[\\%_]/g, String.raw`\$&`);
  return [{ or: [{ title_contains_nocase: part }, { artist_: { name_contains_nocase: part } }] }];
}
