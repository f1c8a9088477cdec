import type { Hex } from "./network.ts";

/** What the relay answered to a ballot. */
interface Receipt {
  readonly ballot: Hex;
  /** Unix seconds of the chain. */
  readonly receivedAt: number;
  readonly signature: Hex;
  readonly weight: number;
}

/** A ballot that counts unless a later one replaces it, with what proves that it was received. */
export interface KeptBallot {
  readonly decision: number;
  readonly option: number;
  readonly voter: Hex;
  /** In decimal, as it travels. */
  readonly sequence: string;
  readonly signature: Hex;
  readonly receipt: Receipt;
}

/** Of two lists of ballots the newest in each decision. */
export function newestBallots(
  one: readonly KeptBallot[],
  other: readonly KeptBallot[],
): readonly KeptBallot[] {
  const newest: KeptBallot[] = [];
  for (const ballot of [...one, ...other]) {
    const known = newest[ballot.decision];
    if (!known || BigInt(ballot.sequence) > BigInt(known.sequence)) newest[ballot.decision] = ballot;
  }
  return newest.filter(Boolean);
}

/**
 * A number above all that the voter used, on any device: the clock in milliseconds, which is also above what another
 * device takes later with a clock that is not far off.
 */
export function nextSequence(known: readonly KeptBallot[], clock: number): bigint {
  const used = known.map(({ sequence }) => BigInt(sequence));
  return used.reduce((highest, sequence) => (sequence >= highest ? sequence + 1n : highest), BigInt(clock));
}
