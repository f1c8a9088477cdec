import { LOCKS, type LockTerms, type RewardAccount, type StakePosition } from "#lib/format/coin-staking.ts";
import type { CoinAccount } from "#lib/format/coin-market.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";

export const COIN_HOLDING = graphql(`
  fragment CoinHolding on CoinHolder {
    balance
    staked
    delegate {
      id
    }
    power
    weight
    paid
    owed
    rewardsClaimed
    rewardsCompounded
    grantClaimed
    bought
    sold
    spent
    received
    stakes(first: 4, where: { amount_gt: 0 }) {
      lock
      amount
      unlockAt
    }
  }
`);

const NUMBERS = { None: 0, Days30: 1, Days90: 2, Days365: 3 } as const;

/** What a lock means, by its name in the subgraph. */
export function lockTerms(lock: keyof typeof NUMBERS): LockTerms {
  return LOCKS[NUMBERS[lock]];
}

const ZERO = /^0x0{40}$/;

/** An account that never had to do with a coin. */
export const NO_HOLDING: CoinAccount = {
  ...{ balance: 0n, staked: 0n, power: 0n, isDelegated: false, positions: [] },
  ...{ rewards: { weight: 0n, paid: 0n, owed: 0n }, rewardsTaken: 0n, grantClaimed: null },
  ...{ bought: 0n, sold: 0n, spent: 0n, received: 0n },
};

export function toCoinAccount(masked: FragmentOf<typeof COIN_HOLDING>): CoinAccount {
  const raw = readFragment(COIN_HOLDING, masked);
  const rewards: RewardAccount = {
    weight: BigInt(raw.weight),
    paid: BigInt(raw.paid),
    owed: BigInt(raw.owed),
  };
  const positions: readonly StakePosition[] = raw.stakes
    .map(({ lock, amount, unlockAt }) => ({
      terms: lockTerms(lock),
      amount: BigInt(amount),
      unlockAt: Number(unlockAt),
    }))
    .sort((a, b) => a.terms.lock - b.terms.lock);
  return {
    balance: BigInt(raw.balance),
    staked: BigInt(raw.staked),
    power: BigInt(raw.power),
    isDelegated: raw.delegate !== null && !ZERO.test(raw.delegate.id),
    positions,
    rewards,
    rewardsTaken: BigInt(raw.rewardsClaimed) + BigInt(raw.rewardsCompounded),
    grantClaimed: raw.grantClaimed === null ? null : BigInt(raw.grantClaimed),
    bought: BigInt(raw.bought),
    sold: BigInt(raw.sold),
    spent: BigInt(raw.spent),
    received: BigInt(raw.received),
  };
}
