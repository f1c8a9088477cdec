import { quoterAbi, uniswapV3PoolAbi } from "@audifi/contracts/abi";
import { CurrencyAmount, Token } from "@uniswap/sdk-core";
import { Pool } from "@uniswap/v3-sdk";
import { decodeFunctionResult, encodeFunctionData } from "viem";
import { COIN_DECIMALS, isCoinFirst, type Coin } from "#lib/format/coin.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";
import { spotOutput, type Quote, type SwapSide } from "#lib/format/swap.ts";
import { wagmiConfig } from "./config.ts";
import { coinsOf } from "./deployment.ts";
import { explainError } from "./errors.ts";
import { poolTicks } from "./pool-ticks.ts";
import { call, getBlock, readContract } from "./wagmi.ts";

const POOL_FEE = 10_000;

interface Order {
  readonly coin: Coin;
  readonly pool: Hex;
  readonly side: SwapSide;
  readonly amountIn: bigint;
}

export type Quoted = { readonly quote: Quote } | { readonly reason: Reason };

const TOO_MUCH: Reason = {
  title: "The market cannot take that much",
  detail: "Not enough is in the pool for such an amount. Enter a smaller one.",
};
const DIFFERENT: Reason = {
  title: "The quote could not be confirmed",
  detail: "Two calculations of it differ, so none is shown. Nothing was traded; try again.",
};

interface PoolState {
  readonly sqrtPriceX96: bigint;
  readonly tick: number;
  readonly liquidity: bigint;
}

async function readPool(network: NetworkConfig, pool: Hex, blockNumber: bigint): Promise<PoolState> {
  const config = wagmiConfig(network);
  const contract = { address: pool, abi: uniswapV3PoolAbi, blockNumber } as const;
  const [slot, liquidity] = await Promise.all([
    readContract(config, { ...contract, functionName: "slot0" }),
    readContract(config, { ...contract, functionName: "liquidity" }),
  ]);
  return { sqrtPriceX96: slot[0], tick: slot[1], liquidity };
}

/** What Uniswap's SDK computes from the pool's state; null where the pool runs empty first. */
async function compute(
  network: NetworkConfig,
  { coin, pool, side, amountIn }: Order,
  state: PoolState,
  block: bigint,
): Promise<bigint | null> {
  const { chainId } = network;
  const wrapped = new Token(chainId, coinsOf(network).wrappedNative, COIN_DECIMALS);
  const token = new Token(chainId, coin.address, COIN_DECIMALS);
  const ticks = poolTicks(network, pool, block);
  const { sqrtPriceX96, liquidity, tick } = state;
  const market = new Pool(
    wrapped,
    token,
    POOL_FEE,
    sqrtPriceX96.toString(),
    liquidity.toString(),
    tick,
    ticks,
  );
  const paid = CurrencyAmount.fromRawAmount(side === "buy" ? wrapped : token, amountIn.toString());
  try {
    const [got, after] = await market.getOutputAmount(paid);
    const out = BigInt(got.quotient.toString());
    return out === 0n || after.liquidity.toString() === "0" ? null : out;
  } catch (error) {
    // The SDK refuses prices beyond the ends of all ranges.
    if (error instanceof Error && /Invariant failed/.test(error.message)) return null;
    throw error;
  }
}

/** What the chain's own quoter answers in the same block. It answers anybody, so no wallet is asked. */
async function ask(network: NetworkConfig, order: Order, blockNumber: bigint): Promise<bigint> {
  const { quoter, wrappedNative } = coinsOf(network);
  const [tokenIn, tokenOut] =
    order.side === "buy" ? [wrappedNative, order.coin.address] : [order.coin.address, wrappedNative];
  const params = { tokenIn, tokenOut, amountIn: order.amountIn, fee: POOL_FEE, sqrtPriceLimitX96: 0n };
  const question = { abi: quoterAbi, functionName: "quoteExactInputSingle" } as const;
  const { data = "0x" } = await call(wagmiConfig(network), {
    ...{ to: quoter, data: encodeFunctionData({ ...question, args: [params] }), blockNumber },
  });
  return decodeFunctionResult({ ...question, data })[0];
}

/** What the market would give for an amount in the newest block, computed twice: by the SDK and by the chain. */
export async function quoteSwap(network: NetworkConfig, order: Order): Promise<Quoted> {
  try {
    const block = await getBlock(wagmiConfig(network));
    const state = await readPool(network, order.pool, block.number);
    const [computed, asked] = await Promise.all([
      compute(network, order, state, block.number),
      // What the pool cannot take makes the quoter revert; the computation tells why.
      ask(network, order, block.number).catch((error: unknown) => explainError(error)),
    ]);
    if (computed === null) return { reason: TOO_MUCH };
    if (typeof asked !== "bigint") return { reason: asked };
    if (computed !== asked) return { reason: DIFFERENT };
    const { side, amountIn, coin } = order;
    const coinFirst = isCoinFirst(coin.address, coinsOf(network).wrappedNative);
    const spotOut = spotOutput(amountIn, state.sqrtPriceX96, (side === "sell") === coinFirst);
    const askedAt = Math.floor(Date.now() / 1000);
    return {
      quote: { side, amountIn, amountOut: asked, spotOut, block: Number(block.number), askedAt },
    };
  } catch (error) {
    return { reason: explainError(error) };
  }
}
