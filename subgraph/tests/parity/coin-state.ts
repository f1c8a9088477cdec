import { type Abi, type Address } from "viem";

import {
  artistCoinAbi,
  artistVestingAbi,
  coinGrantsAbi,
  coinLauncherAbi,
  coinStakingAbi,
  liquidityLockerAbi,
  uniswapV3PoolAbi,
  weth9Abi,
} from "../../../contracts/exports/abi.ts";
import { createReader, type Read } from "./chain-state.ts";
import { EVERYBODY, type World, type WorldCoin } from "./world.ts";

interface Stream {
  acc: bigint;
  reserve: bigint;
  weight: bigint;
  principal: bigint;
  updatedAt: number;
  baseRate: bigint;
  rateFactor: number;
  cap: number;
}

export interface CoinHolderOnChain {
  account: Address;
  balance: bigint;
  delegate: Address;
  liquidVotes: bigint;
  stakedVotes: bigint;
  rewards: [weight: bigint, paid: bigint, owed: bigint];
  claimable: bigint;
  /** Amount and end of the lock, by lock. */
  positions: [amount: bigint, unlockAt: number][];
}

export interface CoinOnChain {
  now: number;
  stream: Stream;
  totalPower: bigint;
  poolCoins: bigint;
  poolNative: bigint;
  slot0: readonly [sqrtPriceX96: bigint, tick: number];
  liquidity: bigint;
  /** Owed to artist and DAO. */
  coinCredit: [bigint, bigint];
  nativeCredit: [bigint, bigint];
  released: bigint;
  isSwept: boolean;
  holders: CoinHolderOnChain[];
}

const LOCKS = [0, 1, 2, 3];

const reads =
  (address: Address, abi: unknown) =>
  (functionName: string, args: readonly unknown[] = []): Read => ({
    address,
    abi: abi as Abi,
    functionName,
    args,
  });

/** Where the coins of the artists with these ids are. */
export const findCoins = async (world: World, count: number): Promise<WorldCoin[]> => {
  const { CoinLauncher, LiquidityLocker } = world.deployment.contracts;
  const read = createReader(world);
  const ids = Array.from({ length: count }, (_, i) => BigInt(i + 1));
  const parts = await read(ids.map((id) => reads(CoinLauncher.address, coinLauncherAbi)("partsOf", [id])));
  const positions = await read(
    ids.map((id) => reads(LiquidityLocker.address, liquidityLockerAbi)("positionsOf", [id])),
  );
  return ids.map((artistId, i) => ({
    ...(parts[i] as Omit<WorldCoin, "artistId" | "positions">),
    artistId,
    positions: positions[i] as bigint[],
  }));
};

/** Everything the chain says about a coin, as of one block. */
export const readCoin = async (world: World, target: WorldCoin): Promise<CoinOnChain> => {
  const { weth, contracts } = world.deployment;
  const coin = reads(target.coin, artistCoinAbi);
  const staking = reads(target.staking, coinStakingAbi);
  const locker = reads(contracts.LiquidityLocker.address, liquidityLockerAbi);
  const general = [
    ...[staking("clock"), staking("stream"), staking("getTotalPower")],
    ...[coin("balanceOf", [target.pool]), reads(weth, weth9Abi)("balanceOf", [target.pool])],
    ...["slot0", "liquidity"].map((name) => reads(target.pool, uniswapV3PoolAbi)(name)),
    ...[target.coin, weth].map((token) => locker("creditOf", [target.artistId, token])),
    reads(target.vesting, artistVestingAbi)("released", [target.coin]),
    reads(contracts.CoinGrants.address, coinGrantsAbi)("grantOf", [target.coin]),
  ];
  const of = (one: Address): Read[] => [
    ...["balanceOf", "delegates", "getVotes"].map((name) => coin(name, [one])),
    ...["getVotes", "rewardsOf", "claimable"].map((name) => staking(name, [one])),
    ...LOCKS.map((lock) => staking("positionOf", [one, lock])),
  ];
  // One request: what grows by the second has to be of the same second.
  const values = await createReader(world)([...general, ...EVERYBODY.flatMap(of)]);
  const [now, stream, totalPower, poolCoins, poolNative, slot0, liquidity, coinCredit, nativeCredit] = values;
  const [released, grant] = values.slice(9);
  const size = of(target.coin).length;
  return {
    ...({ now, stream, totalPower, poolCoins, poolNative, slot0, liquidity } as CoinOnChain),
    ...({ coinCredit, nativeCredit, released } as CoinOnChain),
    isSwept: (grant as { isSwept: boolean }).isSwept,
    holders: EVERYBODY.map((account, i) => {
      const own = values.slice(general.length + i * size, general.length + (i + 1) * size);
      const [balance, delegate, liquidVotes, stakedVotes, rewards, claimable, ...positions] = own;
      return {
        ...{ account, balance, delegate, liquidVotes, stakedVotes, rewards, claimable, positions },
      } as CoinHolderOnChain;
    }),
  };
};

/** Power of an account, or with null the denominator of quorums, at the end of a second that is past. */
export const readPastPower = async (
  world: World,
  { coin, staking }: WorldCoin,
  moments: readonly { account: Address | null; at: number }[],
): Promise<bigint[]> => {
  const read = createReader(world);
  const values = (await read(
    moments.flatMap(({ account, at }) => {
      const [ofCoin, ofStaking] = [reads(coin, artistCoinAbi), reads(staking, coinStakingAbi)];
      return account === null
        ? [ofStaking("getPastTotalPower", [BigInt(at)]), ofCoin("decimals")]
        : [ofCoin("getPastVotes", [account, BigInt(at)]), ofStaking("getPastVotes", [account, BigInt(at)])];
    }),
  )) as bigint[];
  return moments.map(({ account }, i) =>
    account === null ? values[2 * i]! : values[2 * i]! + values[2 * i + 1]!,
  );
};
