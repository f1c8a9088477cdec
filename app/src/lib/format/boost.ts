const UNITS_PER_STAKE = 2n;

/** A deposit as far as shares of it are concerned. */
export interface PastDeposit {
  readonly amount: bigint;
  /** What each unit got. */
  readonly perUnit: bigint;
}

export interface Boost {
  /** What the shares held would have got as they are. */
  readonly before: bigint;
  /** What they would have got with the chosen ones staked all the time. */
  readonly after: bigint;
}

/**
 * What staking `count` more shares would have changed about past deposits, had the account held `units` then as it does
 * now and everybody else done what they did. Staking adds units to everybody's total, so other units get a little less.
 */
export function boostOf(deposits: readonly PastDeposit[], units: bigint, count: number): Boost {
  const added = UNITS_PER_STAKE * BigInt(count);
  return deposits.reduce<Boost>(
    ({ before, after }, { amount, perUnit }) => {
      if (perUnit === 0n) return { before, after };
      // The remainder of the deposit before makes this at most one unit more than there were.
      const total = amount / perUnit;
      return {
        before: before + perUnit * units,
        after: after + (amount * (units + added)) / (total + added),
      };
    },
    { before: 0n, after: 0n },
  );
}
