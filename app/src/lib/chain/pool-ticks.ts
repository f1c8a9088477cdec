import { uniswapV3PoolAbi as abi } from "@audifi/contracts/abi";
import type { TickDataProvider } from "@uniswap/v3-sdk";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "./config.ts";
import { readContract } from "./wagmi.ts";

const WORD = 256;

/** Ticks of a pool as they were in one block, read as far as a quote needs them. */
export function poolTicks(network: NetworkConfig, pool: Hex, blockNumber: bigint): TickDataProvider {
  const config = wagmiConfig(network);
  const contract = { address: pool, abi, blockNumber } as const;
  const words = new Map<number, Promise<bigint>>();

  function wordAt(place: number): Promise<bigint> {
    const found =
      words.get(place) ?? readContract(config, { ...contract, functionName: "tickBitmap", args: [place] });
    words.set(place, found);
    return found;
  }

  return {
    async getTick(tick) {
      const read = await readContract(config, { ...contract, functionName: "ticks", args: [tick] });
      return { liquidityNet: read[1].toString() };
    },
    /** As Uniswap's TickBitmap: the next initialised tick in the same word of the bitmap, or the word's end. */
    async nextInitializedTickWithinOneWord(tick, isDown, spacing) {
      const compressed = Math.floor(tick / spacing) + (isDown ? 0 : 1);
      const place = Math.floor(compressed / WORD);
      const word = await wordAt(place);
      const step = isDown ? -1 : 1;
      const end = isDown ? place * WORD : place * WORD + WORD - 1;
      for (let at = compressed; ; at += step) {
        const isInitialized = ((word >> BigInt(at - place * WORD)) & 1n) === 1n;
        if (isInitialized || at === end) return [at * spacing, isInitialized];
      }
    },
  };
}
