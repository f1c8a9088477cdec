import { marketCap } from "./coin.ts";

/** What was traded in an hour or a day; prices are executed ones, in the native coin's smallest unit per whole coin. */
export interface Candle {
  /** When the interval began, in Unix seconds. */
  readonly time: number;
  readonly open: bigint;
  readonly high: bigint;
  readonly low: bigint;
  readonly close: bigint;
  /** Native coin that changed hands. */
  readonly volume: bigint;
  readonly trades: number;
}

export const RANGES = {
  day: { label: "24 hours", interval: "hour", count: 24 },
  week: { label: "7 days", interval: "hour", count: 7 * 24 },
  month: { label: "30 days", interval: "day", count: 30 },
  quarter: { label: "90 days", interval: "day", count: 90 },
  year: { label: "1 year", interval: "day", count: 365 },
} as const satisfies Readonly<
  Record<string, { readonly label: string; readonly interval: "hour" | "day"; readonly count: number }>
>;

export type RangeName = keyof typeof RANGES;
export const RANGE_NAMES = Object.keys(RANGES) as readonly RangeName[];

const SECONDS = { hour: 60 * 60, day: 24 * 60 * 60 } as const;

/** The first interval of a range that ends with the one that `now` is in. */
export function rangeStart(range: RangeName, now: number): number {
  const { interval, count } = RANGES[range];
  const size = SECONDS[interval];
  return Math.floor(now / size) * size - (count - 1) * size;
}

/**
 * One candle for each interval of a range, oldest first. Intervals without a trade stay at the price of the last one
 * before them; those before the first trade are left out.
 */
export function fillCandles(
  found: readonly Candle[],
  range: RangeName,
  now: number,
  before: bigint | null,
): readonly Candle[] {
  const size = SECONDS[RANGES[range].interval];
  const byTime = new Map(found.map((candle) => [candle.time, candle]));
  const filled: Candle[] = [];
  let price = before;
  for (let time = rangeStart(range, now); time <= now; time += size) {
    const candle = byTime.get(time) ?? (price === null ? null : flat(time, price));
    if (candle === null) continue;
    filled.push(candle);
    price = candle.close;
  }
  return filled;
}

function flat(time: number, price: bigint): Candle {
  return { time, open: price, high: price, low: price, close: price, volume: 0n, trades: 0 };
}

/** Neighbouring candles as one, so that no more than `most` are left. */
export function mergeCandles(candles: readonly Candle[], most: number): readonly Candle[] {
  const size = Math.ceil(candles.length / most);
  if (size <= 1) return candles;
  // Counted from the end, so that the newest candle is a whole one.
  const merged: Candle[] = [];
  for (let end = candles.length; end > 0; end -= size) {
    merged.unshift(candles.slice(Math.max(0, end - size), end).reduce(join));
  }
  return merged;
}

function join(first: Candle, next: Candle): Candle {
  return {
    time: first.time,
    open: first.open,
    high: next.high > first.high ? next.high : first.high,
    low: next.low < first.low ? next.low : first.low,
    close: next.close,
    volume: first.volume + next.volume,
    trades: first.trades + next.trades,
  };
}

export interface Change {
  /** In basis points of the first price. */
  readonly basisPoints: number;
  readonly high: bigint;
  readonly low: bigint;
  readonly volume: bigint;
}

/** From the first to the last price of a range; null without candles. */
export function changeOver(candles: readonly Candle[]): Change | null {
  const [first] = candles;
  if (first === undefined || first.open === 0n) return null;
  const all = candles.reduce(join);
  return {
    basisPoints: Number(((all.close - first.open) * 10_000n) / first.open),
    high: all.high,
    low: all.low,
    volume: all.volume,
  };
}

/** A candle as parts of a chart's height, from 0 at its foot to 1 at its top. */
export interface CandleShape {
  readonly candle: Candle;
  readonly high: number;
  readonly low: number;
  readonly top: number;
  readonly bottom: number;
  readonly isUp: boolean;
  readonly volume: number;
}

export interface ChartShape {
  readonly shapes: readonly CandleShape[];
  /** Prices at the top, the middle and the foot. */
  readonly scale: readonly [bigint, bigint, bigint];
  readonly highestVolume: bigint;
}

const PRECISION = 10_000n;

/** Places candles between their lowest and highest price. */
export function shapeCandles(candles: readonly Candle[]): ChartShape | null {
  if (candles.length === 0) return null;
  const { high, low } = candles.reduce(join);
  const margin = high === low ? high / 10n + 1n : (high - low) / 20n + 1n;
  const foot = low > margin ? low - margin : 0n;
  const top = high + margin;
  const highestVolume = candles.reduce((most, { volume }) => (volume > most ? volume : most), 0n);
  const place = (price: bigint) => Number(((price - foot) * PRECISION) / (top - foot)) / Number(PRECISION);
  const part = (volume: bigint) =>
    highestVolume === 0n ? 0 : Number((volume * PRECISION) / highestVolume) / Number(PRECISION);
  const shapes = candles.map((candle) => {
    const isUp = candle.close >= candle.open;
    const [upper, lower] = isUp ? [candle.close, candle.open] : [candle.open, candle.close];
    return {
      ...{ candle, isUp, volume: part(candle.volume) },
      ...{ high: place(candle.high), low: place(candle.low), top: place(upper), bottom: place(lower) },
    };
  });
  return { shapes, scale: [top, (top + foot) / 2n, foot], highestVolume };
}

/** What all coins were worth at the end of a candle. */
export function capAt({ close }: Candle): bigint {
  return marketCap(close);
}

const fall = (part: number): number => Math.round(10_000 - part * 10_000) / 100;

/** A box of a candle's width at its place, between two parts of the height. */
const box = (index: number, top: number, height: number): string =>
  `M${index + 0.18} ${top}h.64v${Math.round(height * 100) / 100}h-.64z`;

/** Candles as paths in a picture as wide as there are candles and 100 high: what a page has few elements for. */
export function drawCandles(shapes: readonly CandleShape[]) {
  const draw = (isUp: boolean, one: (shape: CandleShape, index: number) => string): string =>
    shapes.map((shape, index) => (shape.isUp === isUp ? one(shape, index) : "")).join("");
  const wick = ({ high, low }: CandleShape, index: number) => `M${index + 0.5} ${fall(high)}V${fall(low)}`;
  const body = ({ top, bottom }: CandleShape, index: number) =>
    box(index, fall(top), Math.max((top - bottom) * 100, 0.6));
  return {
    up: { wicks: draw(true, wick), bodies: draw(true, body) },
    down: { wicks: draw(false, wick), bodies: draw(false, body) },
    volumes: shapes.map(({ volume }, index) => volumeBox(index, volume)).join(""),
  };
}

export function volumeBox(index: number, volume: number): string {
  return box(index, fall(volume), volume * 100);
}
