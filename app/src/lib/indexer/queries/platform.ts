import type { Currency } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { CURRENCY, toCurrency } from "./currency.ts";

/** What all masters in one currency took in and paid out. */
export interface CurrencyTotals {
  readonly currency: Currency;
  readonly masterCount: number;
  readonly sharesSold: number;
  /** Revenue paid in for masters. */
  readonly deposited: bigint;
  /** The part of it that belongs to holders of shares. */
  readonly earned: bigint;
  /** What holders took out already. */
  readonly claimed: bigint;
}

export interface PlatformTotals {
  /** Artists and masters that no curator hid, a thousand of each at most. */
  readonly artistCount: number;
  readonly masterCount: number;
  /** In basis points of proceeds, for masters registered from now on. */
  readonly platformFee: number;
  readonly currencies: readonly CurrencyTotals[];
}

const PLATFORM = graphql(
  `
    query PlatformTotals {
      platform(id: "platform") {
        platformFee
      }
      artists(first: 1000, where: { isHidden: false }) {
        id
      }
      masters(first: 1000, where: { isHidden: false, artist_: { isHidden: false } }) {
        id
      }
      currencies(first: 50, orderBy: id, orderDirection: asc, where: { masterCount_gt: 0 }) {
        ...CurrencyFields
        masterCount
        sharesSold
        deposited
        artistCredited
        claimed
      }
    }
  `,
  [CURRENCY],
);

export async function readPlatformTotals(indexer: Indexer): Promise<PlatformTotals> {
  const { platform, artists, masters, currencies } = await indexer.run(PLATFORM, {});
  return {
    artistCount: artists.length,
    masterCount: masters.length,
    platformFee: platform?.platformFee ?? 0,
    currencies: currencies.map((raw) => ({
      currency: toCurrency(raw),
      masterCount: raw.masterCount,
      sharesSold: raw.sharesSold,
      deposited: BigInt(raw.deposited),
      earned: BigInt(raw.deposited) - BigInt(raw.artistCredited),
      claimed: BigInt(raw.claimed),
    })),
  };
}
