import { formatUnits } from "viem";
import { createRandom } from "./audio/dsp.ts";
import { type Master, artists } from "./content/index.ts";

/** Order of the contract's `RevenueSource`. */
export const SOURCES = ["streaming", "sync", "download", "physical", "royalty", "other"] as const;
export type Source = (typeof SOURCES)[number];

const LINES: Record<Source, [label: string, weight: number][]> = {
  streaming: [
    ["Streaming, subscription", 56],
    ["Streaming, advertising", 17],
    ["Video platforms", 19],
    ["Short video", 8],
  ],
  sync: [
    ["Licence, documentary series, Europe", 70],
    ["Licence, trailer", 30],
  ],
  download: [
    ["Downloads, lossless", 64],
    ["Downloads, MP3", 36],
  ],
  physical: [
    ["12-inch, mail order", 55],
    ["12-inch, record shops", 45],
  ],
  royalty: [
    ["Radio", 58],
    ["Public performance", 42],
  ],
  other: [["Sample pack", 100]],
};

/** What distributors and societies keep, in per cent of the gross. */
const DEDUCTION: Record<Source, number> = {
  streaming: 12,
  sync: 20,
  download: 15,
  physical: 30,
  royalty: 10,
  other: 5,
};

export interface Period {
  start: number;
  end: number;
}

/** The calendar months before `time`: statements arrive in the weeks after their period. */
export function monthsBefore(time: number, months: number): Period {
  const date = new Date(time * 1000);
  const first = (back: number): number =>
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1) / 1000;
  return { start: first(months), end: first(0) };
}

interface StatementInput {
  master: Master;
  source: Source;
  period: Period;
  symbol: string;
  decimals: number;
  /** What is deposited, in the smallest unit. */
  net: bigint;
}

/** A statement whose lines, gross less deductions, add up to the deposit exactly. */
export function writeStatement(input: StatementInput): object {
  const { master, source, period, symbol, decimals, net } = input;
  const gross = (net * 100n) / BigInt(100 - DEDUCTION[source]);
  const amount = (value: bigint): string => `${formatUnits(value, decimals)} ${symbol}`;
  const isoDay = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
  const lastDay = isoDay(period.end - 86_400);
  return {
    schema: "audifi-statement-1",
    title: `${master.title}: ${source}, ${isoDay(period.start).slice(0, 7)} to ${lastDay.slice(0, 7)}`,
    description: `Revenue of the master recording ${master.isrc} from ${isoDay(period.start)} to ${lastDay}.`,
    issuer: (artists[master.artist] as { name: string }).name,
    master: { title: master.title, isrc: master.isrc },
    source,
    period: { start: isoDay(period.start), end: lastDay },
    currency: { symbol, decimals },
    gross: gross.toString(),
    deductions: (gross - net).toString(),
    net: net.toString(),
    lines: [
      ...splitGross(gross, source, period.start).map(({ label, value }) => ({
        label,
        amount: amount(value),
      })),
      { label: "Distribution and collection", amount: amount(net - gross) },
    ],
  };
}

/** Shares the gross out over the lines; the first line takes what rounding leaves. */
function splitGross(gross: bigint, source: Source, seed: number): { label: string; value: bigint }[] {
  const random = createRandom(seed);
  const weights = LINES[source].map(([label, weight]) => ({
    label,
    weight: Math.round(weight * (85 + 30 * random())),
  }));
  const total = BigInt(weights.reduce((sum, { weight }) => sum + weight, 0));
  const lines = weights.map(({ label, weight }) => ({ label, value: (gross * BigInt(weight)) / total }));
  const rest = gross - lines.reduce((sum, { value }) => sum + value, 0n);
  return lines.map((line, index) => (index === 0 ? { ...line, value: line.value + rest } : line));
}
