import type { Coin } from "./coin.ts";
import type { Hex } from "./network.ts";

export type OptionKind = "audio" | "image" | "text";

/** In the order of the contract. */
export const OPTION_KINDS: readonly OptionKind[] = ["audio", "image", "text"];

/** As the contract has it; bounds that the pages check before anything is sent. */
export const MOST_DECISIONS = 32;
export const MOST_OPTIONS = 8;
export const LEAST_OPTIONS = 2;

/** Who may vote. */
export interface AccessRule {
  /** Sum of 1 (shareholders of the artist), 2 (coin holders), 4 (subscribers); 0 is everyone. */
  readonly gates: number;
  /** Whether voters have to pass all gates instead of one. */
  readonly needsAll: boolean;
  /** Smallest units of the artist's coin. */
  readonly coinUnit: bigint;
}

type StoredStatus = "draft" | "open" | "locked" | "cancelled";

/** What the state of a session follows from; times are Unix seconds. */
export interface SessionFacts {
  readonly status: StoredStatus;
  /** From when no ballot counts; null before it opens. */
  readonly closesAt: number | null;
}

export type SessionState = StoredStatus | "closed";

/** Where a session is at a time: an open one closes by itself. */
export function sessionStateAt({ status, closesAt }: SessionFacts, now: number): SessionState {
  return status === "open" && closesAt !== null && now >= closesAt ? "closed" : status;
}

export const SESSION_STATE_WORDS: Readonly<Record<SessionState, string>> = {
  draft: "Being prepared",
  open: "Open",
  closed: "Closed",
  locked: "Locked",
  cancelled: "Given up",
};

export type Outcome = "counted" | "uncounted" | "contested";

export interface SessionArtist {
  readonly id: string;
  readonly name: string;
  readonly account: Hex;
  /** CID of the cover of the newest master, or of the artist's picture; null where there is neither. */
  readonly cover: string | null;
}

export interface SessionSummary extends SessionFacts {
  /** Number of the session, in decimal. */
  readonly id: string;
  readonly title: string;
  readonly artist: SessionArtist;
  readonly rule: AccessRule;
  readonly decisionCount: number;
  readonly submissionCount: number;
  readonly createdAt: number;
  readonly openedAt: number | null;
  readonly lockedAt: number | null;
  /** What the lock rests on; null before. */
  readonly outcome: Outcome | null;
  readonly overrideCount: number;
  readonly publicationCount: number;
}

export interface StudioOption {
  readonly index: number;
  readonly label: string;
  /** CID of the recording, the image or a longer text. */
  readonly content: string | null;
  /** Whose submission it is; null is the artist's own. */
  readonly producer: Hex | null;
  /** Weight of its votes in the newest publication; null where there is none. */
  readonly tally: bigint | null;
}

export interface Bounty {
  readonly currency: Hex;
  readonly amount: bigint;
  readonly funder: Hex;
  /** Who it was credited to; null before the lock. */
  readonly recipient: Hex | null;
  readonly isRefunded: boolean;
}

export interface Decision {
  readonly index: number;
  readonly kind: OptionKind;
  readonly question: string;
  readonly options: readonly StudioOption[];
  /** Index of the option that the artist chose; null before the lock. */
  readonly chosen: number | null;
  readonly isOverride: boolean;
  readonly reason: string | null;
  readonly bounty: Bounty | null;
}

/** An option that a producer has submitted and the artist has not accepted. */
export interface Submission {
  readonly number: number;
  readonly decision: number;
  readonly producer: Hex;
  readonly label: string;
  readonly content: string | null;
  readonly createdAt: number;
}

export type Fault = "doubled" | "ignored" | "missing";

export interface Contest {
  readonly fault: Fault;
  readonly by: Hex;
  readonly decision: number;
  readonly voter: Hex;
  readonly time: number;
}

export interface Publication {
  /** 1, or 2 after a contest. */
  readonly number: number;
  readonly root: Hex;
  readonly count: number;
  readonly ballotsCid: string;
  readonly publishedAt: number;
  /** What was proven against it; null where nothing was. */
  readonly contest: Contest | null;
  readonly transaction: Hex;
}

/** The block before opening, whose balances give weights. */
export interface Snapshot {
  readonly block: number;
  readonly hash: Hex;
  readonly time: number;
}

export interface SessionDetail extends SessionSummary {
  readonly draftCid: string;
  readonly decisions: readonly Decision[];
  /** Oldest first, at most two. */
  readonly publications: readonly Publication[];
  readonly snapshot: Snapshot | null;
  readonly receiptSigner: Hex | null;
  readonly publisher: Hex | null;
  /** Ballots cast on chain, replaced ones included. */
  readonly directCount: number;
  /** CID of the final recording; null before the lock. */
  readonly audioCid: string | null;
  readonly masters: readonly { readonly number: number; readonly title: string }[];
  /** The artist's coin; null where there is none. */
  readonly coin: Coin | null;
  /** Transaction that created it. */
  readonly transaction: Hex;
}

/** How many submissions of producers are no options; options that have a producer were submissions. */
export function waitingCount({
  submissionCount,
  decisions,
}: Pick<SessionDetail, "submissionCount" | "decisions">): number {
  const options = decisions.flatMap((decision) => decision.options);
  return submissionCount - options.filter(({ producer }) => producer !== null).length;
}

/** What a transaction about a session changes; see `pending.isUnderWay`. */
export const sessionSubject = (id: string): string => `studio:${id}`;
