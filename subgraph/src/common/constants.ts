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
