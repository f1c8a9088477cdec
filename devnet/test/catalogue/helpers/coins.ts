import { coinLauncherAbi, coinStakingAbi, liquidityLockerAbi, uniswapV3PoolAbi } from "@audifi/contracts/abi";
import type { createPublicClient } from "viem";
import type { Stage } from "./stage.ts";

type Client = ReturnType<typeof createPublicClient>;

/** What happened to the coin of one artist, as the chain tells it. */
export async function readCoin(client: Client, { deployment }: Stage, artistId: bigint) {
  const { CoinLauncher, LiquidityLocker } = deployment.contracts;
  const launcher = { address: CoinLauncher.address, abi: coinLauncherAbi } as const;
  const parts = await client.readContract({ ...launcher, functionName: "partsOf", args: [artistId] });
  const fromBlock = 0n;
  const [launches, swaps, staking, fees] = await Promise.all([
    client.getContractEvents({ ...launcher, eventName: "CoinLaunched", fromBlock, args: { artistId } }),
    client.getContractEvents({ address: parts.pool, abi: uniswapV3PoolAbi, eventName: "Swap", fromBlock }),
    client.getContractEvents({ address: parts.staking, abi: coinStakingAbi, fromBlock, strict: true }),
    client.getContractEvents({
      ...{ address: LiquidityLocker.address, abi: liquidityLockerAbi, eventName: "FeesCollected", fromBlock },
      args: { artistId },
    }),
  ]);
  const isFirst = BigInt(parts.coin) < BigInt(deployment.weth);
  const bought = swaps.map(({ args }) => (isFirst ? args.amount0 : args.amount1) as bigint);
  return {
    parts,
    terms: launches[0]?.args.terms,
    buys: bought.filter((amount) => amount < 0n).length,
    sales: bought.filter((amount) => amount > 0n).length,
    staking,
    fees: fees.map(({ args }) => ({ ...args })),
  };
}
