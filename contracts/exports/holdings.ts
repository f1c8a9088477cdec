/** What people held when a session opened, from the events of an ordinary node: no archive is needed. */
import {
  type Abi,
  type Address,
  type Chain,
  type Client,
  type ContractEventName,
  type GetContractEventsReturnType,
  type Hex,
  type Transport,
  zeroAddress,
} from "viem";
import { getContractEvents } from "viem/actions";

import {
  artistCoinAbi,
  coinLauncherAbi,
  coinStakingAbi,
  masterRegistryAbi,
  masterSharesAbi,
  studioSessionsAbi,
} from "./abi.ts";

export interface Snapshot {
  blockNumber: bigint;
  blockHash: Hex;
}

export interface HoldingsQuery {
  registry: Address;
  studio: Address;
  artistId: bigint;
  snapshot: Snapshot;
  /** The block before which nothing of the platform happened. */
  fromBlock: bigint;
}

/** Shares of all masters of the artist, coins held and staked, and whether the account was a producer. */
export interface Holding {
  shares: bigint;
  coins: bigint;
  isProducer: boolean;
}

export type Reader = Client<Transport, Chain | undefined>;

/** What everybody held at the end of the snapshot's block. */
export async function readHoldings(
  client: Reader,
  { registry, studio, artistId, snapshot, fromBlock }: HoldingsQuery,
): Promise<(account: Address) => Holding> {
  const until = { fromBlock, toBlock: snapshot.blockNumber };
  const masters = await readEvents(client, masterRegistryAbi, "MasterRegistered", registry, until, {
    artistId,
  });
  const shares = new Ledger();
  for (const { args } of masters) await addShares(client, shares, args.shares, until);
  const coins = await readCoins(client, registry, artistId, until);
  const producers = new Set<string>();
  for (const { args } of await readEvents(client, studioSessionsAbi, "ProducerSet", studio, until)) {
    if (args.isProducer) producers.add(args.account.toLowerCase());
    else producers.delete(args.account.toLowerCase());
  }
  return (account) => ({
    shares: shares.of(account),
    coins: coins.of(account),
    isProducer: producers.has(account.toLowerCase()),
  });
}

class Ledger {
  readonly #amounts = new Map<string, bigint>();

  of(account: string): bigint {
    return this.#amounts.get(account.toLowerCase()) ?? 0n;
  }

  add(account: string, amount: bigint): void {
    this.#amounts.set(account.toLowerCase(), this.of(account) + amount);
  }
}

interface Range {
  fromBlock: bigint;
  toBlock: bigint;
}

/** Coins in wallets and in positions. */
async function readCoins(client: Reader, registry: Address, artistId: bigint, until: Range): Promise<Ledger> {
  const coins = new Ledger();
  const launchers = await readEvents(client, masterRegistryAbi, "CoinLauncherSet", registry, until);
  const known = [...new Set(launchers.map(({ args }) => args.launcher))].filter((at) => at !== zeroAddress);
  for (const launcher of known) {
    const launched = await readEvents(client, coinLauncherAbi, "CoinLaunched", launcher, until, { artistId });
    for (const { args } of launched) {
      await addCoins(client, coins, args.coin, until);
      await addStakes(client, coins, args.parts.staking, until);
    }
  }
  return coins;
}

async function addShares(client: Reader, ledger: Ledger, shares: Address, until: Range): Promise<void> {
  for (const { args } of await readEvents(client, masterSharesAbi, "Transfer", shares, until)) {
    ledger.add(args.from, -1n);
    ledger.add(args.to, 1n);
  }
}

async function addCoins(client: Reader, ledger: Ledger, coin: Address, until: Range): Promise<void> {
  for (const { args } of await readEvents(client, artistCoinAbi, "Transfer", coin, until)) {
    ledger.add(args.from, -args.value);
    ledger.add(args.to, args.value);
  }
}

async function addStakes(client: Reader, ledger: Ledger, staking: Address, until: Range): Promise<void> {
  for (const { args } of await readEvents(client, coinStakingAbi, "Staked", staking, until)) {
    ledger.add(args.account, args.amount);
  }
  for (const { args } of await readEvents(client, coinStakingAbi, "Unstaked", staking, until)) {
    ledger.add(args.account, -args.amount);
  }
}

/** Events of a contract in their order. Nodes refuse ranges that are too large: those are halved. */
export async function readEvents<const A extends Abi, const N extends ContractEventName<A>>(
  client: Reader,
  abi: A,
  eventName: N,
  address: Address,
  { fromBlock, toBlock }: Range,
  args: Record<string, unknown> = {},
): Promise<GetContractEventsReturnType<A, N, true>> {
  const read = async (from: bigint, to: bigint): Promise<unknown[]> => {
    const query = { address, abi: abi as Abi, eventName: eventName as string, strict: true } as const;
    try {
      return await getContractEvents(client, { ...query, args, fromBlock: from, toBlock: to });
    } catch (error) {
      if (from >= to) throw error;
      const middle = (from + to) / 2n;
      return [...(await read(from, middle)), ...(await read(middle + 1n, to))];
    }
  };
  return (fromBlock > toBlock ? [] : await read(fromBlock, toBlock)) as never;
}
