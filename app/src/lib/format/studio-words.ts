import { shortAddress } from "./address.ts";
import { countNoun } from "./shares.ts";
import {
  SESSION_STATE_WORDS,
  sessionStateAt,
  type Contest,
  type Decision,
  type Fault,
  type OptionKind,
  type SessionState,
  type SessionSummary,
} from "./studio.ts";
import { formatDateTime, formatSpan } from "./time.ts";

const KIND_NOUNS: Readonly<Record<OptionKind, string>> = {
  audio: "recording",
  image: "picture",
  text: "text",
};

/** "3 recordings". */
export function decisionKindWords({ kind, options }: Pick<Decision, "kind" | "options">): string {
  return options.length === 0 ? `${KIND_NOUNS[kind]}s` : countNoun(options.length, KIND_NOUNS[kind]);
}

/** When it opens, closes, closed or was locked. */
export function sessionTimeWords(session: SessionSummary, now: number): string {
  const { createdAt, closesAt, lockedAt } = session;
  const state = sessionStateAt(session, now);
  if (state === "draft") return `not open yet, made ${formatDateTime(createdAt)}`;
  if (state === "cancelled") return "given up before it opened";
  if (state === "open" && closesAt !== null) return `closes in ${formatSpan(closesAt - now)}`;
  if (state === "closed" && closesAt !== null) return `closed ${formatDateTime(closesAt)}`;
  return lockedAt === null ? "" : `locked ${formatDateTime(lockedAt)}`;
}

/** A state as an address names it; null for anything else, which then means all. */
export function readSessionState(text: string | null): SessionState | null {
  return text !== null && Object.hasOwn(SESSION_STATE_WORDS, text) ? (text as SessionState) : null;
}

/** In bytes, as the contract counts questions and labels, and reasons. */
export const LONGEST_LABEL = 140;
export const LONGEST_REASON = 280;

const MINUTE = 60;
const DAYS_30 = 30 * 24 * 60 * MINUTE;

/** Why a session cannot close then; null when it can. A minute is left for the transaction. */
export function checkClosing(closesAt: number | null, now: number): string | null {
  if (closesAt === null) return "Choose when it closes.";
  if (closesAt < now + 2 * MINUTE) return "At least two minutes from now.";
  return closesAt > now + DAYS_30 ? "At most 30 days from now." : null;
}

const FAULT_WORDS: Readonly<Record<Fault, string>> = {
  doubled: "was counted twice",
  ignored: "was counted with another ballot than the one that has to count",
  missing: "was not counted although there is a ballot with a receipt, or one cast on chain",
};

/** What a contest proved. */
export function contestWords({
  fault,
  voter,
  decision,
}: Pick<Contest, "fault" | "voter" | "decision">): string {
  return `${shortAddress(voter)} ${FAULT_WORDS[fault]}, in decision ${decision + 1}.`;
}

/** Why a vote weighs what it weighs. */
export const CLASS_WORDS = {
  everyone: "as everyone",
  subscriber: "as a subscriber",
  shareholder: "as a holder of a share",
  "coin-holder": "as a holder of coins",
  producer: "as a producer",
} as const;
