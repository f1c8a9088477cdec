import type { Coin } from "./coin.ts";
import type { Hex } from "./network.ts";

/** What an artist's DAO is and how it votes now. Times are seconds, fractions basis points. */
export interface Dao {
  /** Where it votes. */
  readonly governor: Hex;
  /** What belongs to it. */
  readonly treasury: Hex;
  readonly name: string;
  readonly votingDelay: number;
  readonly votingPeriod: number;
  readonly lateExtension: number;
  readonly threshold: number;
  readonly quorum: number;
  readonly timelockDelay: number;
  readonly proposalCount: number;
  readonly voteCount: number;
}

export type Support = "for" | "against" | "abstain";

/** In the order of the governor. */
export const SUPPORTS: readonly Support[] = ["against", "for", "abstain"];

export const SUPPORT_WORDS: Readonly<Record<Support, string>> = {
  for: "For",
  against: "Against",
  abstain: "Abstain",
};

/** What the state of a proposal follows from; times are Unix seconds. */
export interface ProposalFacts {
  readonly snapshot: number;
  readonly deadline: number;
  readonly quorum: bigint;
  readonly votes: Readonly<Record<Support, bigint>>;
  /** When it can be executed; null before it was queued. */
  readonly eta: number | null;
  readonly isExecuted: boolean;
  readonly isCancelled: boolean;
}

export type ProposalState =
  "pending" | "active" | "cancelled" | "defeated" | "succeeded" | "queued" | "ready" | "executed";

/** Where a proposal stands at a time: the governor's own rules, with `ready` for a queued one whose delay is over. */
export function stateAt(facts: ProposalFacts, now: number): ProposalState {
  if (facts.isExecuted) return "executed";
  if (facts.isCancelled) return "cancelled";
  if (now <= facts.snapshot) return "pending";
  if (now <= facts.deadline) return "active";
  if (!isQuorate(facts) || facts.votes.for <= facts.votes.against) return "defeated";
  if (facts.eta === null) return "succeeded";
  return now >= facts.eta ? "ready" : "queued";
}

export const STATE_WORDS: Readonly<Record<ProposalState, string>> = {
  pending: "Vote not open yet",
  active: "Vote open",
  cancelled: "Cancelled",
  defeated: "Defeated",
  succeeded: "Passed",
  queued: "Queued",
  ready: "Ready to execute",
  executed: "Executed",
};

/** Votes for and abstaining reach the quorum. */
function isQuorate({ votes, quorum }: ProposalFacts): boolean {
  return votes.for + votes.abstain >= quorum;
}

/** Part of a whole in basis points, cut, at most all; nothing of nothing. */
export function partOf(amount: bigint, whole: bigint): number {
  if (whole === 0n) return 0;
  const part = (amount * 10_000n) / whole;
  return Number(part > 10_000n ? 10_000n : part);
}

/** What the vote lacks to pass, in words; null when it would pass as it stands. */
export function lackOf(facts: ProposalFacts): "quorum" | "majority" | null {
  if (!isQuorate(facts)) return "quorum";
  return facts.votes.for > facts.votes.against ? null : "majority";
}

/** Votes that an account had at a snapshot, or has now, and where they come from. */
export interface Power {
  /** Of coins delegated to it, by itself or others. */
  readonly liquid: bigint;
  /** Of coins that it has staked. */
  readonly staked: bigint;
}

export const NO_POWER: Power = { liquid: 0n, staked: 0n };

export const powerOf = ({ liquid, staked }: Power): bigint => liquid + staked;

/** A delegation of a coin's votes that its owner signed, for somebody else to send (ERC-5805). */
export interface CarriedDelegation {
  readonly coin: Hex;
  readonly delegator: Hex;
  readonly delegatee: Hex;
  readonly nonce: bigint;
  readonly expiry: bigint;
  readonly signature: Hex;
}

export interface ProposalCall {
  readonly target: Hex;
  readonly value: bigint;
  readonly data: Hex;
}

export interface ProposalSummary extends ProposalFacts {
  readonly number: number;
  /** The governor's number of it. */
  readonly id: bigint;
  readonly title: string;
  readonly proposer: Hex;
  readonly createdAt: number;
  readonly voterCount: number;
  readonly isExtended: boolean;
  /** How the account that asks voted; null when it did not. */
  readonly ownVote: Support | null;
}

export interface Vote {
  readonly voter: Hex;
  readonly support: Support;
  readonly weight: bigint;
  readonly power: Power;
  readonly reason: string;
  /** Whether somebody else sent it for the voter. */
  readonly isRelayed: boolean;
  readonly time: number;
  readonly transaction: Hex;
}

export type StepKind = "create" | "extend" | "queue" | "execute" | "cancel";

export interface ProposalStep {
  readonly kind: StepKind;
  readonly account: Hex;
  readonly time: number;
  readonly transaction: Hex;
}

export interface ProposalDetail extends ProposalSummary {
  readonly description: string;
  readonly totalPower: bigint;
  readonly calls: readonly ProposalCall[];
  readonly steps: readonly ProposalStep[];
}

export interface TimelineEntry {
  readonly label: string;
  readonly time: number | null;
  /** Null for what passes by itself, and for what has not happened. */
  readonly transaction: Hex | null;
  readonly isDone: boolean;
}

/** From the proposal to its execution: what happened, and what is still to come. */
export function timelineOf(proposal: ProposalDetail, now: number): readonly TimelineEntry[] {
  const { snapshot, deadline, isExtended, eta } = proposal;
  const step = (kind: StepKind) => proposal.steps.find((one) => one.kind === kind);
  const state = stateAt(proposal, now);
  const entry = (label: string, kind: StepKind, time: number | null = null): TimelineEntry => {
    const found = step(kind);
    return {
      ...{ label, time: found?.time ?? time, transaction: found?.transaction ?? null },
      isDone: found !== undefined,
    };
  };
  const passing = (label: string, time: number): TimelineEntry => ({
    ...{ label, time, transaction: null, isDone: now > time },
  });
  const created = entry("Proposed", "create");
  if (state === "cancelled") return [created, entry("Cancelled", "cancel")];
  const voting = [
    created,
    passing("Vote opens, votes are counted as of here", snapshot),
    ...(isExtended ? [entry("Quorum reached late: the vote stays open for longer", "extend")] : []),
    passing(isExtended ? "Vote ends, as extended" : "Vote ends", deadline),
  ];
  if (state === "defeated") return voting;
  return [
    ...voting,
    entry("Queued", "queue"),
    ...(eta === null ? [] : [passing("Can be executed", eta)]),
    entry("Executed", "execute"),
  ];
}

/** A vote that waits for an account, wherever it holds coins. */
export interface OpenVote {
  readonly artist: { readonly id: string; readonly name: string };
  readonly coin: Coin;
  readonly proposal: ProposalSummary;
  /** The account's votes in it. */
  readonly power: Power;
}

/** The account may still vote, and has votes for it. */
export function needsVote(proposal: ProposalSummary, power: Power, now: number): boolean {
  return stateAt(proposal, now) === "active" && proposal.ownVote === null && powerOf(power) > 0n;
}

/** Votes that a proposer needs: the governor counts those of a second ago. */
export function thresholdOf({ threshold }: Pick<Dao, "threshold">, totalPower: bigint): bigint {
  return (totalPower * BigInt(threshold)) / 10_000n;
}

/** A description as it is proposed: only this account can then make the proposal. */
export function describeFor(title: string, text: string, proposer: Hex): string {
  const body = text.trim() === "" ? "" : `\n\n${text.trim()}`;
  return `# ${title.trim()}${body}\n\n#proposer=${proposer}`;
}

/** A description as people read it: without its title and the line that names the proposer. */
export function bodyOf(description: string): string {
  const text = description.replace(/\s*#proposer=0x[0-9a-fA-F]{40}\s*$/, "");
  const end = text.indexOf("\n");
  return end < 0 ? "" : text.slice(end + 1).trim();
}

export interface TreasuryMovement {
  readonly id: Hex;
  readonly kind: "fees" | "transfer" | "payment" | "wrap";
  readonly isIncoming: boolean;
  /** The zero address for the native coin. */
  readonly currency: Hex;
  readonly amount: bigint;
  readonly counterparty: Hex;
  readonly time: number;
  readonly transaction: Hex;
}

export const MOVEMENT_WORDS: Readonly<Record<TreasuryMovement["kind"], string>> = {
  fees: "Fees of the pool",
  transfer: "Coins",
  payment: "Paid by a proposal",
  wrap: "Wrapped or unwrapped",
};

/** What a vote or a proposal changes; see `pending.isUnderWay`. */
export const daoSubject = (governor: Hex): string => `dao:${governor.toLowerCase()}`;
export const proposalSubject = (governor: Hex, id: bigint): string => `${daoSubject(governor)}:${id}`;
