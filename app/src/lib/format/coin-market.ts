import type { Candle, RangeName } from "./candles.ts";
import type { RewardAccount, RewardStream, StakePosition } from "./coin-staking.ts";
import type { Coin } from "./coin.ts";
import type { Hex } from "./network.ts";
import type { SwapSide } from "./swap.ts";
import type { Vesting } from "./vesting.ts";

/** A coin in a list. */
export interface CoinSummary {
  readonly coin: Coin;
  readonly artist: { readonly id: string; readonly name: string; readonly avatar: string | null };
  /** Of the last trade, or the opening price before the first, in the native coin's smallest unit per whole coin. */
  readonly price: bigint;
  readonly holderCount: number;
  readonly tradeCount: number;
  /** Native coin that changed hands. */
  readonly volume: bigint;
  readonly staked: bigint;
}

/** What a list of coins may be ordered by, the most first; `value` names the figure that its cursors hold. */
export const COIN_SORTS = {
  volume: { label: "Most traded", value: "volume" },
  newest: { label: "Newest", value: "newest" },
  holders: { label: "Most holders", value: "holders" },
  staked: { label: "Most staked", value: "staked" },
  price: { label: "Highest price", value: "price" },
} as const;

export type CoinSort = keyof typeof COIN_SORTS;

/** Coins and native coin, in smallest units. */
export interface Pair {
  readonly coins: bigint;
  readonly native: bigint;
}

/** A position that is locked for ever, and the fees of it that were collected. */
export interface LockedPosition {
  /** Number in Uniswap's position manager. */
  readonly id: string;
  readonly opened: Pair;
  readonly collected: Pair;
}

/** The fees of a coin's locked positions: half the artist's, half the artist's DAO's. */
export interface CollectedFees {
  readonly collected: Pair;
  readonly artist: Pair;
  readonly dao: Pair;
  readonly artistPaid: Pair;
  readonly daoPaid: Pair;
}

/** The first offering, whose buyers get coins. */
export interface GrantTerms {
  readonly masterNumber: number;
  readonly masterTitle: string;
  readonly publicShares: number;
  readonly sold: number;
  readonly isClosed: boolean;
  readonly isSwept: boolean;
  readonly swept: bigint;
  readonly claimed: bigint;
}

export interface CoinDetail extends CoinSummary {
  readonly artistAccount: Hex;
  readonly pool: Hex;
  readonly staking: Hex;
  readonly vesting: Hex;
  readonly treasury: Hex;
  readonly openingPrice: bigint;
  readonly launchedAt: number;
  /** CID of the first master's cover. */
  readonly cover: string | null;
  /** What is in the pool, fees that nobody collected yet included. */
  readonly inPool: Pair;
  readonly positions: readonly LockedPosition[];
  readonly fees: CollectedFees;
  readonly grant: GrantTerms;
  readonly stream: RewardStream;
  readonly rewardsPaid: bigint;
  readonly stakerCount: number;
  /** The denominator of quorums. */
  readonly totalPower: bigint;
  readonly vested: Vesting;
}

/** What an account has of a coin. */
export interface CoinAccount {
  readonly balance: bigint;
  readonly staked: bigint;
  readonly power: bigint;
  /** Whether its liquid coins vote for anybody. */
  readonly isDelegated: boolean;
  readonly positions: readonly StakePosition[];
  readonly rewards: RewardAccount;
  /** Claimed and compounded. */
  readonly rewardsTaken: bigint;
  /** Null before it claimed what came with its shares. */
  readonly grantClaimed: bigint | null;
  /** Coins bought and sold in the market, and native coin paid and received for them. */
  readonly bought: bigint;
  readonly sold: bigint;
  readonly spent: bigint;
  readonly received: bigint;
}

export interface Trade {
  readonly id: Hex;
  readonly side: SwapSide;
  readonly account: Hex;
  readonly coins: bigint;
  readonly native: bigint;
  readonly price: bigint;
  readonly time: number;
}

export interface CoinHoldingRow {
  readonly id: Hex;
  readonly account: Hex;
  readonly balance: bigint;
  readonly staked: bigint;
}

export interface CandleView {
  readonly range: RangeName;
  readonly candles: readonly Candle[];
}

/** A coin in a portfolio. */
export interface CoinLine extends CoinSummary {
  readonly holding: CoinAccount;
  /** What can be claimed of staking now. */
  readonly rewards: bigint;
  /** Coins that came with shares of a first offering and were not claimed. */
  readonly grant: bigint;
}
