/** Dividend accounting of a holder in one master, as the subgraph stores it. */
export interface Units {
  readonly balance: number;
  readonly staked: number;
  readonly paid: bigint;
  readonly owed: bigint;
}

const UNITS_PER_SHARE = 10n;
const UNITS_PER_STAKE = 2n;

export function unitsOf({ balance, staked }: Pick<Units, "balance" | "staked">): bigint {
  return UNITS_PER_SHARE * BigInt(balance) + UNITS_PER_STAKE * BigInt(staked);
}

/** What a holder can claim now, exact to the smallest unit. */
export function claimable(holder: Units, acc: bigint): bigint {
  return holder.owed + (acc - holder.paid) * unitsOf(holder);
}

/** What one share that was never staked has earned since the master was registered. */
export function earnedPerShare(acc: bigint): bigint {
  return acc * UNITS_PER_SHARE;
}

/** The least dividends per unit with which a share has earned as much; see `earnedPerShare`. */
export function accOf(earned: bigint): bigint {
  return (earned + UNITS_PER_SHARE - 1n) / UNITS_PER_SHARE;
}

/** How a deposit is shared out: holders and the artist's part of shares that are not minted, and what stays over. */
export function splitDeposit(
  amount: bigint,
  state: { readonly remainder: bigint; readonly units: bigint; readonly unminted: number },
): { readonly holders: bigint; readonly artist: bigint; readonly carried: bigint } {
  const pot = amount + state.remainder;
  const perUnit = pot / state.units;
  const artist = perUnit * UNITS_PER_SHARE * BigInt(state.unminted);
  const carried = pot % state.units;
  return {
    artist,
    carried: carried - state.remainder,
    holders: amount - artist - (carried - state.remainder),
  };
}
