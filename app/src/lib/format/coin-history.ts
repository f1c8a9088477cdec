import type { Coin } from "./coin.ts";
import type { LockTerms } from "./coin-staking.ts";
import type { Happened } from "./happened.ts";
import type { Hex } from "./network.ts";

/** What happened with coins of one artist; `coins` are always positive, in smallest units. */
interface CoinsMoved extends Happened {
  readonly coin: Coin;
  readonly artist: { readonly id: string; readonly name: string };
  readonly coins: bigint;
}

/** Something that an account did with an artist's coin, or got of it. */
export type CoinEntry = CoinsMoved &
  /** `native` is what was paid or received for the coins. */
  (
    | { readonly kind: "coin-buy" | "coin-sell"; readonly pool: Hex; readonly native: bigint }
    /** `to` is where the coins went. */
    | { readonly kind: "coin-grant"; readonly to: Hex; readonly bought: number }
    | { readonly kind: "coin-rewards"; readonly to: Hex }
    /** From one account to another; `other` is the one on the other side. */
    | { readonly kind: "coin-in" | "coin-out"; readonly other: Hex }
    | {
        readonly kind: "coin-stake" | "coin-unstake" | "coin-expire";
        readonly staking: Hex;
        readonly terms: LockTerms;
      }
    | { readonly kind: "coin-compound" | "coin-fund"; readonly staking: Hex }
    | { readonly kind: "coin-vesting"; readonly vesting: Hex }
    /** The artist's half of the fees of the locked market: coins and native coin. */
    | { readonly kind: "coin-fees"; readonly to: Hex; readonly native: bigint }
  );

export type CoinEntryKind = CoinEntry["kind"];

export const COIN_KIND_WORDS: Readonly<Record<CoinEntryKind, string>> = {
  "coin-buy": "Coins bought",
  "coin-sell": "Coins sold",
  "coin-in": "Coins received",
  "coin-out": "Coins sent",
  "coin-grant": "Coins of an offering claimed",
  "coin-stake": "Coins staked",
  "coin-unstake": "Coins taken out of staking",
  "coin-expire": "Lock that was over ended",
  "coin-rewards": "Staking rewards claimed",
  "coin-compound": "Staking rewards compounded",
  "coin-fund": "Coins given to the reserve",
  "coin-vesting": "Vested coins released",
  "coin-fees": "Fees of the coin's market",
};

/** Whether it came to the account, left it, or neither; of a trade, the money. */
export function coinDirection(kind: CoinEntryKind): "in" | "out" | "none" {
  if (kind === "coin-buy" || kind === "coin-fund" || kind === "coin-out") return "out";
  return kind === "coin-stake" || kind === "coin-unstake" || kind === "coin-expire" ? "none" : "in";
}

/** Who stands on the other side: where coins were sent, else the contract that took or gave them. */
export function coinCounterparty(entry: CoinEntry): Hex {
  if ("pool" in entry) return entry.pool;
  if ("other" in entry) return entry.other;
  if ("vesting" in entry) return entry.vesting;
  return "to" in entry ? entry.to : entry.staking;
}
