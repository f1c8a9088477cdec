import { parseEther } from "viem";

/** What an artist launched a coin with, and how its market went since. Times are in days before "now". */
export interface Coin {
  name: string;
  symbol: string;
  /** Native coin's smallest unit per whole coin. */
  openingPrice: bigint;
  /** Native coin that the artist put below the opening price. */
  liquidity: bigint;
  market?: Market;
}

interface Market {
  seed: number;
  trades: number;
  /** Where the price went, in multiples of the opening price, in equal steps of time. */
  path: readonly number[];
  /** From when the buyers of the first master fetched their coins: its offering was closed. */
  granted?: number;
  /** Whether unsold shares left coins for the reserve. */
  isSwept?: boolean;
}

/** In the order of `artists`. The last borrows a name, as its artist does. */
export const coins: readonly Coin[] = [
  {
    name: "Halden Pier",
    symbol: "PIER",
    openingPrice: parseEther("0.00002"),
    liquidity: parseEther("4"),
    market: {
      ...{ seed: 11, trades: 130, granted: 354 },
      path: [1, 1.3, 1.9, 1.5, 1.7, 2.4, 2.9, 2.2, 1.9, 2.3, 3.1, 2.8],
    },
  },
  {
    name: "Early Riser",
    symbol: "EARLY",
    openingPrice: parseEther("0.00003"),
    liquidity: parseEther("3"),
    market: { seed: 12, trades: 60, granted: 148, path: [1, 1.4, 1.2, 1.6, 2.1, 1.8, 2.3] },
  },
  {
    name: "Low Tides",
    symbol: "TIDES",
    openingPrice: parseEther("0.00001"),
    liquidity: parseEther("1"),
    market: { seed: 13, trades: 50, granted: 168, isSwept: true, path: [1, 1.5, 1.3, 1.1, 0.9, 1.2, 1.4] },
  },
  {
    name: "Felt and Hammer",
    symbol: "FELT",
    openingPrice: parseEther("0.000015"),
    liquidity: parseEther("2"),
    market: { seed: 14, trades: 60, granted: 318, path: [1, 1.2, 1.5, 2, 1.8, 2.2, 2.6, 2.4] },
  },
  {
    name: "Tin Parade",
    symbol: "PARADE",
    openingPrice: parseEther("0.000008"),
    liquidity: parseEther("1.5"),
    market: {
      ...{ seed: 15, trades: 50, granted: 208, isSwept: true },
      path: [1, 1.3, 1.1, 0.8, 0.75, 0.9, 1.3, 1.6],
    },
  },
  {
    name: "Cassette",
    symbol: "TAPE",
    openingPrice: parseEther("0.00001"),
    liquidity: 0n,
    market: { seed: 16, trades: 40, granted: 100, isSwept: true, path: [1.2, 1.6, 1.9, 1.5, 1.8] },
  },
  {
    name: "Two Fingers",
    symbol: "HIGHLIFE",
    openingPrice: parseEther("0.00002"),
    liquidity: parseEther("0.5"),
    market: { seed: 17, trades: 8, path: [1, 1.1, 1.25] },
  },
  {
    name: "Halden Pier",
    symbol: "PIER",
    openingPrice: parseEther("0.001"),
    liquidity: 0n,
  },
];
