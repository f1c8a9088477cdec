import { quoterAbi } from "@audifi/contracts/abi";
import { decodeFunctionData, encodeFunctionResult } from "viem";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Coin } from "../../src/lib/format/coin.ts";
import type { Hex, NetworkConfig } from "../../src/lib/format/network.ts";
import { minimumOut, priceImpact, type SwapSide } from "../../src/lib/format/swap.ts";

const wagmi = vi.hoisted(() => ({ call: vi.fn(), getBlock: vi.fn(), readContract: vi.fn() }));
vi.mock("../../src/lib/chain/wagmi.ts", () => wagmi);
vi.mock("../../src/lib/chain/config.ts", () => ({ wagmiConfig: () => ({}) }));

const { quoteSwap } = await import("../../src/lib/chain/quote-swap.ts");

const UNIT = 10n ** 18n;
const address = (digit: string): Hex => `0x${digit.repeat(40)}`;
const pool = address("9");
const network = {
  chainId: 31337,
  deployment: { coins: { wrappedNative: address("5"), quoter: address("8") } },
} as unknown as NetworkConfig;

// A pool a little above tick 0, where a word of its bitmap ends, with two positions, the narrow one five times as liquid: −400 to 600, −2,000 to 2,000.
const SQRT_PRICE = 79_228_162_526_610_016_494_778_518_226n;
const NET: Readonly<Record<number, bigint>> = {
  [-2000]: 1000n * UNIT,
  [-400]: 5000n * UNIT,
  600: -5000n * UNIT,
  2000: -1000n * UNIT,
};

// What these positions give, by integer arithmetic that shares nothing with the SDK; null where they run empty.
const DOWN = new Map<bigint, bigint | null>([
  [UNIT, 989_836_677_256_759_445n],
  [200n * UNIT, 187_423_375_578_722_232_820n],
  [300n * UNIT, null],
]);
const UP = new Map<bigint, bigint | null>([
  [UNIT, 989_836_676_639_847_612n],
  [200n * UNIT, 191_499_896_870_020_687_618n],
  [300n * UNIT, null],
]);

function stand(net: typeof NET, liquidity: bigint): void {
  const ticks = Object.keys(net).map((tick) => Number(tick) / 200);
  wagmi.readContract.mockImplementation(
    async (
      _config: unknown,
      { functionName, args = [] }: { functionName: string; args?: readonly number[] },
    ) => {
      const [at = 0] = args;
      if (functionName === "slot0") return [SQRT_PRICE, 0];
      if (functionName === "liquidity") return liquidity;
      if (functionName === "ticks") return [1n, net[at] ?? 0n];
      return ticks
        .filter((tick) => Math.floor(tick / 256) === at)
        .reduce((word, tick) => word | (1n << BigInt(tick - at * 256)), 0n);
    },
  );
}

/** The chain's quoter, which is off by that much. */
function answer(error = 0n): void {
  wagmi.call.mockImplementation(async (_config: unknown, { data }: { data: Hex }) => {
    const [{ tokenIn, tokenOut, amountIn }] = decodeFunctionData({ abi: quoterAbi, data }).args as readonly [
      { tokenIn: Hex; tokenOut: Hex; amountIn: bigint },
    ];
    const out = (BigInt(tokenIn) < BigInt(tokenOut) ? DOWN : UP).get(amountIn) ?? null;
    if (out === null) throw new Error("execution reverted");
    const result = [out + error, 0n, 0, 0n] as const;
    return {
      data: encodeFunctionResult({ abi: quoterAbi, functionName: "quoteExactInputSingle", result }),
    };
  });
}

async function ask(digit: string, side: SwapSide, amountIn: bigint) {
  const coin: Coin = { address: address(digit), name: "Harbour", symbol: "HARB", decimals: 18 };
  return quoteSwap(network, { coin, pool, side, amountIn });
}

async function quoteOf(...order: Parameters<typeof ask>) {
  const quoted = await ask(...order);
  if ("reason" in quoted) throw new Error(quoted.reason.title);
  return quoted.quote;
}

async function reasonOf(...order: Parameters<typeof ask>) {
  const quoted = await ask(...order);
  return "reason" in quoted ? quoted.reason.title : null;
}

beforeEach(() => {
  for (const mock of Object.values(wagmi)) mock.mockReset();
  wagmi.getBlock.mockResolvedValue({ number: 7n });
  stand(NET, 6000n * UNIT);
  answer();
});

// Below the wrapped coin's address a coin is the pool's token0, above it token1.
describe.each([
  { order: "the coin first", digit: "1", buying: UP, selling: DOWN },
  { order: "the coin second", digit: "6", buying: DOWN, selling: UP },
])("quoteSwap with $order", ({ digit, buying, selling }) => {
  it.each([
    ["within a range", UNIT],
    ["across a tick", 200n * UNIT],
  ])("computes what the chain answers %s", async (_where, amountIn) => {
    expect((await quoteOf(digit, "buy", amountIn)).amountOut).toBe(buying.get(amountIn));
    expect((await quoteOf(digit, "sell", amountIn)).amountOut).toBe(selling.get(amountIn));
  });

  it("measures the impact against the price before, the fee aside", async () => {
    expect(priceImpact(await quoteOf(digit, "buy", UNIT))).toBe(1);
    expect(priceImpact(await quoteOf(digit, "sell", 200n * UNIT))).toBeGreaterThan(300);
  });

  it("says where the market runs empty", async () => {
    expect(await reasonOf(digit, "buy", 300n * UNIT)).toBe("The market cannot take that much");
    expect(await reasonOf(digit, "sell", 300n * UNIT)).toBe("The market cannot take that much");
  });
});

describe("quoteSwap", () => {
  it("reads everything in one block", async () => {
    expect((await quoteOf("1", "sell", 200n * UNIT)).block).toBe(7);
    const asked = [...wagmi.readContract.mock.calls, ...wagmi.call.mock.calls].map(([, request]) => request);
    expect(asked.length).toBeGreaterThan(4);
    for (const request of asked) expect(request).toMatchObject({ blockNumber: 7n });
  });

  it("shows no quote where the chain and the SDK differ by the smallest unit", async () => {
    answer(-1n);
    expect(await reasonOf("1", "buy", UNIT)).toBe("The quote could not be confirmed");
  });

  it("gives nothing in a market without liquidity", async () => {
    stand({}, 0n);
    expect(await reasonOf("1", "buy", UNIT)).toBe("The market cannot take that much");
  });

  it("lets the least that is accepted lie below the quote by the tolerance, never above it", async () => {
    const { amountOut } = await quoteOf("1", "buy", 200n * UNIT);
    for (const slippage of [1, 50, 100, 5000]) {
      const least = minimumOut(amountOut, slippage);
      expect(amountOut * BigInt(10_000 - slippage) - least * 10_000n).toBeLessThan(10_000n);
      expect(least).toBeLessThan(amountOut);
    }
  });

  it("explains a node that does not answer", async () => {
    wagmi.getBlock.mockRejectedValue(new Error("fetch failed"));
    expect(await reasonOf("1", "buy", UNIT)).not.toBeNull();
  });
});
