import type { Currency } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { CURRENCY, toCurrency } from "./currency.ts";

/** What a list of masters can be narrowed down by. */
export interface Facets {
  /** Genres of shown masters, the most frequent first. */
  readonly genres: readonly string[];
  /** Currencies that masters are priced in, the native coin first. */
  readonly currencies: readonly Currency[];
}

const MOST_GENRES = 40;

const FACETS = graphql(
  `
    query Facets {
      masters(first: 1000, orderBy: number, orderDirection: desc, where: { isHidden: false }) {
        metadata {
          genre
        }
      }
      currencies(first: 50, orderBy: id, orderDirection: asc, where: { masterCount_gt: 0 }) {
        ...CurrencyFields
      }
    }
  `,
  [CURRENCY],
);

/** Genres are as artists wrote them, and filtered for exactly; only those of the newest thousand masters are offered. */
export async function readFacets(indexer: Indexer): Promise<Facets> {
  const { masters, currencies } = await indexer.run(FACETS, {});
  const counts = new Map<string, number>();
  for (const { metadata } of masters) {
    const genre = metadata?.genre;
    if (genre && genre === genre.trim() && genre.length <= 64)
      counts.set(genre, (counts.get(genre) ?? 0) + 1);
  }
  const genres = [...counts].sort(([a, many], [b, few]) => few - many || a.localeCompare(b));
  return {
    genres: genres.slice(0, MOST_GENRES).map(([genre]) => genre),
    currencies: currencies.map(toCurrency),
  };
}
