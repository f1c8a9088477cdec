import type { Outcome, SessionArtist, SessionState, SessionSummary } from "#lib/format/studio.ts";
import { pictureCid } from "#lib/format/profile-links.ts";
import { displayLine } from "#lib/format/text.ts";
import type { Indexer } from "../client.ts";
import type { Page } from "../cursor.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";

export const SESSION_SUMMARY = graphql(`
  fragment SessionSummary on StudioSession {
    id
    title
    gates
    needsAll
    coinUnit
    status
    decisionCount
    submissionCount
    createdAt
    openedAt
    closesAt
    lockedAt
    outcome
    overrideCount
    publicationCount
    artist {
      id
      name
      account {
        id
      }
      profile {
        avatar
      }
      masters(first: 1, orderBy: number, orderDirection: desc, where: { isHidden: false }) {
        coverCid
      }
    }
  }
`);

const ARTIST = graphql(`
  query StudioArtist($id: ID!) {
    artist(id: $id) {
      id
      name
      account {
        id
      }
    }
  }
`);

/** Whose sessions are listed; null where there is no such artist. */
export async function readSessionArtist(
  indexer: Indexer,
  id: string,
): Promise<Omit<SessionArtist, "cover"> | null> {
  const { artist } = await indexer.run(ARTIST, { id });
  if (!artist) return null;
  const name = displayLine(artist.name, `Artist ${artist.id}`);
  return { id: artist.id, name, account: artist.account.id };
}

const STATUSES = { Draft: "draft", Open: "open", Locked: "locked", Cancelled: "cancelled" } as const;
const OUTCOMES = { Counted: "counted", Uncounted: "uncounted", Contested: "contested" } as const;

const toOutcome = (raw: keyof typeof OUTCOMES | null): Outcome | null =>
  raw === null ? null : OUTCOMES[raw];

/** A time as text from the subgraph; null stays null. */
const toTime = (raw: string | null): number | null => (raw === null ? null : Number(raw));

export function toSessionSummary(masked: FragmentOf<typeof SESSION_SUMMARY>): SessionSummary {
  const raw = readFragment(SESSION_SUMMARY, masked);
  const { artist } = raw;
  return {
    ...{ id: raw.id, title: displayLine(raw.title, `Session ${raw.id}`), status: STATUSES[raw.status] },
    artist: {
      ...{ id: artist.id, name: displayLine(artist.name, `Artist ${artist.id}`) },
      account: artist.account.id,
      cover: artist.masters[0]?.coverCid ?? pictureCid(artist.profile?.avatar ?? null),
    },
    rule: { gates: raw.gates, needsAll: raw.needsAll, coinUnit: BigInt(raw.coinUnit) },
    ...{ decisionCount: raw.decisionCount, submissionCount: raw.submissionCount },
    ...{ createdAt: Number(raw.createdAt), openedAt: toTime(raw.openedAt) },
    ...{ closesAt: toTime(raw.closesAt), lockedAt: toTime(raw.lockedAt) },
    ...{ outcome: toOutcome(raw.outcome), overrideCount: raw.overrideCount },
    publicationCount: raw.publicationCount,
  };
}

const SESSIONS = graphql(
  `
    query StudioSessions($first: Int!, $where: StudioSession_filter!) {
      studioSessions(first: $first, orderBy: number, orderDirection: desc, where: $where) {
        ...SessionSummary
      }
    }
  `,
  [SESSION_SUMMARY],
);

/** As the subgraph knows a state: it does not know when it is. */
function stateFilter(state: SessionState, now: number): Readonly<Record<string, unknown>> {
  if (state === "open") return { status: "Open", closesAt_gt: String(now) };
  if (state === "closed") return { status: "Open", closesAt_lte: String(now) };
  return { status: { draft: "Draft", locked: "Locked", cancelled: "Cancelled" }[state] };
}

interface SessionsQuery {
  /** Null is any. */
  readonly state: SessionState | null;
  /** Id of an artist; null is anybody. */
  readonly artist: string | null;
  readonly first: number;
  /** Id of the last one shown. */
  readonly after: string | null;
  readonly now: number;
}

/** Sessions, newest first. Those of hidden artists are left out, and those that were given up unless asked for. */
export async function listSessions(
  indexer: Indexer,
  { state, artist, first, after, now }: SessionsQuery,
): Promise<Page<SessionSummary>> {
  const where = {
    and: [
      state === null ? { status_not: "Cancelled" } : stateFilter(state, now),
      artist === null ? { artist_: { isHidden: false } } : { artist },
      after !== null && /^\d{1,19}$/.test(after) ? { number_lt: after } : {},
    ],
  };
  const { studioSessions } = await indexer.run(SESSIONS, { first: first + 1, where });
  const items = studioSessions.slice(0, first).map(toSessionSummary);
  return { items, next: studioSessions.length > first ? (items.at(-1)?.id ?? null) : null };
}
