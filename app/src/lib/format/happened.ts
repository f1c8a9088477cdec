import type { Currency, Hex } from "./network.ts";

/** Where and when something happened to an account. The id is that of an event. */
export interface Happened {
  readonly id: Hex;
  readonly block: number;
  readonly time: number;
  readonly transaction: Hex;
}

export interface Money {
  readonly amount: bigint;
  readonly currency: Currency;
}
