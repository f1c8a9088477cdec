import { BigInt, ethereum } from "@graphprotocol/graph-ts";

import { Master, Switchboard } from "../../generated/schema";
import {
  BASIS,
  CLOSING_GRACE,
  FLAG_HIDDEN,
  FLAG_VERIFIED,
  ONE,
  UNITS_PER_SHARE,
  UNITS_PER_STAKE,
  ZERO,
} from "../common/constants";
import { SWITCHBOARD_ID } from "../common/ids";
import { effectiveEnd, effectiveStart } from "../common/offering-window";

/** A clone emits nothing before its registration, so its master exists; the error names what went wrong otherwise. */
export function loadMaster(event: ethereum.Event): Master {
  return Master.load(event.address)!;
}

export function setMasterFlags(master: Master, flags: i32): void {
  master.flags = flags;
  master.isVerified = (flags & FLAG_VERIFIED) != 0;
  master.isHidden = (flags & FLAG_HIDDEN) != 0;
}

/** Zeroes what the life of a master counts. `totalShares` must be set. */
export function initializeMasterTotals(master: Master): void {
  master.minted = 0;
  master.sold = 0;
  master.byArtist = 0;
  master.purchaseCount = 0;
  master.holderCount = 0;
  master.transferCount = 0;
  master.proceeds = ZERO;
  master.fees = ZERO;
  master.proceedsWithdrawn = ZERO;
  master.feesWithdrawn = ZERO;
  master.acc = ZERO;
  master.remainder = ZERO;
  master.units = BigInt.fromI32(UNITS_PER_SHARE * master.totalShares);
  master.staked = 0;
  master.depositCount = 0;
  master.deposited = ZERO;
  master.artistCredited = ZERO;
  master.artistCreditClaimed = ZERO;
  master.claimed = ZERO;
  master.resaleCount = 0;
  master.resaleVolume = ZERO;
  master.royaltyEarned = ZERO;
  master.moverEarned = ZERO;
  master.listedCount = 0;
  master.openOfferCount = 0;
}

/**
 * Whether a share minted now is sold, and not minted by the artist. A sale happens before the effective end of an
 * offering that is not closed; the artist mints only once it is closed, by an event or 30 days after that end.
 */
export function isOnSale(master: Master, timestamp: BigInt): boolean {
  if (master.closedAt !== null) return false;
  if (timestamp.lt(master.end)) return true;
  return timestamp.lt(effectiveEndOf(master));
}

/** Whether a share sold now is sold in the presale. */
export function isInPresale(master: Master, timestamp: BigInt): boolean {
  if (timestamp.lt(master.start)) return true;
  const switchboard = Switchboard.load(SWITCHBOARD_ID);
  return switchboard != null && timestamp.lt(effectiveStart(master, switchboard));
}

function effectiveEndOf(master: Master): BigInt {
  const switchboard = Switchboard.load(SWITCHBOARD_ID);
  return switchboard == null ? master.end : effectiveEnd(master, switchboard);
}

/** Counts a sold share; returns by how much the platform's fee grew. */
export function addSale(master: Master, timestamp: BigInt): BigInt {
  const before = master.fees;
  master.minted += 1;
  master.sold += 1;
  master.proceeds = master.proceeds.plus(master.price);
  master.fees = master.proceeds.times(BigInt.fromI32(master.platformFee)).div(BASIS);
  if (master.sold == master.publicShares) closeOffering(master, timestamp, "SoldOut");
  return master.fees.minus(before);
}

/** Counts a share that the artist minted, which also tells that the offering has lapsed. */
export function addArtistMint(master: Master): void {
  if (master.closedAt === null) closeOffering(master, effectiveEndOf(master).plus(CLOSING_GRACE), "Lapsed");
  master.minted += 1;
  master.byArtist += 1;
}

export function closeOffering(master: Master, timestamp: BigInt, closure: string): void {
  master.closedAt = timestamp;
  master.closure = closure;
}

/** Shares a deposit out over all units; returns by how much the accumulator grew. */
export function accrue(master: Master, amount: BigInt): BigInt {
  const sum = amount.plus(master.remainder);
  const step = sum.div(master.units);
  master.acc = master.acc.plus(step);
  master.remainder = sum.mod(master.units);
  return step;
}

/** One share more (`isStake`) or less is staked. */
export function changeStake(master: Master, isStake: boolean): void {
  const units = BigInt.fromI32(UNITS_PER_STAKE);
  master.staked += isStake ? 1 : -1;
  master.units = isStake ? master.units.plus(units) : master.units.minus(units);
}

/** Ids of the registry start at one: zero stands for none. */
export function optionalNumber(value: BigInt): BigInt | null {
  return value.lt(ONE) ? null : value;
}
