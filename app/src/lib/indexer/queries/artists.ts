import { pictureCid } from "#lib/format/profile-links.ts";
import { anyWordQuery, matchesEveryWord } from "#lib/format/search.ts";
import type { Indexer } from "../client.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";

export interface ArtistRow {
  readonly id: string;
  readonly name: string;
  readonly isVerified: boolean;
  /** Without hidden ones, a hundred at most. */
  readonly masterCount: number;
  readonly genre: string | null;
  readonly location: string | null;
  readonly avatar: string | null;
  /** CIDs of covers of the newest masters. */
  readonly covers: readonly string[];
}

export interface ArtistPage {
  readonly artists: readonly ArtistRow[];
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
}

const ROW = graphql(`
  fragment ArtistRow on Artist {
    id
    number
    name
    isVerified
    profile {
      genre
      location
      avatar
    }
    masters(first: 100, orderBy: number, orderDirection: desc, where: { isHidden: false }) {
      coverCid
    }
  }
`);

const ARTISTS = graphql(
  `
    query Artists($first: Int!, $before: BigInt!) {
      artists(
        first: $first
        orderBy: number
        orderDirection: desc
        where: { isHidden: false, number_lt: $before }
      ) {
        ...ArtistRow
      }
    }
  `,
  [ROW],
);

const SEARCH = graphql(
  `
    query ArtistSearch($text: String!) {
      artistSearch(text: $text, first: 100, where: { isHidden: false }) {
        ...ArtistRow
      }
    }
  `,
  [ROW],
);

const COVERS = 4;
const BEYOND_ALL = (2n ** 63n).toString();

function toRow(masked: FragmentOf<typeof ROW>): ArtistRow {
  const { id, name, isVerified, profile, masters } = readFragment(ROW, masked);
  return {
    ...{ id, name, isVerified, masterCount: masters.length },
    genre: profile?.genre ?? null,
    location: profile?.location ?? null,
    avatar: pictureCid(profile?.avatar ?? null),
    covers: masters.slice(0, COVERS).map(({ coverCid }) => coverCid),
  };
}

/** Artists, the newest first; `after` is the id of the last one shown. */
export async function listArtists(
  indexer: Indexer,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<ArtistPage> {
  const before = after !== null && /^\d{1,19}$/.test(after) ? after : BEYOND_ALL;
  const { artists } = await indexer.run(ARTISTS, { first: first + 1, before });
  const shown = artists.slice(0, first).map(toRow);
  return { artists: shown, next: artists.length > first ? (shown.at(-1)?.id ?? null) : null };
}

/** The hundred artists whose names fit best; each word searched begins a word of the name. */
export async function searchArtists(indexer: Indexer, search: string): Promise<readonly ArtistRow[]> {
  const text = anyWordQuery(search);
  if (text === null) return [];
  const { artistSearch } = await indexer.run(SEARCH, { text });
  return artistSearch.map(toRow).filter(({ name }) => matchesEveryWord(search, [name]));
}
