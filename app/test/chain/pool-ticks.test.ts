import { Tick, TickListDataProvider } from "@uniswap/v3-sdk";
import { describe, expect, it, vi } from "vitest";
import type { NetworkConfig } from "../../src/lib/format/network.ts";

const SPACING = 200;
const TICKS = [-887_200, -51_400, -51_200, -200, 0, 51_000, 51_200, 887_200];
const NET = [5, 7, -3, 4, -4, 2, -6, -5];

const readContract = vi.hoisted(() => vi.fn());
vi.mock("../../src/lib/chain/wagmi.ts", () => ({ readContract }));
vi.mock("../../src/lib/chain/config.ts", () => ({ wagmiConfig: () => ({}) }));

const { poolTicks } = await import("../../src/lib/chain/pool-ticks.ts");

/** The pool's own bookkeeping: a bit for each initialised tick, in words of 256. */
function wordOf(place: number): bigint {
  return TICKS.map((tick) => tick / SPACING)
    .filter((compressed) => Math.floor(compressed / 256) === place)
    .reduce((word, compressed) => word | (1n << BigInt(compressed - place * 256)), 0n);
}

readContract.mockImplementation(
  async (_config: unknown, { functionName, args }: { functionName: string; args: readonly [number] }) =>
    functionName === "tickBitmap" ? wordOf(args[0]) : [1n, BigInt(NET[TICKS.indexOf(args[0])] ?? 0)],
);

describe("poolTicks", () => {
  const listed = new TickListDataProvider(
    TICKS.map((index, at) => new Tick({ index, liquidityGross: 1, liquidityNet: NET[at] ?? 0 })),
    SPACING,
  );

  it.each([-887_000, -51_401, -51_400, -51_399, -201, -200, -1, 0, 1, 199, 51_199, 51_200, 600_000])(
    "finds the same next tick as the SDK from %i",
    async (tick) => {
      const ticks = poolTicks({} as NetworkConfig, "0x1", 1n);
      for (const isDown of [true, false]) {
        const found = await ticks.nextInitializedTickWithinOneWord(tick, isDown, SPACING);
        expect(found).toEqual(await listed.nextInitializedTickWithinOneWord(tick, isDown, SPACING));
      }
    },
  );

  it("reads each word once, in the block that was asked for", async () => {
    readContract.mockClear();
    const ticks = poolTicks({} as NetworkConfig, "0x1", 7n);
    await ticks.nextInitializedTickWithinOneWord(0, true, SPACING);
    await ticks.nextInitializedTickWithinOneWord(200, true, SPACING);
    expect(readContract).toHaveBeenCalledTimes(1);
    expect(readContract.mock.calls[0]?.[1]).toMatchObject({ blockNumber: 7n });
    expect(await ticks.getTick(51_200)).toEqual({ liquidityNet: "-6" });
  });
});
