import { decodeEventLog, getAddress, zeroAddress, type Abi, type Address } from "viem";

import {
  artistCoinAbi,
  coinGrantsAbi,
  coinLauncherAbi,
  coinStakingAbi,
  liquidityLockerAbi,
  uniswapV3PoolAbi,
} from "../../../contracts/exports/abi.ts";
import type { Deployment } from "../../../contracts/exports/addresses.ts";
import type { Log } from "./chain.ts";

const WHOLE = 10n ** 18n;

interface Trade {
  time: number;
  coins: bigint;
  native: bigint;
  isBuy: boolean;
  /** Native coin's smallest unit per whole coin. */
  price: bigint;
}

export class ModelCoin {
  readonly balances = new Map<Address, bigint>();
  /** Staked coins by lock. */
  readonly stakes = new Map<Address, bigint[]>();
  readonly trades: Trade[] = [];
  readonly fees = { coins: 0n, native: 0n };
  readonly grants = { count: 0, amount: 0n };
  transfers = 0;
  /** Of those, from one account to another. */
  directTransfers = 0;
  delegations = 0;
  readonly isToken0: boolean;

  constructor(isToken0: boolean) {
    this.isToken0 = isToken0;
  }

  setStake(account: Address, lock: number, amount: bigint): void {
    const stakes = this.stakes.get(account) ?? [0n, 0n, 0n, 0n];
    stakes[lock] = amount;
    this.stakes.set(account, stakes);
  }

  balance(account: Address): bigint {
    return this.balances.get(account) ?? 0n;
  }
}

/** The arguments of all events that are looked at; each event has some of them. */
interface Args {
  coin: Address;
  parts: { pool: Address; staking: Address; vesting: Address };
  account: Address;
  lock: number;
  position: bigint;
  free: bigint;
  from: Address;
  to: Address;
  value: bigint;
  delegator: Address;
  toDelegate: Address;
  amount0: bigint;
  amount1: bigint;
  artistId: bigint;
  coinAmount: bigint;
  nativeAmount: bigint;
  amount: bigint;
}

/** What happened to coins, recomputed from the logs alone. */
export class CoinModel {
  readonly coins = new Map<Address, ModelCoin>();
  /** Everybody who had coins, or votes of them. */
  readonly accounts = new Set<Address>();
  readonly #deployment: Deployment;
  readonly #pools = new Map<Address, ModelCoin>();
  readonly #stakings = new Map<Address, ModelCoin>();
  readonly #byArtist = new Map<bigint, ModelCoin>();
  /** Contracts of coins, and nowhere: what they give or take is no transfer between accounts. */
  readonly #contracts = new Set<Address>([zeroAddress]);
  /** A coin's first transfers come before the event that tells of its launch. */
  #early: { log: Log; time: number }[] = [];

  constructor(deployment: Deployment) {
    this.#deployment = deployment;
    const { CoinLauncher, CoinGrants, LiquidityLocker } = deployment.contracts;
    for (const { address } of [CoinLauncher, CoinGrants, LiquidityLocker]) this.#contracts.add(address);
  }

  apply(log: Log, time: number): void {
    const { CoinLauncher, CoinGrants, LiquidityLocker } = this.#deployment.contracts;
    const address = getAddress(log.address);
    const coin = this.coins.get(address);
    const pool = this.#pools.get(address);
    const staking = this.#stakings.get(address);
    if (coin) this.#applyToCoin(coin, log);
    else if (pool) this.#trade(pool, log, time);
    else if (staking) this.#stake(staking, log);
    else if (address === CoinLauncher.address) this.#launch(log);
    else if (address === CoinGrants.address) this.#grant(log);
    else if (address === LiquidityLocker.address) this.#collect(log);
    else this.#early.push({ log, time });
  }

  #launch(log: Log): void {
    const { eventName, args } = decode(coinLauncherAbi as Abi, log);
    if (eventName !== "CoinLaunched") return;
    const coin = new ModelCoin(BigInt(args.coin) < BigInt(this.#deployment.weth));
    this.coins.set(getAddress(args.coin), coin);
    this.#pools.set(getAddress(args.parts.pool), coin);
    this.#stakings.set(getAddress(args.parts.staking), coin);
    this.#byArtist.set(args.artistId, coin);
    const { pool, staking, vesting } = args.parts;
    for (const address of [pool, staking, vesting]) this.#contracts.add(getAddress(address));
    const early = this.#early.filter((one) => one.log.transactionHash === log.transactionHash);
    this.#early = [];
    for (const one of early) if (this.coins.has(getAddress(one.log.address))) this.apply(one.log, one.time);
  }

  #applyToCoin(coin: ModelCoin, log: Log): void {
    const { eventName, args } = decode(artistCoinAbi as Abi, log);
    if (eventName === "Transfer") {
      coin.transfers += 1;
      const sides = [getAddress(args.from), getAddress(args.to)];
      const isInside = sides.some((side) => this.#contracts.has(side));
      if (!isInside && sides[0] !== sides[1]) coin.directTransfers += 1;
      this.#move(coin, getAddress(args.from), -args.value);
      this.#move(coin, getAddress(args.to), args.value);
    } else if (eventName === "DelegateChanged") {
      coin.delegations += 1;
      for (const one of [args.delegator, args.toDelegate].map((account) => getAddress(account)))
        if (one !== zeroAddress) this.accounts.add(one);
    }
  }

  #move(coin: ModelCoin, account: Address, change: bigint): void {
    if (account === zeroAddress) return;
    coin.balances.set(account, coin.balance(account) + change);
    this.accounts.add(account);
  }

  #trade(coin: ModelCoin, log: Log, time: number): void {
    const { eventName, args } = decode(uniswapV3PoolAbi as Abi, log);
    if (eventName !== "Swap") return;
    const [coins, native] = coin.isToken0 ? [args.amount0, args.amount1] : [args.amount1, args.amount0];
    if (coins === 0n || native === 0n) return;
    const [coinAmount, nativeAmount] = [coins < 0n ? -coins : coins, native < 0n ? -native : native];
    const price = (nativeAmount * WHOLE) / coinAmount;
    coin.trades.push({ time, coins: coinAmount, native: nativeAmount, isBuy: coins < 0n, price });
  }

  #stake(coin: ModelCoin, log: Log): void {
    const { eventName, args } = decode(coinStakingAbi as Abi, log);
    if (eventName === "Staked" || eventName === "Unstaked")
      coin.setStake(getAddress(args.account), args.lock, args.position);
    if (eventName !== "PositionExpired") return;
    coin.setStake(getAddress(args.account), args.lock, 0n);
    coin.setStake(getAddress(args.account), 0, args.free);
  }

  #grant(log: Log): void {
    const { eventName, args } = decode(coinGrantsAbi as Abi, log);
    const coin = args.coin && this.coins.get(getAddress(args.coin));
    if (!coin || eventName !== "GrantClaimed") return;
    coin.grants.count += 1;
    coin.grants.amount += args.amount;
  }

  #collect(log: Log): void {
    const { eventName, args } = decode(liquidityLockerAbi as Abi, log);
    const coin = this.#byArtist.get(args.artistId);
    if (!coin || eventName !== "FeesCollected") return;
    coin.fees.coins += args.coinAmount;
    coin.fees.native += args.nativeAmount;
  }
}

const decode = (abi: Abi, { topics, data }: Log): { eventName?: string; args: Args } => {
  try {
    return decodeEventLog({ abi, topics, data }) as unknown as { eventName: string; args: Args };
  } catch {
    return { args: {} as Args };
  }
};
