import { accOf } from "#lib/format/dividends.ts";
import type { Hex } from "#lib/format/network.ts";
import type { ResaleQuery } from "#lib/format/resale-query.ts";
import type { ListingRow, OfferRow } from "#lib/format/resale.ts";
import type { Tier } from "#lib/format/shares.ts";
import type { Indexer } from "../client.ts";
import { parseCursor, toPage, type Page } from "../cursor.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";
import { HEAD, toHead, type Head } from "./chain.ts";
import { CURRENCY, toCurrency } from "./currency.ts";

export const LISTING = graphql(
  `
    fragment ListingFields on Listing {
      id
      number
      tier
      price
      expiry
      createdAt
      seller {
        id
      }
      share {
        royaltyRate
      }
      currency {
        ...CurrencyFields
      }
      master {
        id
        number
        title
        totalShares
        coverCid
        acc
        lastResalePrice
        artist {
          name
        }
      }
    }
  `,
  [CURRENCY],
);

export const OFFER = graphql(
  `
    fragment OfferFields on Offer {
      id
      number
      shareNumber
      amount
      expiry
      bidder {
        id
      }
      currency {
        ...CurrencyFields
      }
    }
  `,
  [CURRENCY],
);

export function toListing(masked: FragmentOf<typeof LISTING>): ListingRow {
  const raw = readFragment(LISTING, masked);
  return {
    id: raw.id,
    master: {
      id: raw.master.id,
      number: Number(raw.master.number),
      title: raw.master.title,
      artist: raw.master.artist.name,
      cover: raw.master.coverCid,
      totalShares: raw.master.totalShares,
      acc: BigInt(raw.master.acc),
      lastPrice: raw.master.lastResalePrice === null ? null : BigInt(raw.master.lastResalePrice),
    },
    number: raw.number,
    tier: raw.tier as Tier,
    royaltyRate: raw.share.royaltyRate,
    seller: raw.seller.id,
    price: BigInt(raw.price),
    currency: toCurrency(raw.currency),
    expiry: Number(raw.expiry),
  };
}

export function toOffer(masked: FragmentOf<typeof OFFER>): OfferRow {
  const raw = readFragment(OFFER, masked);
  return {
    id: raw.id,
    number: BigInt(raw.number),
    share: raw.shareNumber,
    bidder: raw.bidder.id,
    amount: BigInt(raw.amount),
    currency: toCurrency(raw.currency),
    expiry: Number(raw.expiry),
  };
}

const LISTINGS = graphql(
  `
    query Listings(
      $first: Int!
      $where: Listing_filter!
      $orderBy: Listing_orderBy!
      $orderDirection: OrderDirection!
      $whole: Listing_filter!
      $resales: Resale_filter!
    ) {
      floor: listings(first: 1, where: $whole, orderBy: price, orderDirection: asc) {
        price
      }
      last: resales(first: 1, where: $resales, orderBy: timestamp, orderDirection: desc) {
        price
        timestamp
      }
      listings(first: $first, where: $where, orderBy: $orderBy, orderDirection: $orderDirection) {
        ...ListingFields
        id
        price
        createdAt
      }
    }
  `,
  [LISTING],
);

const NOW = graphql(
  `
    query MarketNow {
      _meta {
        ...Head
      }
    }
  `,
  [HEAD],
);

interface ListingQuery extends Pick<ResaleQuery, "sort" | "tier" | "master" | "after"> {
  readonly first: number;
  readonly currency: Hex;
  /** Highest price, and least that each share has earned. */
  readonly most: bigint | null;
  readonly earned: bigint | null;
}

export interface ListingPage extends Page<ListingRow> {
  readonly head: Head;
  /** Of everything that was asked for, on whichever page: the lowest price now. */
  readonly floor: bigint | null;
  /** The newest sale of such shares, listed now or not. */
  readonly last: { readonly price: bigint; readonly time: number } | null;
}

/** What a master has to be like. */
function mastersOf({ master, earned }: ListingQuery): Record<string, unknown> {
  const which = master === null ? { isHidden: false } : { number: master };
  return earned === null ? which : { ...which, acc_gte: String(accOf(earned)) };
}

/** Listings that can be bought now. */
export async function listListings(indexer: Indexer, query: ListingQuery): Promise<ListingPage> {
  const { _meta } = await indexer.run(NOW, {});
  const head = toHead(_meta);
  const field = query.sort === "cheap" ? "price" : "createdAt";
  const step = query.sort === "cheap" ? "gt" : "lt";
  const cursor = parseCursor(query.after);
  const shares = [
    { currency: query.currency },
    ...(query.tier === null ? [] : [{ tier: query.tier }]),
    { master_: mastersOf(query) },
  ];
  const whole = [
    { status: "Open", isApproved: true, expiry_gt: String(head.time) },
    ...shares,
    ...(query.most === null ? [] : [{ price_lte: String(query.most) }]),
  ];
  const conditions = [
    ...whole,
    ...(cursor === null
      ? []
      : [
          {
            or: [
              { [`${field}_${step}`]: cursor.value },
              { [field]: cursor.value, [`id_${step}`]: cursor.id },
            ],
          },
        ]),
  ];
  const { listings, floor, last } = await indexer.run(LISTINGS, {
    first: query.first + 1,
    where: { and: conditions } as never,
    whole: { and: whole } as never,
    resales: { and: shares } as never,
    orderBy: field,
    orderDirection: query.sort === "cheap" ? "asc" : "desc",
  });
  const page = toPage(listings, query.first, (row) => `${row[field]}_${row.id}`);
  return {
    ...{ head, items: page.items.map(toListing), next: page.next },
    floor: floor[0] ? BigInt(floor[0].price) : null,
    last: last[0] ? { price: BigInt(last[0].price), time: Number(last[0].timestamp) } : null,
  };
}

const SHARE_MARKET = graphql(
  `
    query ShareMarket($master: BigInt!, $number: Int!, $now: BigInt!) {
      masters(first: 1, where: { number: $master }) {
        lastResalePrice
        shares(first: 1, where: { number: $number }) {
          lastResalePrice
          listing {
            ...ListingFields
            isApproved
          }
          offers(first: 20, orderBy: amount, orderDirection: desc, where: { status: Open, expiry_gt: $now }) {
            ...OfferFields
          }
        }
        offers(
          first: 20
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

export interface ShareMarketView {
  /** The share's listing, expired or not; null when it is not for sale. */
  readonly listing: ListingRow | null;
  /** Whether the market may still move it. */
  readonly isApproved: boolean;
  /** Offers that its owner can accept, the highest first. */
  readonly offers: readonly OfferRow[];
  readonly lastPrice: bigint | null;
  readonly masterLastPrice: bigint | null;
}

/** What the market knows of one share at a time. */
export async function readShareMarket(
  indexer: Indexer,
  { master, number, now }: { readonly master: string; readonly number: number; readonly now: number },
): Promise<ShareMarketView> {
  const { masters } = await indexer.run(SHARE_MARKET, { master, number, now: String(now) });
  const share = masters[0]?.shares[0];
  const offers = [...(share?.offers ?? []), ...(masters[0]?.offers ?? [])].map(toOffer);
  const amount = (text: string | null | undefined) => (text ? BigInt(text) : null);
  return {
    listing: share?.listing ? toListing(share.listing) : null,
    isApproved: share?.listing?.isApproved ?? false,
    offers: offers.toSorted((one, other) => (one.amount < other.amount ? 1 : -1)),
    lastPrice: amount(share?.lastResalePrice),
    masterLastPrice: amount(masters[0]?.lastResalePrice),
  };
}
