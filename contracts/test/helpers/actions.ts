import type { Address, Hash, Hex } from "viem";

import { testUsdcAbi } from "../../exports/abi.ts";
import { at, isNative, type Master } from "./fixture.ts";
import { people, publicClient, time } from "./network.ts";
import { statement } from "./terms.ts";

/** Approves what an ERC-20 purchase of `count` needs and returns the native coin to send along. */
export async function prepare(master: Master, account: Address, count: number): Promise<bigint> {
  const cost = master.price * BigInt(count);
  if (isNative(master)) return cost;
  await at(testUsdcAbi, master.currency).write.approve([master.address, cost], { account });
  return 0n;
}

export async function buy(master: Master, account: Address, count: number): Promise<Hash> {
  const value = await prepare(master, account, count);
  return master.shares.write.buy([BigInt(count)], { account, value });
}

export async function buyPresale(
  master: Master,
  account: Address,
  count: number,
  max: number,
  proof: readonly Hex[],
): Promise<Hash> {
  const value = await prepare(master, account, count);
  return master.shares.write.buyPresale([BigInt(count), BigInt(max), proof], { account, value });
}

export const deposit = (
  master: Master,
  amount: bigint,
  account: Address = people.stranger,
  about = statement(),
): Promise<Hash> =>
  master.platform.vault.write.deposit([master.address, amount, about], {
    account,
    value: isNative(master) ? amount : 0n,
  });

export const stake = (master: Master, account: Address, ids: readonly number[]): Promise<Hash> =>
  master.shares.write.stake([ids.map(BigInt)], { account });

export const requestUnstake = (master: Master, account: Address, ids: readonly number[]): Promise<Hash> =>
  master.shares.write.requestUnstake([ids.map(BigInt)], { account });

export const give = (master: Master, from: Address, to: Address, id: number): Promise<Hash> =>
  master.shares.write.transferFrom([from, to, BigInt(id)], { account: from });

export const claim = (account: Address, ...masters: readonly Master[]): Promise<Hash> =>
  masters[0]!.platform.vault.write.claim([masters.map(({ address }) => address)], { account });

export const claimable = (master: Master, account: Address): Promise<bigint> =>
  master.shares.read.claimable([account]);

export const ownerOf = (master: Master, id: number): Promise<Address> =>
  master.shares.read.ownerOf([BigInt(id)]);

export const moverOf = (master: Master, id: number): Promise<Address> =>
  master.shares.read.moverOf([BigInt(id)]);

export const versionOf = async (master: Master, id: number): Promise<number> =>
  (await master.shares.read.shareState([BigInt(id)])).version;

/** Lets the window pass and closes the offering by hand. */
export async function closeByArtist(master: Master): Promise<Hash> {
  const end = await master.shares.read.effectiveEnd();
  if ((await time.latest()) < end) await time.increaseTo(end);
  return master.shares.write.closeOffering({ account: people.artist });
}

/** Balance of an account in the master's currency. */
export const moneyOf = async (master: Master, account: Address): Promise<bigint> =>
  isNative(master)
    ? publicClient.getBalance({ address: account })
    : at(testUsdcAbi, master.currency).read.balanceOf([account]);
