import { decodeEventLog, getAddress, zeroAddress, type Abi, type Address, type Hex } from "viem";

import {
  accessManagerAbi,
  dividendVaultAbi,
  masterRegistryAbi,
  masterSharesAbi,
  shareMarketAbi,
  switchboardAbi,
} from "../../../contracts/exports/abi.ts";
import type { Deployment } from "../../../contracts/exports/addresses.ts";
import type { Log } from "./chain.ts";
import { type MarketArgs, ModelMarket } from "./model-market.ts";
import { CoinModel } from "./coin-model.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

export interface ModelShare {
  owner: Address;
  buyer: Address;
  isArtists: boolean;
  status: "Free" | "Staked" | "Leaving";
  stakedAt: number;
  freeAt: number;
  transfers: number;
  mintedIn: string;
}

export interface ModelHolder {
  bought: number;
  claimed: bigint;
}

interface Registered {
  artistId: bigint;
  currency: Address;
  price: bigint;
  start: number;
}

export class ModelMaster {
  readonly shares: ModelShare[] = [];
  readonly holders = new Map<Address, ModelHolder>();
  readonly deposits: { amount: bigint; artistAmount: bigint; time: number; payer: Address }[] = [];
  readonly claims: { amount: bigint; time: number }[] = [];
  readonly sales: { time: number; transaction: Hex; buyer: Address; number: number }[] = [];
  creditClaimed = 0n;
  proceedsWithdrawn = 0n;
  feesWithdrawn = 0n;
  transfers = 0;
  stakeEvents = 0;
  flags = 0;
  isClosedByArtist = false;
  readonly registered: Registered;

  constructor(registered: Registered) {
    this.registered = registered;
  }

  holder(account: Address): ModelHolder {
    const holder = this.holders.get(account) ?? { bought: 0, claimed: 0n };
    this.holders.set(account, holder);
    return holder;
  }

  get sold(): number {
    return this.shares.filter(({ isArtists }) => !isArtists).length;
  }

  balance(account: Address): number {
    return this.shares.filter(({ owner }) => owner === account).length;
  }
}

/** The arguments of all events that are looked at; each event has some of them. */
interface Args {
  tokenId: bigint;
  id: bigint;
  from: Address;
  to: Address;
  firstId: bigint;
  count: bigint;
  amount: bigint;
  artistAmount: bigint;
  freeAt: number;
  artistId: bigint;
  account: Address;
  master: Address;
  masterId: bigint;
  shares: Address;
  params: { offering: Omit<Registered, "artistId"> };
  flags: number;
  until: number;
  endedAt: number;
  payer: Address;
  operationId: Hex;
  nonce: number;
}

/** What happened, recomputed from the logs alone, in other ways than the subgraph's where there are any. */
export class Model {
  readonly masters = new Map<Address, ModelMaster>();
  readonly artists: Address[] = [];
  readonly pending = new Map<number, Address>();
  readonly accounts = new Set<Address>();
  readonly pauses: { from: number; until: number }[] = [];
  readonly operations = new Map<string, string>();
  readonly market = new ModelMarket();
  readonly #market: Address;
  readonly coins: CoinModel;
  readonly #abis: Map<Address, Abi>;
  readonly #times: Map<Hex, number>;

  constructor(deployment: Deployment, times: Map<Hex, number>) {
    const { contracts } = deployment;
    this.coins = new CoinModel(deployment);
    this.#times = times;
    this.#market = getAddress(contracts.ShareMarket.address);
    this.#abis = new Map<Address, Abi>([
      [getAddress(contracts.MasterRegistry.address), masterRegistryAbi as Abi],
      [getAddress(contracts.DividendVault.address), dividendVaultAbi as Abi],
      [getAddress(contracts.Switchboard.address), switchboardAbi as Abi],
      [getAddress(contracts.AccessManager.address), accessManagerAbi as Abi],
      [getAddress(contracts.ShareMarket.address), shareMarketAbi as Abi],
    ]);
  }

  apply(logs: Log[]): void {
    for (const log of logs) this.#applyOne(log);
  }

  #applyOne(log: Log): void {
    const address = getAddress(log.address);
    this.coins.apply(log, this.#times.get(log.blockNumber) ?? 0);
    const master = this.masters.get(address);
    const abi = master ? (masterSharesAbi as Abi) : this.#abis.get(address);
    if (!abi) return;
    const { eventName, args } = decode(abi, log);
    if (!eventName) return;
    const time = this.#times.get(log.blockNumber) ?? 0;
    if (address === this.#market) {
      this.market.apply(eventName, args as unknown as MarketArgs, time);
      for (const account of this.market.accounts) this.accounts.add(account);
    } else if (master) this.#applyToMaster(master, eventName, args, time, log);
    else this.#applyToPlatform(eventName, args, time);
  }

  #applyToMaster(master: ModelMaster, eventName: string, args: Args, time: number, log: Log): void {
    const id = Number(args.tokenId ?? args.id);
    const share = master.shares[id - 1];
    if (eventName === "Transfer" || eventName === "Locked") this.market.end(log.address, id);
    if (eventName === "Transfer") this.#transfer(master, args, time, log);
    else if (eventName === "RemainingMinted") {
      const first = Number(args.firstId) - 1;
      const minted = master.shares.slice(first, first + Number(args.count));
      for (const one of minted) one.isArtists = true;
      master.sales.splice(master.sales.length - minted.length, minted.length);
      master.holder(getAddress(args.to)).bought -= minted.length;
    } else if (eventName === "OfferingClosed") master.isClosedByArtist = true;
    else if (eventName === "ProceedsWithdrawn") master.proceedsWithdrawn += args.amount;
    else if (eventName === "FeesWithdrawn") master.feesWithdrawn += args.amount;
    else if (share && eventName === "Locked") Object.assign(share, { status: "Staked", stakedAt: time });
    else if (share && eventName === "Unlocked") share.status = "Free";
    else if (share && eventName === "UnstakeRequested") {
      Object.assign(share, { status: "Leaving", freeAt: args.freeAt });
    }
    if (["Locked", "Unlocked", "UnstakeRequested"].includes(eventName)) master.stakeEvents += 1;
  }

  #transfer(master: ModelMaster, args: Args, time: number, log: Log): void {
    const [from, to] = [getAddress(args.from), getAddress(args.to)];
    const number = Number(args.tokenId);
    this.accounts.add(to);
    if (from !== zeroAddress) {
      const share = master.shares[number - 1]!;
      Object.assign(share, { owner: to, status: "Free", transfers: share.transfers + 1 });
      master.holder(to);
      master.transfers += 1;
      return;
    }
    const minted = {
      owner: to,
      buyer: to,
      isArtists: false,
      status: "Free" as const,
      stakedAt: 0,
      freeAt: 0,
    };
    master.shares.push({ ...minted, transfers: 0, mintedIn: log.transactionHash });
    master.sales.push({ time, transaction: log.transactionHash, buyer: to, number });
    master.holder(to).bought += 1;
  }

  #applyToPlatform(eventName: string, args: Args, time: number): void {
    const master = "master" in args ? this.masters.get(getAddress(args.master)) : undefined;
    if (eventName === "ArtistRegistered") this.#setArtist(Number(args.artistId), args.account);
    else if (eventName === "ArtistTransferred") this.#setArtist(Number(args.artistId), args.to);
    else if (eventName === "ArtistTransferStarted") {
      this.pending.set(Number(args.artistId), getAddress(args.to));
      this.accounts.add(getAddress(args.to));
    } else if (eventName === "MasterRegistered") {
      const { offering } = args.params;
      this.masters.set(getAddress(args.shares), new ModelMaster({ artistId: args.artistId, ...offering }));
    } else if (eventName === "MasterFlagsSet") {
      [...this.masters.values()][Number(args.masterId) - 1]!.flags = args.flags;
    } else if (eventName === "PauseStarted") {
      this.pauses.push({ from: Number(args.from), until: args.until });
    } else if (eventName === "PauseEnded") this.pauses.at(-1)!.until = args.endedAt;
    else if (eventName.startsWith("Operation")) {
      this.operations.set(`${args.operationId}-${args.nonce}`, eventName.slice("Operation".length));
    } else if (master && eventName === "RevenueDeposited") {
      const { amount, artistAmount, payer } = args;
      master.deposits.push({ amount, artistAmount, payer: getAddress(payer), time });
      this.accounts.add(getAddress(payer));
    } else if (master && eventName === "DividendsClaimed") {
      master.claims.push({ amount: args.amount, time });
      master.holder(getAddress(args.account)).claimed += args.amount;
    } else if (master && eventName === "ArtistCreditClaimed") master.creditClaimed += args.amount;
  }

  #setArtist(id: number, account: Address): void {
    this.artists[id - 1] = getAddress(account);
    this.pending.delete(id);
    this.accounts.add(getAddress(account));
  }
}

const decode = (abi: Abi, { topics, data }: Log): { eventName?: string; args: Args } => {
  try {
    return decodeEventLog({ abi, topics, data }) as unknown as { eventName: string; args: Args };
  } catch {
    return { args: {} as Args };
  }
};

export const startOfHour = (time: number): number => time - (time % HOUR);
export const startOfDay = (time: number): number => time - (time % DAY);
