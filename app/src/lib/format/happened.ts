import type { Currency, Hex } from "./network.ts";

/** Where and when something happened to an account. The id is that of an event. */
export interface Happened {
  readonly id: Hex;
  readonly block: number;
  readonly time: number;
  readonly transaction: Hex;
}

/** Something that happened with shares of a master. */
export interface OfMaster extends Happened {
  readonly master: {
    readonly id: Hex;
    readonly number: number;
    readonly title: string;
    readonly artist: string;
  };
}

export interface Money {
  readonly amount: bigint;
  readonly currency: Currency;
}
