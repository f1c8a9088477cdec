import { groupThousands } from "./money.ts";

export type Tier = 1 | 2 | 3 | 4;

export interface TierRange {
  readonly tier: Tier;
  readonly first: number;
  readonly last: number;
}

const LAST_OF_TIER = [10, 50, 100] as const;

/** Tier of a share that was bought; shares that the artist minted are always of tier 4. */
export function tierOf(id: number): Tier {
  const index = LAST_OF_TIER.findIndex((last) => id <= last);
  return (index === -1 ? 4 : index + 1) as Tier;
}

/** The tiers of a master with that many public shares; ranges that it does not reach are left out. */
export function tierRanges(publicShares: number): readonly TierRange[] {
  const bounds = [0, ...LAST_OF_TIER, Number.POSITIVE_INFINITY];
  return ([1, 2, 3, 4] as const)
    .map((tier) => ({
      tier,
      first: (bounds[tier - 1] ?? 0) + 1,
      last: Math.min(bounds[tier] ?? 0, publicShares),
    }))
    .filter(({ first, last }) => first <= last);
}

export interface TierLeft extends TierRange {
  readonly size: number;
  readonly left: number;
}

/** How many shares of each tier are left when ids are sold in order. */
export function tiersLeft(publicShares: number, sold: number): readonly TierLeft[] {
  return tierRanges(publicShares).map((range) => ({
    ...range,
    size: range.last - range.first + 1,
    left: Math.max(0, range.last - Math.max(range.first - 1, sold)),
  }));
}

/** Basis points as "10 %" or "2.5 %". By hand, as `groupThousands` is. */
export function formatRate(basisPoints: number): string {
  const hundredths = Math.abs(Math.round(basisPoints));
  const sign = basisPoints < 0 && hundredths > 0 ? "-" : "";
  const fraction = String(hundredths % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  const whole = groupThousands(Math.floor(hundredths / 100));
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`} %`;
}

export function formatCount(count: number | bigint): string {
  return groupThousands(count);
}

export function countNoun(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** As `countNoun`, for a list of which at most `most` were counted. */
export function countUpTo(count: number, most: number, one: string): string {
  return `${countNoun(count, one)}${count >= most ? " or more" : ""}`;
}

/** "Share 7 of 1,000 · Tier 1 · 10 % resale royalty". */
export function describeShare(id: number, total: number, tier: Tier, basisPoints: number): string {
  return `Share ${formatCount(id)} of ${formatCount(total)} · Tier ${tier} · ${formatRate(basisPoints)} resale royalty`;
}

/** Ids as ranges: "1–3, 7, 10–12". */
export function formatIds(ids: readonly number[]): string {
  const sorted = [...ids].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let index = 0; index < sorted.length;) {
    let end = index;
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    const first = formatCount(sorted[index] ?? 0);
    parts.push(end === index ? first : `${first}–${formatCount(sorted[end] ?? 0)}`);
    index = end + 1;
  }
  return parts.join(", ");
}
