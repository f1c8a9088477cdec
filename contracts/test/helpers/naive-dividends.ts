import type { Address } from "viem";

interface Share {
  owner: Address;
  isStaked: boolean;
}

/**
 * Dividends as one would explain them, without accumulator: each deposit walks over all shares. `owed` is what nobody
 * has claimed yet; the artist's part of shares that are not minted is under `artist`.
 */
export function naiveDividends(totalShares: number) {
  const shares: Share[] = [];
  const owed = new Map<Address, bigint>();
  let remainder = 0n;
  let artist = 0n;

  const add = (account: Address, amount: bigint) =>
    void owed.set(account, (owed.get(account) ?? 0n) + amount);
  const unitsOf = ({ isStaked }: Share) => (isStaked ? 12n : 10n);

  return {
    shares,
    mint: (owner: Address, count: number) => {
      for (let i = 0; i < count; i++) shares.push({ owner, isStaked: false });
    },
    move: (id: number, to: Address) => void (shares[id - 1]!.owner = to),
    stake: (id: number, isStaked: boolean) => void (shares[id - 1]!.isStaked = isStaked),
    deposit: (amount: bigint) => {
      const left = BigInt(totalShares - shares.length);
      const units = shares.reduce((total, share) => total + unitsOf(share), 10n * left);
      const step = (amount + remainder) / units;
      remainder = (amount + remainder) % units;
      artist += step * 10n * left;
      for (const share of shares) add(share.owner, step * unitsOf(share));
    },
    claim: (account: Address): bigint => {
      const amount = owed.get(account) ?? 0n;
      owed.set(account, 0n);
      return amount;
    },
    owedTo: (account: Address): bigint => owed.get(account) ?? 0n,
    artistCredit: (): bigint => artist,
    idsOf: (account: Address, isStaked: boolean): number[] =>
      shares.flatMap((share, i) => (share.owner === account && share.isStaked === isStaked ? [i + 1] : [])),
  };
}
