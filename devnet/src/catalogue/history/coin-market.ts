import { createRandom } from "../audio/dsp.ts";

/** The two locked positions of a coin: coins above the opening price, native coin below. */
export interface Market {
  /** Native coin per coin. */
  opening: number;
  coins: number;
  native: number;
}

export type Trade = { side: "buy"; native: number } | { side: "sell"; coins: number };

/** What the pool keeps of what comes in. */
const FEE = 0.01;

/**
 * The trade that moves the price from one to the other. A position of liquidity `L` takes in `L × Δ√price` of the native
 * coin on the way up and `L × Δ(1 / √price)` coins on the way down.
 */
export function tradeBetween({ opening, coins, native }: Market, from: number, to: number): Trade {
  const [start, end, middle] = [Math.sqrt(from), Math.sqrt(to), Math.sqrt(opening)];
  const upper = coins * middle;
  const lower = native / middle;
  const above = (root: number): number => Math.max(root, middle);
  const below = (root: number): number => Math.min(root, middle);
  const gross = (net: number): number => net / (1 - FEE);
  if (end > start) {
    const net = upper * (above(end) - above(start)) + lower * (below(end) - below(start));
    return { side: "buy", native: gross(net) };
  }
  const net = upper * (1 / above(end) - 1 / above(start)) + lower * (1 / below(end) - 1 / below(start));
  return { side: "sell", coins: gross(net) };
}

export interface PlannedTrade {
  day: number;
  /** Price after it, as a multiple of the opening price. */
  multiple: number;
  /** Which of the traders comes, from 0 to 1. */
  who: number;
}

interface Run {
  seed: number;
  trades: number;
  path: readonly number[];
  from: number;
  until: number;
}

/** Days of which most people still remember what happened; a third of a long run falls into them. */
const RECENT = 30;
const NOISE = 0.16;

/** Trades along a path of prices, each off it by a little, oldest first. */
export function planTrades({ seed, trades, path, from, until }: Run): PlannedTrade[] {
  const random = createRandom(seed);
  const older = from > 2 * RECENT ? Math.ceil((trades * 2) / 3) : 0;
  return Array.from({ length: trades }, (_, index): PlannedTrade => {
    const [start, end, place, count] =
      index < older
        ? [from, RECENT, index, older]
        : [older > 0 ? RECENT : from, until, index - older, trades - older];
    const day = start - ((start - end) * (place + random())) / count;
    const multiple = along(path, (from - day) / (from - until)) * (1 + NOISE * (random() - 0.5));
    return { day, multiple, who: random() };
  });
}

function along(path: readonly number[], progress: number): number {
  const place = Math.min(Math.max(progress, 0), 1) * (path.length - 1);
  const index = Math.min(Math.floor(place), path.length - 2);
  const [one = 1, other = one] = path.slice(index, index + 2);
  return one + (other - one) * (place - index);
}
