import { pictureCid } from "#lib/format/profile-links.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";

/** An artist or a master with the marks that curators set. */
export interface CuratedEntry {
  /** Registry id in decimal. */
  readonly id: string;
  readonly name: string;
  /** CID of the cover or the profile's picture; null where there is none. */
  readonly picture: string | null;
  /** Of a master: whose it is. */
  readonly artist: string | null;
  readonly isVerified: boolean;
  readonly isHidden: boolean;
}

export interface CurationPage {
  readonly entries: readonly CuratedEntry[];
  /** Number of the last one shown; null on the last page. */
  readonly next: string | null;
}

interface CurationQuery {
  readonly search: string;
  readonly first: number;
  /** Shows those with lower numbers. */
  readonly before: string | null;
}

const ARTISTS = graphql(`
  query CuratedArtists($first: Int!, $where: Artist_filter!) {
    artists(first: $first, orderBy: number, orderDirection: desc, where: $where) {
      id
      name
      isVerified
      isHidden
      profile {
        avatar
      }
    }
  }
`);

const MASTERS = graphql(`
  query CuratedMasters($first: Int!, $where: Master_filter!) {
    masters(first: $first, orderBy: number, orderDirection: desc, where: $where) {
      number
      title
      coverCid
      isVerified
      isHidden
      artist {
        name
      }
    }
  }
`);

function conditions(field: string, { search, before }: CurationQuery): Readonly<Record<string, unknown>> {
  const text = search.trim();
  const wanted: Record<string, unknown>[] = [];
  if (before !== null && /^\d{1,18}$/.test(before)) wanted.push({ number_lt: before });
  if (/^\d{1,18}$/.test(text))
    wanted.push({ or: [{ number: text }, { [`${field}_contains_nocase`]: text }] });
  else if (text !== "") wanted.push({ [`${field}_contains_nocase`]: text });
  return wanted.length > 0 ? { and: wanted } : {};
}

function toPage(entries: readonly CuratedEntry[], first: number): CurationPage {
  const shown = entries.slice(0, first);
  return { entries: shown, next: entries.length > first ? (shown.at(-1)?.id ?? null) : null };
}

/** Artists by name or number, the newest first, hidden ones included. */
export async function readCuratedArtists(indexer: Indexer, query: CurationQuery): Promise<CurationPage> {
  const where = conditions("name", query);
  const { artists } = await indexer.run(ARTISTS, { first: query.first + 1, where });
  return toPage(
    artists.map(({ profile, ...entry }) => ({
      ...entry,
      artist: null,
      picture: pictureCid(profile?.avatar ?? null),
    })),
    query.first,
  );
}

/** Masters by title or number, the newest first, hidden ones included. */
export async function readCuratedMasters(indexer: Indexer, query: CurationQuery): Promise<CurationPage> {
  const where = conditions("title", query);
  const { masters } = await indexer.run(MASTERS, { first: query.first + 1, where });
  return toPage(
    masters.map(({ number, title, coverCid, isVerified, isHidden, artist }) => ({
      ...{ id: number, name: title, artist: artist.name, picture: coverCid, isVerified, isHidden },
    })),
    query.first,
  );
}
