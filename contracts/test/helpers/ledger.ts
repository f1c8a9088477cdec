import assert from "node:assert/strict";

import type { Address } from "viem";

import type { Master } from "./fixture.ts";

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

/** Everybody who ever received a share. */
async function holdersOf(master: Master): Promise<Address[]> {
  const logs = await master.shares.getEvents.Transfer({}, { fromBlock: 0n });
  return [...new Set(logs.map(({ args }) => args.to!))];
}

const movedBy = async (master: Master) => {
  const { vault } = master.platform;
  const filter = { master: master.address };
  const range = { fromBlock: 0n };
  const deposits = await vault.getEvents.RevenueDeposited(filter, range);
  const claims = await vault.getEvents.DividendsClaimed(filter, range);
  const credits = await vault.getEvents.ArtistCreditClaimed(filter, range);
  return {
    deposited: sum(deposits.map(({ args }) => args.amount!)),
    paid: sum([...claims, ...credits].map(({ args }) => args.amount!)),
  };
};

/**
 * The equalities that hold after every action: Σ claimable + artist's credit + remainder = the book,
 * Σ deposited = Σ paid + the book, and the units are those of the holders and of shares not minted.
 */
export async function assertExact(master: Master): Promise<void> {
  const { shares, platform, currency, address } = master;
  const holders = await Promise.all(
    (await holdersOf(master)).map((account) =>
      Promise.all([shares.read.holderOf([account]), shares.read.claimable([account])]),
    ),
  );
  const [balance, credit] = await platform.vault.read.book([address, currency]);
  const [, remainder, units] = await shares.read.accumulator();
  const [minted] = await shares.read.minted();
  const { deposited, paid } = await movedBy(master);

  assert.equal(sum(holders.map(([, claimable]) => claimable)) + credit + remainder, balance, "book");
  assert.equal(paid + balance, deposited, "deposits");
  assert.equal(BigInt(holders.reduce((total, [{ balance: held }]) => total + held, 0)), minted, "supply");
  assert.equal(
    sum(holders.map(([holder]) => BigInt(10 * holder.balance + 2 * holder.staked))) +
      10n * (BigInt(master.terms.totalShares) - minted),
    units,
    "units",
  );
}
