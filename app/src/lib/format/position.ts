import type { Units } from "./dividends.ts";
import type { MasterSummary } from "./master.ts";
import type { Hex } from "./network.ts";
import type { Tier } from "./shares.ts";

const MINIMUM_STAKE = 30 * 24 * 60 * 60;

export type StakeState =
  | { readonly status: "free" }
  | { readonly status: "staked"; readonly mayLeaveAt: number }
  | { readonly status: "leaving"; readonly freeAt: number };

export interface OwnedShare {
  readonly number: number;
  readonly tier: Tier;
  readonly royaltyRate: number;
  readonly stake: StakeState;
}

/** What one account has in one master. */
export interface Position extends Units {
  readonly bought: number;
  readonly spent: bigint;
  readonly claimed: bigint;
  readonly shares: readonly OwnedShare[];
}

export interface Holding {
  readonly master: MasterSummary;
  readonly position: Position;
}

/** A leaving share whose cooldown is over is free without another transaction. */
export function stakeState(
  share: { readonly stakeStatus: string; readonly stakedAt: string | null; readonly freeAt: string | null },
  now: number,
): StakeState {
  if (share.stakeStatus === "Staked") {
    return { status: "staked", mayLeaveAt: Number(share.stakedAt ?? 0) + MINIMUM_STAKE };
  }
  const freeAt = Number(share.freeAt ?? 0);
  if (share.stakeStatus === "Leaving" && freeAt > now) return { status: "leaving", freeAt };
  return { status: "free" };
}

/** Everything claimable, summed per currency; sums of different currencies are never mixed. */
export interface CurrencySum {
  readonly currency: MasterSummary["offering"]["currency"];
  readonly amount: bigint;
}

export function sumByCurrency(
  entries: readonly { readonly currency: CurrencySum["currency"]; readonly amount: bigint }[],
): readonly CurrencySum[] {
  const sums = new Map<Hex, CurrencySum>();
  for (const { currency, amount } of entries) {
    const known = sums.get(currency.address)?.amount ?? 0n;
    sums.set(currency.address, { currency, amount: known + amount });
  }
  return [...sums.values()];
}

/** Names a share among what transactions under way will change. */
export function shareSubject(master: Hex, number: number): string {
  return `share:${master.toLowerCase()}:${number}`;
}

/** Names the claimable dividends of a master among what transactions under way will change. */
export function claimSubject(master: Hex): string {
  return `claim:${master.toLowerCase()}`;
}
