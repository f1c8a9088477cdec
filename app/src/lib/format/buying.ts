import type { Offering } from "./offering.ts";
import { formatCount } from "./shares.ts";

const MOST_AT_ONCE = 2000;

/** What one account may still buy, and why not more. */
export interface BuyingLimit {
  /** Shares of the offering that are left. */
  readonly left: number;
  /** Most shares the account may ever buy as things stand; null is no limit. */
  readonly cap: number | null;
  /** Whether the cap is that of the presale's list, not that of every wallet. */
  readonly isListed: boolean;
  /** What it may buy now, in one transaction. */
  readonly most: number;
  /** What is left under the cap. */
  readonly underCap: number;
}

/** `listed` is what the presale's list gives the account; null once, or while, no list binds it. */
export function buyingLimit(
  offering: Pick<Offering, "publicShares" | "sold" | "walletCap">,
  bought: number,
  listed: number | null,
): BuyingLimit {
  const left = Math.max(0, offering.publicShares - offering.sold);
  const walletCap = offering.walletCap === 0 ? null : offering.walletCap;
  const isListed = listed !== null && (walletCap === null || listed < walletCap);
  const cap = isListed ? listed : walletCap;
  const underCap = cap === null ? left : Math.max(0, cap - bought);
  return { left, cap, isListed, underCap, most: Math.min(left, underCap, MOST_AT_ONCE) };
}

/** Why that number of shares cannot be bought; null when it can. */
export function checkCount(typed: string, { left, cap, isListed, underCap }: BuyingLimit): string | null {
  const count = Number(typed);
  if (!/^\d+$/.test(typed.trim()) || count < 1) return "Enter a whole number of shares, at least 1.";
  if (underCap === 0) {
    return isListed
      ? `You have bought the most that the artist's list gives you (${formatCount(cap ?? 0)}).`
      : `You have bought the most one wallet may buy (${formatCount(cap ?? 0)}).`;
  }
  if (count > left) return `Only ${formatCount(left)} are left.`;
  if (count > underCap) {
    const limit = `${isListed ? "The artist's list gives you" : "One wallet may buy"} ${formatCount(cap ?? 0)}`;
    return `${limit}; you can buy ${formatCount(underCap)} more.`;
  }
  return count > MOST_AT_ONCE ? "One transaction buys at most 2,000 shares." : null;
}
