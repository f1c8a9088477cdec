import { stakeState, type Position } from "#lib/format/position.ts";
import type { Tier } from "#lib/format/shares.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";

export const POSITION = graphql(`
  fragment Position on Holder {
    balance
    staked
    paid
    owed
    bought
    spent
    claimed
    shares(first: 200, orderBy: number, orderDirection: asc) {
      number
      tier
      royaltyRate
      stakeStatus
      stakedAt
      freeAt
    }
  }
`);

export function toPosition(masked: FragmentOf<typeof POSITION>, now: number): Position {
  const { paid, owed, spent, claimed, shares, ...counts } = readFragment(POSITION, masked);
  return {
    ...counts,
    paid: BigInt(paid),
    owed: BigInt(owed),
    spent: BigInt(spent),
    claimed: BigInt(claimed),
    shares: shares.map((share) => ({
      number: share.number,
      tier: share.tier as Tier,
      royaltyRate: share.royaltyRate,
      stake: stakeState(share, now),
    })),
  };
}
