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

export interface Deposit {
  readonly id: Hex;
  readonly amount: bigint;
  readonly artistAmount: bigint;
  readonly perShare: bigint;
  readonly source: RevenueSource;
  readonly periodStart: number;
  readonly periodEnd: number;
  readonly document: string | null;
  readonly payer: Hex;
  readonly time: number;
}

export interface HolderRow {
  readonly account: Hex;
  readonly balance: number;
  readonly staked: number;
}

export interface PurchaseRow {
  readonly id: Hex;
  readonly buyer: Hex;
  readonly count: number;
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly amount: bigint;
  readonly time: number;
}
