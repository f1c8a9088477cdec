import type { RewardStream } from "#lib/format/coin-staking.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";

/** What rewards of stakers are computed from. */
export const COIN_STREAM = graphql(`
  fragment CoinStream on Coin {
    acc
    reserve
    weight
    principal
    streamedAt
    baseRate
    rateFactor
    rewardCap
  }
`);

export function toStream(masked: FragmentOf<typeof COIN_STREAM>): RewardStream {
  const raw = readFragment(COIN_STREAM, masked);
  return {
    acc: BigInt(raw.acc),
    reserve: BigInt(raw.reserve),
    weight: BigInt(raw.weight),
    principal: BigInt(raw.principal),
    updatedAt: Number(raw.streamedAt),
    baseRate: BigInt(raw.baseRate),
    rateFactor: BigInt(raw.rateFactor),
    cap: BigInt(raw.rewardCap),
  };
}
