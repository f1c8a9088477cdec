import type { Hex } from "./network.ts";

export const REVENUE_SOURCES = ["Streaming", "Sync", "Download", "Physical", "Royalty", "Other"] as const;
export type RevenueSource = (typeof REVENUE_SOURCES)[number];

export const SOURCE_WORDS: Readonly<Record<RevenueSource, string>> = {
  Streaming: "Streaming services",
  Sync: "Film, games and advertising",
  Download: "Downloads",
  Physical: "Vinyl, CD and other media",
  Royalty: "Collecting societies and resales",
  Other: "Other",
};

/** What a statement says, as far as the subgraph could read it. */
export interface Statement {
  readonly title: string | null;
  readonly issuer: string | null;
  /** The first lines, each as "what — amount". */
  readonly lines: readonly string[];
  readonly lineCount: number;
}

export interface Deposit {
  readonly id: Hex;
  readonly amount: bigint;
  readonly artistAmount: bigint;
  readonly perShare: bigint;
  readonly source: RevenueSource;
  readonly periodStart: number;
  readonly periodEnd: number;
  /** CID of the statement; null when there is none. */
  readonly document: string | null;
  /** Null until it is found, and for formats other than JSON. */
  readonly statement: Statement | null;
  readonly payer: Hex;
  readonly time: number;
}

export interface HolderRow {
  readonly id: Hex;
  readonly account: Hex;
  readonly balance: number;
  readonly staked: number;
}

interface Happening {
  readonly id: Hex;
  readonly time: number;
}

export interface PurchaseRow extends Happening {
  readonly kind: "purchase";
  readonly buyer: Hex;
  readonly count: number;
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly amount: bigint;
  readonly isPresale: boolean;
}

export interface TransferRow extends Happening {
  readonly kind: "transfer";
  readonly number: number;
  readonly from: Hex;
  readonly to: Hex;
}

export interface StakeRow extends Happening {
  readonly kind: "stake";
  readonly number: number;
  readonly account: Hex;
  readonly step: "Staked" | "UnstakeRequested" | "Unlocked";
  readonly freeAt: number | null;
}

export interface ClaimRow extends Happening {
  readonly kind: "claim";
  readonly account: Hex;
  readonly amount: bigint;
}

export type ActivityRow = PurchaseRow | TransferRow | StakeRow | ClaimRow;

export const ACTIVITY_KINDS = ["all", "purchases", "transfers", "staking", "claims"] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** Newest first; what happened at the same time is ordered by id, as the subgraph orders it. */
export function newestFirst<Row extends Happening>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => b.time - a.time || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0));
}
