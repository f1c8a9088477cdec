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
  readonly transaction: Hex;
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

/** A share that was sold on the market. */
export interface SaleRow extends Happening {
  readonly kind: "sale";
  readonly transaction: Hex;
  readonly number: number;
  readonly seller: Hex;
  readonly buyer: Hex;
  readonly price: bigint;
  readonly isOffer: boolean;
}

/** What somebody said, and what shows that they did: the signed message has the time, the nonce and the master, too. */
export interface CommentProof extends Happening {
  readonly account: Hex;
  readonly text: string;
  readonly nonce: Hex;
  readonly signature: Hex;
}

/** What somebody said, as the relay has it: whoever shows it checks the signature. */
export interface CommentRow extends CommentProof {
  readonly kind: "comment";
  /** Of an artist; null for others. */
  readonly name: string | null;
  /** CID of an artist's picture; null for others. */
  readonly picture: string | null;
  /** Shares of the master that they hold now. */
  readonly held: number;
}

export type ActivityRow = PurchaseRow | TransferRow | StakeRow | ClaimRow | SaleRow | CommentRow;

export const ACTIVITY_KINDS = [
  "all",
  "purchases",
  "resales",
  "transfers",
  "staking",
  "claims",
  "comments",
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** Leaves out transfers that were part of a sale: the sale says it, with its price. */
export function withoutSoldTransfers(rows: readonly ActivityRow[]): readonly ActivityRow[] {
  const keyOf = ({ transaction, number }: SaleRow | TransferRow) => `${transaction} ${number}`;
  const sold = new Set(rows.filter((row) => row.kind === "sale").map(keyOf));
  return rows.filter((row) => row.kind !== "transfer" || !sold.has(keyOf(row)));
}

interface ActivityPage {
  readonly items: readonly ActivityRow[];
  readonly next: string | null;
}

/** A page of what happened before `before`, with what was said in its time. */
export function withComments<Page extends ActivityPage>(
  page: Page,
  comments: readonly CommentRow[],
  before: number,
): Page {
  const oldest = page.next === null ? 0 : (page.items.at(-1)?.time ?? 0);
  const among = comments.filter(({ time }) => time < before && time >= oldest);
  return { ...page, items: newestFirst([...page.items, ...among]) };
}

/** Newest first; what happened at the same time is ordered by id, as the subgraph orders it. */
export function newestFirst<Row extends Happening>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => b.time - a.time || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0));
}
