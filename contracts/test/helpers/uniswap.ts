import { type Address, encodeFunctionData, type Hex } from "viem";

import { quoterAbi, swapRouterAbi, uniswapV3PoolAbi, weth9Abi } from "../../exports/abi.ts";
import { packagedArtifact } from "../../scripts/artifacts.ts";
import { planSurroundings } from "../../scripts/deploy/local.ts";
import { create2Deployer } from "../../scripts/deploy/networks.ts";
import { at } from "./fixture.ts";
import { networkHelpers, now, publicClient, wallets } from "./network.ts";

/** Code of the deterministic deployer, which live networks have and the test chain lacks. */
const CREATE2_CODE: Hex =
  "0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3";

export const POOL_FEE = 10_000;

const abiOf = (path: string) => packagedArtifact(path).abi;
const FACTORY = "@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json";
const POSITIONS =
  "@uniswap/v3-periphery/artifacts/contracts/NonfungiblePositionManager.sol/NonfungiblePositionManager.json";

/**
 * Uniswap V3 and the wrapped native coin as a local deployment makes them, from the packages' compiled code. Its
 * addresses follow from that code, so a chain has it once.
 */
export async function deployUniswap() {
  await networkHelpers.setCode(create2Deployer, CREATE2_CODE);
  const { creations, surroundings } = planSurroundings();
  const isWanted = ({ label }: { label: string }) => !/^(TestUSDC|TestPriceFeed|AllowList)/.test(label);
  for (const { to, data, creates } of creations.filter(isWanted)) {
    if (await publicClient.getCode({ address: creates })) continue;
    await wallets[0]!.sendTransaction({ to, data, gas: 9_000_000n });
  }
  const { uniswap, weth } = surroundings;
  return {
    weth: at(weth9Abi, weth),
    factory: at(abiOf(FACTORY), uniswap.factory),
    positions: at(abiOf(POSITIONS), uniswap.positionManager),
    router: at(swapRouterAbi, uniswap.swapRouter),
    quoter: at(quoterAbi, uniswap.quoter),
  };
}
export type Uniswap = Awaited<ReturnType<typeof deployUniswap>>;

export const poolAt = (address: Address) => at(uniswapV3PoolAbi, address);

export const poolOf = async ({ factory, weth }: Uniswap, token: Address): Promise<Address> =>
  (await factory.read.getPool!([token, weth.address, POOL_FEE])) as Address;

const swapArgs = (tokenIn: Address, tokenOut: Address, recipient: Address, amountIn: bigint) =>
  ({
    ...{ tokenIn, tokenOut, recipient, amountIn },
    ...{ fee: POOL_FEE, amountOutMinimum: 0n, sqrtPriceLimitX96: 0n },
  }) as const;

/** Buys coins with native coin. */
export const buyCoins = ({ router, weth }: Uniswap, account: Address, coin: Address, amountIn: bigint) =>
  router.write.exactInputSingle([swapArgs(weth.address, coin, account, amountIn)], {
    account,
    value: amountIn,
  });

/** Sells coins, which have to be approved for the router, for native coin. */
export function sellCoins({ router, weth }: Uniswap, account: Address, coin: Address, amountIn: bigint) {
  const encode = (functionName: "exactInputSingle" | "unwrapWETH9", args: readonly unknown[]) =>
    encodeFunctionData({ abi: swapRouterAbi, functionName, args } as never);
  const swap = encode("exactInputSingle", [swapArgs(coin, weth.address, router.address, amountIn)]);
  return router.write.multicall([[swap, encode("unwrapWETH9", [0n, account])]], { account });
}

/** An ERC-20 swap both of whose sides stay ERC-20s: the router's cheapest call. */
export const swapTokens = (
  { router }: Uniswap,
  account: Address,
  tokenIn: Address,
  tokenOut: Address,
  amountIn: bigint,
) => router.write.exactInputSingle([swapArgs(tokenIn, tokenOut, account, amountIn)], { account });

export const quote = async (
  { quoter }: Uniswap,
  tokenIn: Address,
  tokenOut: Address,
  amountIn: bigint,
): Promise<bigint> => {
  const { result } = await quoter.simulate.quoteExactInputSingle([
    { tokenIn, tokenOut, amountIn, fee: POOL_FEE, sqrtPriceLimitX96: 0n },
  ]);
  return result[0];
};

/** Somebody's own position. */
export async function addLiquidity(
  { positions }: Uniswap,
  account: Address,
  terms: {
    token0: Address;
    token1: Address;
    tickLower: number;
    tickUpper: number;
    amount0: bigint;
    amount1: bigint;
  },
) {
  const { amount0, amount1, ...range } = terms;
  const params = {
    ...range,
    ...{ fee: POOL_FEE, recipient: account, deadline: BigInt((await now()) + 3_600) },
    ...{ amount0Desired: amount0, amount1Desired: amount1, amount0Min: 0n, amount1Min: 0n },
  };
  return positions.write.mint!([params], { account });
}
