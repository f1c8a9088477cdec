import { countNoun } from "./shares.ts";
import {
  SESSION_STATE_WORDS,
  sessionStateAt,
  type Decision,
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
