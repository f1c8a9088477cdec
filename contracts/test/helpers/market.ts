import assert, { AssertionError } from "node:assert/strict";

import { type Address, type Hash, type Hex, maxUint256, zeroAddress } from "viem";

import { shareMarketAbi } from "../../exports/abi.ts";
import { buy } from "./actions.ts";
import { compileBroken, type Edit } from "./broken-copy.ts";
import { at, deployPlatform, isNative, type Master, type Platform } from "./fixture.ts";
import { DAY, now, people, publicClient, viem, wallets } from "./network.ts";

const MARKET_FEE = 50;
export const PRICE = 10n ** 16n + 3_333n;
const BASIS = 10_000n;

/** The platform with a market that the switchboard knows; people have approved it to take their test dollars. */
export async function deployMarketPlatformWith(copy?: Hex, base?: Platform) {
  const platform = base ?? (await deployPlatform());
  const args = [platform.registry.address, platform.switchboard.address, MARKET_FEE] as const;
  const market = at(shareMarketAbi, await deployMarket(args, copy));
  await platform.switchboard.write.setMarket([market.address, true]);
  for (const account of Object.values(people)) {
    await platform.usdc.write.approve([market.address, maxUint256], { account });
  }
  return { ...platform, market };
}
export type MarketPlatform = Awaited<ReturnType<typeof deployMarketPlatformWith>>;

export async function deployMarketPlatform(): Promise<MarketPlatform> {
  return deployMarketPlatformWith();
}

async function deployMarket(args: readonly [Address, Address, number], copy?: Hex): Promise<Address> {
  if (copy === undefined) return (await viem.deployContract("ShareMarket", args)).address;
  const hash = await wallets[0]!.deployContract({ abi: shareMarketAbi, args, bytecode: copy });
  return (await publicClient.getTransactionReceipt({ hash })).contractAddress!;
}

/** Runs an attack's check against a broken copy of the market and wants one of its assertions to fail. */
export async function marketGoesRed(
  check: (platform: MarketPlatform) => Promise<void>,
  ...edits: readonly Edit[]
): Promise<void> {
  const { bytecode } = compileBroken("market/ShareMarket", edits);
  await assert.rejects(check(await deployMarketPlatformWith(bytecode)), AssertionError);
}

export const inOneDay = async (): Promise<number> => (await now()) + DAY;

export const approveMarket = ({ shares }: Master, { market }: MarketPlatform, account: Address) =>
  shares.write.setApprovalForAll([market.address, true], { account });

export interface AskTerms {
  price?: bigint;
  expiry?: number;
  minNet?: bigint;
}

export const askFor = async (master: Master, id: number, terms: AskTerms = {}) => ({
  shares: master.address,
  id: BigInt(id),
  price: terms.price ?? PRICE,
  expiry: terms.expiry ?? (await inOneDay()),
  minNet: terms.minNet ?? 0n,
});

/** Lists shares of the account, which has approved the market. */
export async function list(
  { market }: MarketPlatform,
  master: Master,
  account: Address,
  ids: readonly number[],
  terms: AskTerms = {},
): Promise<Hash> {
  const asks = await Promise.all(ids.map((id) => askFor(master, id, terms)));
  return market.write.list([asks], { account });
}

/** Buys shares of the account at the price, and lists them all. */
export async function buyAndList(
  platform: MarketPlatform,
  master: Master,
  account: Address,
  ids: readonly number[],
  terms: AskTerms = {},
): Promise<void> {
  await buy(master, account, ids.length);
  await approveMarket(master, platform, account);
  await list(platform, master, account, ids, terms);
}

export const wanted = (master: Master, id: number, price = PRICE) => ({
  shares: master.address,
  id: BigInt(id),
  price,
});

/** Buys listed shares of one master, sending the native coin that this costs. */
export const take = (
  { market }: MarketPlatform,
  master: Master,
  account: Address,
  ids: readonly number[],
  price = PRICE,
): Promise<Hash> =>
  market.write.buy([ids.map((id) => wanted(master, id, price)), false], {
    account,
    value: isNative(master) ? price * BigInt(ids.length) : 0n,
  });

export async function makeOffer(
  { market }: MarketPlatform,
  master: Master,
  account: Address,
  id: number,
  amount = PRICE,
  expiry?: number,
): Promise<bigint> {
  const until = expiry ?? (await inOneDay());
  await market.write.offer([master.address, BigInt(id), amount, until], {
    account,
    value: isNative(master) ? amount : 0n,
  });
  return market.read.offerCount();
}

/** Who gets what of a price, by the words of the design and not by the code. */
export function expectedSplit(price: bigint, rate: number, moverShare: number | undefined) {
  const royalty = (price * BigInt(rate)) / BASIS;
  const moverAmount = moverShare === undefined ? 0n : (royalty * BigInt(moverShare)) / BASIS;
  const fee = (price * BigInt(MARKET_FEE)) / BASIS;
  return { moverAmount, artistAmount: royalty - moverAmount, fee, net: price - royalty - fee };
}

/** The market holds exactly what it owes: credits, fees and open offers. */
export async function assertEscrow(
  { market, usdc }: MarketPlatform,
  accounts: readonly Address[] = [],
): Promise<void> {
  const offers = Array.from({ length: Number(await market.read.offerCount()) }, (_, i) => BigInt(i + 1));
  for (const currency of [zeroAddress, usdc.address]) {
    let owed = (await market.read.feesOf([currency])) + (await market.read.artistCreditOf([1n, currency]));
    for (const account of [...Object.values(people), ...accounts]) {
      owed += await market.read.creditOf([account, currency]);
    }
    for (const id of offers) {
      const bid = await market.read.offerOf([id]);
      if (bid.currency.toLowerCase() === currency.toLowerCase()) owed += bid.amount;
    }
    const held =
      currency === zeroAddress
        ? await publicClient.getBalance({ address: market.address })
        : await usdc.read.balanceOf([market.address]);
    assert.equal(held, owed, `escrow in ${currency}`);
  }
}

export const bought = (hash: Hash, { market }: MarketPlatform) =>
  publicClient
    .getTransactionReceipt({ hash })
    .then(({ blockNumber }) =>
      market.getEvents.ShareSold({}, { fromBlock: blockNumber, toBlock: blockNumber }),
    );
