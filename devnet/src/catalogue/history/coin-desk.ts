import {
  artistCoinAbi,
  artistVestingAbi,
  coinGrantsAbi,
  coinLauncherAbi,
  coinStakingAbi,
  liquidityLockerAbi,
  swapRouterAbi,
  uniswapV3PoolAbi,
} from "@audifi/contracts/abi";
import type { Deployment } from "@audifi/contracts/addresses";
import { type Address, type PrivateKeyAccount, encodeFunctionData, maxUint256 } from "viem";
import type { World } from "./world.ts";

type Person = PrivateKeyAccount;

/** A launched coin. */
export interface CoinStory {
  artistId: bigint;
  artist: Person;
  coin: Address;
  staking: Address;
  vesting: Address;
  pool: Address;
  /** Ids of the locked positions. */
  positions: readonly bigint[];
}

/** In the order of the contract's `Lock`. */
export const LOCKS = ["none", "30 days", "90 days", "365 days"] as const;
export type Lock = (typeof LOCKS)[number];

const POOL_FEE = 10_000;
const Q96 = 2 ** 96;
const SWAP_GAS = 350_000n;

/** What people do with coins, in words, on top of the chain. */
export class CoinDesk {
  private readonly world: World;
  private readonly deployment: Deployment;
  private readonly allowed = new Set<string>();

  constructor(world: World, deployment: Deployment) {
    this.world = world;
    this.deployment = deployment;
  }

  private get client() {
    return this.world.chain.client;
  }

  /** Reads where a coin is that was launched in the last block. */
  async open(index: number): Promise<CoinStory> {
    const { CoinLauncher, LiquidityLocker } = this.deployment.contracts;
    const artistId = BigInt(index + 1);
    const [parts, positions] = await Promise.all([
      this.client.readContract({
        address: CoinLauncher.address,
        abi: coinLauncherAbi,
        functionName: "partsOf",
        args: [artistId],
      }),
      this.client.readContract({
        address: LiquidityLocker.address,
        abi: liquidityLockerAbi,
        functionName: "positionsOf",
        args: [artistId],
      }),
    ]);
    return { artistId, artist: this.world.cast.artists[index] as Person, ...parts, positions };
  }

  /** Native coin per coin, as the pool has it after the last block. */
  async priceOf({ coin, pool }: CoinStory): Promise<number> {
    const read = { address: pool, abi: uniswapV3PoolAbi, functionName: "slot0" } as const;
    const [sqrtPriceX96] = await this.client.readContract(read);
    const ratio = (Number(sqrtPriceX96) / Q96) ** 2;
    return BigInt(coin) < BigInt(this.deployment.weth) ? ratio : 1 / ratio;
  }

  balanceOf({ coin }: CoinStory, { address }: Person): Promise<bigint> {
    const read = { address: coin, abi: artistCoinAbi, functionName: "balanceOf" } as const;
    return this.client.readContract({ ...read, args: [address] });
  }

  buy({ coin }: CoinStory, trader: Person, value: bigint): void {
    this.world.chain.send(trader, {
      ...{ to: this.deployment.uniswap.swapRouter, abi: swapRouterAbi, value, gas: SWAP_GAS },
      functionName: "exactInputSingle",
      args: [this.swap(this.deployment.weth, coin, trader.address, value)],
    });
  }

  /** Coins for the native coin, which the router unwraps. */
  sell(story: CoinStory, trader: Person, amount: bigint): void {
    const { weth, uniswap } = this.deployment;
    const router = uniswap.swapRouter;
    this.allow(story, trader, router);
    const swap = encodeFunctionData({
      abi: swapRouterAbi,
      functionName: "exactInputSingle",
      args: [this.swap(story.coin, weth, router, amount)],
    });
    const unwrap = encodeFunctionData({
      abi: swapRouterAbi,
      functionName: "unwrapWETH9",
      args: [0n, trader.address],
    });
    this.world.chain.send(trader, {
      ...{ to: router, abi: swapRouterAbi, functionName: "multicall", gas: SWAP_GAS },
      args: [[swap, unwrap]],
    });
  }

  claimGrant({ coin }: CoinStory, account: Address, payer: Person): void {
    const to = this.deployment.contracts.CoinGrants.address;
    const args = [coin, account] as const;
    this.world.chain.send(payer, { to, abi: coinGrantsAbi, functionName: "claimFor", args, gas: 250_000n });
  }

  sweep({ coin, artist }: CoinStory): void {
    const to = this.deployment.contracts.CoinGrants.address;
    this.world.chain.send(artist, { to, abi: coinGrantsAbi, functionName: "sweep", args: [coin] });
  }

  delegate({ coin }: CoinStory, holder: Person, to: Person): void {
    const args = [to.address] as const;
    this.world.chain.send(holder, { to: coin, abi: artistCoinAbi, functionName: "delegate", args });
  }

  stake(story: CoinStory, holder: Person, lock: Lock, amount: bigint): void {
    this.allow(story, holder, story.staking);
    this.staking(story, holder, "stake", [LOCKS.indexOf(lock), amount]);
  }

  unstake(story: CoinStory, holder: Person, lock: Lock, amount: bigint): void {
    this.staking(story, holder, "unstake", [LOCKS.indexOf(lock), amount]);
  }

  expire(story: CoinStory, holder: Person, lock: Lock): void {
    this.staking(story, holder, "expire", [holder.address, LOCKS.indexOf(lock)]);
  }

  claimRewards(story: CoinStory, holder: Person): void {
    this.staking(story, holder, "claim", [holder.address]);
  }

  compound(story: CoinStory, holder: Person): void {
    this.staking(story, holder, "compound", []);
  }

  /** Of the position of coins, and of the one of native coin where that earned something. */
  collectFees({ positions }: CoinStory, payer: Person, isNativeUsed: boolean): void {
    const to = this.deployment.contracts.LiquidityLocker.address;
    for (const id of isNativeUsed ? positions : positions.slice(0, 1)) {
      this.world.chain.send(payer, { to, abi: liquidityLockerAbi, functionName: "collect", args: [id] });
    }
  }

  payArtist({ artistId, artist }: CoinStory): void {
    const to = this.deployment.contracts.LiquidityLocker.address;
    const args = [artistId, artist.address] as const;
    this.world.chain.send(artist, { to, abi: liquidityLockerAbi, functionName: "payArtist", args });
  }

  release({ vesting, coin, artist }: CoinStory): void {
    this.world.chain.send(artist, {
      to: vesting,
      abi: artistVestingAbi,
      functionName: "release",
      args: [coin],
    });
  }

  private staking(
    { staking }: CoinStory,
    holder: Person,
    functionName: "stake" | "unstake" | "expire" | "claim" | "compound",
    args: readonly unknown[],
  ): void {
    this.world.chain.send(holder, { to: staking, abi: coinStakingAbi, functionName, args: args as never });
  }

  /** Once for each account and spender. */
  private allow({ coin }: CoinStory, owner: Person, spender: Address): void {
    const key = `${coin} ${owner.address} ${spender}`;
    if (this.allowed.has(key)) return;
    this.allowed.add(key);
    const args = [spender, maxUint256] as const;
    this.world.chain.send(owner, {
      to: coin,
      abi: artistCoinAbi,
      functionName: "approve",
      args,
      gas: 80_000n,
    });
  }

  private swap(tokenIn: Address, tokenOut: Address, recipient: Address, amountIn: bigint) {
    const limits = { amountOutMinimum: 0n, sqrtPriceLimitX96: 0n };
    return { tokenIn, tokenOut, fee: POOL_FEE, recipient, amountIn, ...limits };
  }
}
