import type { RevenueSource } from "./activity.ts";
import { COIN_KIND_WORDS, coinDirection, type CoinEntry, type CoinEntryKind } from "./coin-history.ts";
import type { Money, OfMaster } from "./happened.ts";
import {
  MARKET_KIND_WORDS,
  marketDirection,
  type MarketEntry,
  type MarketEntryKind,
} from "./market-history.ts";
import type { Currency, Hex } from "./network.ts";
import { countNoun, formatCount } from "./shares.ts";

/** Something that an account did with shares, or got of them. */
export type ShareEntry = OfMaster &
  (
    | (Money & {
        readonly kind: "purchase";
        readonly count: number;
        readonly first: number;
        readonly last: number;
      })
    /** `to` is where the money went; `sender` who paid the fee. */
    | (Money & { readonly kind: "claim"; readonly to: Hex; readonly sender: Hex })
    /** `mintedAt` of a share that nobody bought: the artist minted it. */
    | {
        readonly kind: "gift-in" | "gift-out";
        readonly number: number;
        readonly other: Hex;
        readonly isBought: boolean;
      }
    | { readonly kind: "stake" | "leave" | "unlock"; readonly number: number; readonly freeAt: number | null }
    | (Money & { readonly kind: "deposit"; readonly source: RevenueSource })
    | (Money & { readonly kind: "artist-credit" | "proceeds"; readonly to: Hex })
  );

/** Something that an account did or got. */
export type HistoryEntry = ShareEntry | CoinEntry | MarketEntry;

/** Something about one master. */
export type MasterEntry = Extract<HistoryEntry, OfMaster>;

export type HistoryKind = HistoryEntry["kind"];

export const KIND_WORDS: Readonly<Record<HistoryKind, string>> = {
  purchase: "Purchase",
  claim: "Dividends claimed",
  "gift-in": "Share received",
  "gift-out": "Share given",
  stake: "Staked",
  leave: "Asked to leave staking",
  unlock: "Left staking",
  deposit: "Revenue deposited",
  "artist-credit": "Dividends of unsold shares",
  proceeds: "Proceeds withdrawn",
  ...COIN_KIND_WORDS,
  ...MARKET_KIND_WORDS,
};

/** What a history can be narrowed down to, by the name in a page's address. */
export const HISTORY_GROUPS = {
  purchases: "Purchases",
  claims: "Claims",
  gifts: "Gifts and transfers",
  resales: "Resale",
  royalties: "Resale royalties",
  stakes: "Staking",
  "coin-trades": "Coin trades",
  "coin-transfers": "Coins sent and received",
  "coin-grants": "Coins claimed",
  "coin-stakes": "Coin staking",
  deposits: "Deposits",
  artist: "Artist's money",
} as const;

export type HistoryGroup = keyof typeof HISTORY_GROUPS;

/** Reads a group from an address; null, which is everything, for anything else. */
export function readHistoryGroup(text: string | null): HistoryGroup | null {
  return text !== null && Object.hasOwn(HISTORY_GROUPS, text) ? (text as HistoryGroup) : null;
}

function isCoinKind(kind: HistoryKind): kind is CoinEntryKind {
  return Object.hasOwn(COIN_KIND_WORDS, kind);
}

function isMarketKind(kind: HistoryKind): kind is MarketEntryKind {
  return Object.hasOwn(MARKET_KIND_WORDS, kind);
}

/** Whether money, shares or coins came to the account, left it, or neither. */
export function directionOf(kind: HistoryKind): "in" | "out" | "none" {
  if (isCoinKind(kind)) return coinDirection(kind);
  if (isMarketKind(kind)) return marketDirection(kind);
  if (kind === "claim" || kind === "artist-credit" || kind === "proceeds" || kind === "gift-in") return "in";
  return kind === "purchase" || kind === "deposit" || kind === "gift-out" ? "out" : "none";
}

/** The money of an entry; null where only shares or coins moved. `native` is the network's coin. */
export function moneyOf(entry: HistoryEntry, native: Currency): Money | null {
  if ("native" in entry) return entry.native > 0n ? { amount: entry.native, currency: native } : null;
  return "amount" in entry ? entry : null;
}

/** An amount of money or coins, and which way it went. */
export interface Move extends Money {
  readonly direction: "in" | "out" | "none";
}

/** Everything with an amount that an entry moved: of a trade, the coins and what was paid for them. */
export function movesOf(entry: HistoryEntry, native: Currency): readonly Move[] {
  const direction = directionOf(entry.kind);
  const money = moneyOf(entry, native);
  const moves: Move[] = money ? [{ ...money, direction }] : [];
  if (!("coins" in entry) || entry.coins === 0n) return moves;
  const opposite = { "coin-buy": "in", "coin-sell": "out" } as const;
  const coinsWent =
    entry.kind === "coin-buy" || entry.kind === "coin-sell" ? opposite[entry.kind] : direction;
  return [{ amount: entry.coins, currency: entry.coin, direction: coinsWent }, ...moves];
}

/** Which shares it was about: "Share 7", "3 shares: 5–7"; null where it is about none. */
export function sharesOf(entry: HistoryEntry): string | null {
  if (entry.kind === "purchase") {
    if (entry.count === 1) return `Share ${formatCount(entry.first)}`;
    return `${countNoun(entry.count, "share")}: ${formatCount(entry.first)}–${formatCount(entry.last)}`;
  }
  return "number" in entry ? `Share ${formatCount(entry.number)}` : null;
}

/** In the order of the chain; what is in one block is ordered by id, as the subgraph orders it. */
export function compareEntries(a: HistoryEntry, b: HistoryEntry): number {
  return a.block - b.block || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
