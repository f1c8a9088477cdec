import { BigInt } from "@graphprotocol/graph-ts";

export const ZERO = BigInt.zero();
export const ONE = BigInt.fromI32(1);
export const BASIS = BigInt.fromI32(10_000);

export const UNITS_PER_SHARE = 10;
export const UNITS_PER_STAKE = 2;

/** Seconds after the effective end of an offering at which it is closed without an event. */
export const CLOSING_GRACE = BigInt.fromI32(30 * 24 * 60 * 60);

export const FLAG_VERIFIED = 1;
export const FLAG_HIDDEN = 2;

/** A whole coin in its smallest unit. */
export const ONE_COIN = BigInt.fromI32(10).pow(18);
export const COIN_SUPPLY = ONE_COIN.times(BigInt.fromI32(1_000_000));
export const COINS_GRANTED = ONE_COIN.times(BigInt.fromI32(200_000));
export const COINS_VESTED = ONE_COIN.times(BigInt.fromI32(300_000));

/** Four years of 365 days. */
export const VESTING_DURATION = BigInt.fromI32(4 * 365 * 24 * 60 * 60);

/** The time in which a base rate empties a reserve: eight years of 365 days. */
export const STREAM_LENGTH = BigInt.fromI32(8 * 365 * 24 * 60 * 60);
