import { fillCandles, rangeStart, type Candle } from "#lib/format/candles.ts";
import type { Hex } from "#lib/format/network.ts";
import type { ListingRow, MasterMarket, TierMarket } from "#lib/format/resale.ts";
import type { Tier } from "#lib/format/shares.ts";
import type { Indexer } from "../client.ts";
import { graphql, type ResultOf } from "../graphql.ts";
import { LISTING, OFFER, toListing, toOffer } from "./listings.ts";

const MICROSECONDS = 1_000_000;
const MOST_DAYS = 1000;

const MARKET = graphql(
  `
    query MasterMarket($number: BigInt!, $now: BigInt!) {
      masters(first: 1, where: { number: $number }) {
        id
        resaleCount
        resaleVolume
        royaltyEarned
        moverEarned
        lastResalePrice
        lastResaleAt
        tier1: listings(
          first: 1
          orderBy: price
          where: { status: Open, isApproved: true, expiry_gt: $now, tier: 1 }
        ) {
          ...ListingFields
        }
        tier2: listings(
          first: 1
          orderBy: price
          where: { status: Open, isApproved: true, expiry_gt: $now, tier: 2 }
        ) {
          ...ListingFields
        }
        tier3: listings(
          first: 1
          orderBy: price
          where: { status: Open, isApproved: true, expiry_gt: $now, tier: 3 }
        ) {
          ...ListingFields
        }
        tier4: listings(
          first: 1
          orderBy: price
          where: { status: Open, isApproved: true, expiry_gt: $now, tier: 4 }
        ) {
          ...ListingFields
        }
        tiers(first: 4) {
          id
          tier
          lastResalePrice
        }
        offers(
          first: 5
          orderBy: amount
          orderDirection: desc
          where: { status: Open, expiry_gt: $now, share: null }
        ) {
          ...OfferFields
        }
      }
    }
  `,
  [LISTING, OFFER],
);

const MASTER_PRICES = graphql(`
  query MasterPrices($master: String!, $from: Timestamp!, $first: Int!) {
    points: masterResales(
      interval: day
      current: include
      first: $first
      orderBy: timestamp
      orderDirection: asc
      where: { master: $master, timestamp_gte: $from }
    ) {
      timestamp
      open
      high
      low
      close
      volume
      resales
    }
  }
`);

const TIER_PRICES = graphql(`
  query TierPrices($tier: String!, $from: Timestamp!, $first: Int!) {
    points: tierResales(
      interval: day
      current: include
      first: $first
      orderBy: timestamp
      orderDirection: asc
      where: { tierMarket: $tier, timestamp_gte: $from }
    ) {
      timestamp
      open
      high
      low
      close
      volume
      resales
    }
  }
`);

type RawPoint = ResultOf<typeof MASTER_PRICES>["points"][number];

function toCandle(raw: RawPoint): Candle {
  return {
    ...{ time: Math.floor(Number(raw.timestamp) / MICROSECONDS), trades: Number(raw.resales) },
    ...{ open: BigInt(raw.open), high: BigInt(raw.high), low: BigInt(raw.low), close: BigInt(raw.close) },
    volume: BigInt(raw.volume),
  };
}

/** Prices of a year, a day each; of one tier where it is named. */
async function readPrices(
  indexer: Indexer,
  { master, tierMarket }: { readonly master: Hex; readonly tierMarket: Hex | null },
  now: number,
): Promise<readonly Candle[]> {
  const page = { from: String(rangeStart("year", now) * MICROSECONDS), first: MOST_DAYS };
  const { points } = await (tierMarket === null
    ? indexer.run(MASTER_PRICES, { ...page, master })
    : indexer.run(TIER_PRICES, { ...page, tier: tierMarket }));
  return fillCandles(points.map(toCandle), "year", now, null);
}

const amount = (text: string | null) => (text === null ? null : BigInt(text));

/** What the market knows of a master, with the prices of one of its tiers, or of all. */
export async function readMasterMarket(
  indexer: Indexer,
  { number, now, tier }: { readonly number: string; readonly now: number; readonly tier: Tier | null },
): Promise<MasterMarket | null> {
  const { masters } = await indexer.run(MARKET, { number, now: String(now) });
  const found = masters[0];
  if (!found) return null;
  const floorOf = (rows: (typeof found)["tier1"]): ListingRow | null => (rows[0] ? toListing(rows[0]) : null);
  const floors = [found.tier1, found.tier2, found.tier3, found.tier4].map(floorOf);
  const tiers = ([1, 2, 3, 4] as const).map((one): TierMarket => {
    const market = found.tiers.find((raw) => raw.tier === one);
    return { tier: one, floor: floors[one - 1] ?? null, lastPrice: amount(market?.lastResalePrice ?? null) };
  });
  const tierMarket = found.tiers.find((raw) => raw.tier === tier)?.id ?? null;
  const isNever = tier !== null && tierMarket === null;
  return {
    tiers,
    sales: found.resaleCount,
    volume: BigInt(found.resaleVolume),
    artistEarned: BigInt(found.royaltyEarned),
    moverEarned: BigInt(found.moverEarned),
    lastPrice: amount(found.lastResalePrice),
    lastAt: found.lastResaleAt === null ? null : Number(found.lastResaleAt),
    offers: found.offers.map(toOffer),
    tier,
    prices: isNever ? [] : await readPrices(indexer, { master: found.id, tierMarket }, now),
  };
}
