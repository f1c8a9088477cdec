import type { Decision, Outcome, Publication, SessionDetail } from "./studio.ts";
import { formatDateTime } from "./time.ts";

const HOUR = 60 * 60;
const CONTEST_TIME = 24 * HOUR;
const PUBLISH_TIME = 72 * HOUR;

type Counted = Pick<SessionDetail, "publications" | "closesAt">;

const newestOf = ({ publications }: Counted): Publication | null => publications.at(-1) ?? null;

/** What a session is locked on, and from when. */
export interface LockTerms {
  readonly earliest: number;
  readonly outcome: Outcome;
}

/** The contract's own rules, for a session that closed. What is published or contested meanwhile changes them. */
export function lockTerms(session: Counted): LockTerms {
  const newest = newestOf(session);
  if (newest === null) return { earliest: (session.closesAt ?? 0) + PUBLISH_TIME, outcome: "uncounted" };
  const { contest, publishedAt, number } = newest;
  if (contest === null) return { earliest: publishedAt + CONTEST_TIME, outcome: "counted" };
  const earliest = number === 1 ? contest.time + PUBLISH_TIME : publishedAt + CONTEST_TIME;
  return { earliest, outcome: "contested" };
}

/** Until when the newest publication may be contested; null where none can be. */
export function contestableUntil(session: Counted, now: number): number | null {
  const newest = newestOf(session);
  if (newest === null || newest.contest !== null) return null;
  const until = newest.publishedAt + CONTEST_TIME;
  return now < until ? until : null;
}

/** What follows from a contest of the newest publication; null where there was none. */
export function contestedWords(session: Counted): string | null {
  const newest = newestOf(session);
  if (newest === null || newest.contest === null) return null;
  const { earliest } = lockTerms(session);
  return newest.number === 1
    ? `The first count was proven wrong. It may be published once more, until ${formatDateTime(earliest)}.`
    : `The second count was proven wrong as well. The artist may lock from ${formatDateTime(earliest)} on.`;
}

/** Whether the newest publication says what won. A contested first one does not, until there is another. */
function hasResult(session: Counted): boolean {
  const newest = newestOf(session);
  return newest !== null && (newest.contest === null || newest.number === 2);
}

/** Indexes of the options of a decision with the most weight; none where nobody voted, or nothing counts. */
export function leadersOf(session: Counted, { options }: Pick<Decision, "options">): readonly number[] {
  if (!hasResult(session)) return [];
  const most = options.reduce((high, { tally }) => ((tally ?? 0n) > high ? (tally ?? 0n) : high), 0n);
  return most === 0n ? [] : options.filter(({ tally }) => tally === most).map(({ index }) => index);
}

/** Whether choosing an option goes against the result, so that it needs a reason. */
export function isAgainst(
  session: Counted,
  decision: Pick<Decision, "options">,
  option: number | null,
): boolean {
  const leaders = leadersOf(session, decision);
  return option !== null && leaders.length > 0 && !leaders.includes(option);
}

/** Weight of all votes in a decision. */
export const totalOf = ({ options }: Pick<Decision, "options">): bigint =>
  options.reduce((sum, { tally }) => sum + (tally ?? 0n), 0n);

/** What a lock rests on, as people read it. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  counted: "The count was published, and nobody proved it wrong within 24 hours.",
  uncounted: "No count was published within 72 hours after closing. The choices rest on the artist alone.",
  contested:
    "The count was proven wrong and not put right. The choices rest on the artist; the figures cannot be relied on.",
};
