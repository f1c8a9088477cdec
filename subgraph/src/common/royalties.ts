import { Master } from "../../generated/schema";

export const LAST_TIER = 4;

/** Tier of a sold share by its number. */
export function tierOfNumber(number: i32): i32 {
  if (number <= 10) return 1;
  if (number <= 50) return 2;
  if (number <= 100) return 3;
  return LAST_TIER;
}

/** Resale royalty of a tier in basis points. */
export function rateOfTier(master: Master, tier: i32): i32 {
  if (tier == 1) return master.royaltyTier1;
  if (tier == 2) return master.royaltyTier2;
  if (tier == 3) return master.royaltyTier3;
  return master.royaltyTier4;
}
