import type { CoinSummary } from "#lib/format/coin-market.ts";
import type { Currency, Hex } from "#lib/format/network.ts";
import { pictureCid, readLinks, type ProfileLink } from "#lib/format/profile-links.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { COIN_SUMMARY, toCoinSummary } from "./coin-summary.ts";
import { CURRENCY, toCurrency } from "./currency.ts";

/** What all masters of an artist in one currency took in. */
export interface ArtistTotals {
  readonly currency: Currency;
  readonly sharesSold: number;
  readonly raised: bigint;
  readonly deposited: bigint;
  /** The part of it that belongs to holders of shares. */
  readonly earned: bigint;
}

export interface ArtistProfile {
  readonly id: string;
  readonly name: string;
  readonly account: Hex;
  readonly isVerified: boolean;
  readonly isHidden: boolean;
  readonly createdAt: number;
  readonly bio: string | null;
  readonly genre: string | null;
  readonly location: string | null;
  readonly avatar: string | null;
  readonly links: readonly ProfileLink[];
  readonly totals: readonly ArtistTotals[];
  readonly coin: CoinSummary | null;
}

const PROFILE = graphql(
  `
    query ArtistProfile($id: ID!) {
      artist(id: $id) {
        id
        name
        isVerified
        isHidden
        createdAt
        account {
          id
        }
        profile {
          bio
          genre
          location
          avatar
          links
        }
        coin {
          ...CoinSummary
        }
        totals(first: 20, orderBy: id) {
          sharesSold
          primaryVolume
          deposited
          artistCredited
          currency {
            ...CurrencyFields
          }
        }
      }
    }
  `,
  [CURRENCY, COIN_SUMMARY],
);

export async function readArtistProfile(indexer: Indexer, id: string): Promise<ArtistProfile | null> {
  const { artist } = await indexer.run(PROFILE, { id });
  if (!artist) return null;
  const { profile, account, createdAt, totals, coin, ...rest } = artist;
  return {
    ...rest,
    account: account.id,
    coin: coin ? toCoinSummary(coin) : null,
    createdAt: Number(createdAt),
    bio: profile?.bio ?? null,
    genre: profile?.genre ?? null,
    location: profile?.location ?? null,
    avatar: pictureCid(profile?.avatar ?? null),
    links: readLinks(profile?.links ?? []),
    totals: totals.map(({ currency, sharesSold, primaryVolume, deposited, artistCredited }) => ({
      currency: toCurrency(currency),
      sharesSold,
      raised: BigInt(primaryVolume),
      deposited: BigInt(deposited),
      earned: BigInt(deposited) - BigInt(artistCredited),
    })),
  };
}
