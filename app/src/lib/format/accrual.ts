import type { Currency, Hex } from "./network.ts";

/** What one master has accrued for an account, and what its shares cost in the offering. */
export interface Accrual {
  readonly master: { readonly id: Hex; readonly number: number; readonly title: string };
  readonly currency: Currency;
  readonly balance: number;
  readonly claimable: bigint;
  /** Claimed or not. */
  readonly earned: bigint;
  /** The shares held at the price of the offering. */
  readonly value: bigint;
}
