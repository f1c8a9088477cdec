import { describe, expect, it } from "vitest";
import {
  capAt,
  changeOver,
  fillCandles,
  mergeCandles,
  rangeStart,
  shapeCandles,
  drawCandles,
  type Candle,
} from "../../src/lib/format/candles.ts";

const HOUR = 60 * 60;
const DAY = 24 * HOUR;
const now = 100 * DAY + 5 * HOUR + 17;

const candle = (
  time: number,
  open: bigint,
  high: bigint,
  low: bigint,
  close: bigint,
  volume = 1n,
): Candle => ({
  ...{ time, open, high, low, close, volume },
  trades: 1,
});

describe("rangeStart", () => {
  it("counts whole intervals back from the running one", () => {
    expect(rangeStart("day", now)).toBe(100 * DAY + 5 * HOUR - 23 * HOUR);
    expect(rangeStart("month", now)).toBe(71 * DAY);
  });
});

describe("fillCandles", () => {
  it("keeps the last price where nobody traded", () => {
    const filled = fillCandles([candle(90 * DAY, 10n, 14n, 8n, 12n)], "month", now, 10n);
    expect(filled).toHaveLength(30);
    expect(filled.at(0)).toMatchObject({ close: 10n, volume: 0n, trades: 0 });
    expect(filled.at(19)).toMatchObject({ time: 90 * DAY, close: 12n });
    expect(filled.at(-1)).toMatchObject({ open: 12n, high: 12n, low: 12n, close: 12n, volume: 0n });
  });

  it("begins with the first trade", () => {
    const filled = fillCandles([candle(99 * DAY, 10n, 10n, 10n, 10n)], "month", now, null);
    expect(filled.map(({ time }) => time)).toEqual([99 * DAY, 100 * DAY]);
    expect(fillCandles([], "month", now, null)).toEqual([]);
  });
});

describe("mergeCandles", () => {
  const days = [1, 2, 3, 4, 5].map((day) =>
    candle(day * DAY, BigInt(day), BigInt(day + 10), BigInt(10 - day), BigInt(day + 1)),
  );

  it("keeps the newest whole", () => {
    const merged = mergeCandles(days, 3);
    expect(merged.map(({ time }) => time / DAY)).toEqual([1, 2, 4]);
    expect(merged.at(-1)).toEqual({ ...candle(4 * DAY, 4n, 15n, 5n, 6n, 2n), trades: 2 });
  });

  it("leaves few alone", () => {
    expect(mergeCandles(days, 5)).toBe(days);
  });
});

describe("changeOver", () => {
  it("goes from the first opening to the last close", () => {
    const change = changeOver([candle(0, 100n, 130n, 90n, 120n), candle(DAY, 120n, 140n, 70n, 75n, 4n)]);
    expect(change).toEqual({ basisPoints: -2500, high: 140n, low: 70n, volume: 5n });
  });

  it("says nothing without a trade", () => {
    expect(changeOver([])).toBeNull();
  });
});

describe("shapeCandles", () => {
  it("places prices between foot and top", () => {
    const shape = shapeCandles([
      candle(0, 100n, 300n, 100n, 200n, 2n),
      candle(1, 200n, 200n, 100n, 100n, 8n),
    ]);
    expect(shape?.scale).toEqual([311n, 200n, 89n]);
    const [rising, falling] = shape?.shapes ?? [];
    expect(rising).toMatchObject({ isUp: true, bottom: 0.0495, top: 0.5, volume: 0.25 });
    expect(falling).toMatchObject({ isUp: false, bottom: 0.0495, top: 0.5, volume: 1 });
    expect(rising?.high).toBeLessThanOrEqual(1);
  });

  it("puts a price that never moved into the middle", () => {
    const [only] = shapeCandles([candle(0, 1000n, 1000n, 1000n, 1000n, 0n)])?.shapes ?? [];
    expect(only).toMatchObject({ top: 0.5, bottom: 0.5, volume: 0 });
  });

  it("shows nothing without candles", () => {
    expect(shapeCandles([])).toBeNull();
  });
});

it("values the supply at the close", () => {
  expect(capAt(candle(0, 1n, 1n, 1n, 7n))).toBe(7_000_000n);
});

describe("drawCandles", () => {
  it("draws each candle once, among those that rose or those that fell, at its place", () => {
    const shape = shapeCandles([
      candle(0, 100n, 300n, 100n, 200n, 2n),
      candle(1, 200n, 200n, 100n, 100n, 8n),
    ]);
    const { up, down, volumes } = drawCandles(shape?.shapes ?? []);
    expect(up).toEqual({ wicks: "M0.5 4.96V95.05", bodies: "M0.18 50h.64v45.05h-.64z" });
    expect(down).toEqual({ wicks: "M1.5 50V95.05", bodies: "M1.18 50h.64v45.05h-.64z" });
    expect(volumes).toBe("M0.18 75h.64v25h-.64zM1.18 0h.64v100h-.64z");
  });

  it("leaves a line of what never moved", () => {
    const shape = shapeCandles([candle(0, 1000n, 1000n, 1000n, 1000n, 0n)]);
    expect(drawCandles(shape?.shapes ?? []).up.bodies).toBe("M0.18 50h.64v0.6h-.64z");
  });
});
