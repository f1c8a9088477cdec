import type { MasterSummary } from "#lib/format/master.ts";
import type { Currency, Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses, type Head } from "./chain.ts";
import { CURRENCY, toCurrency } from "./currency.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";

/** A master with what its artist can take out of it now. */
export interface ArtistMaster {
  readonly master: MasterSummary;
  readonly proceeds: bigint;
  readonly credit: bigint;
}

export interface ArtistRecord {
  readonly id: string;
  readonly name: string;
  readonly account: Hex;
  readonly isVerified: boolean;
  readonly masters: readonly ArtistMaster[];
  readonly hasCoin: boolean;
  /** How many masters there are; more than `masters` holds for very busy artists. */
  readonly masterCount: number;
}

const ARTIST = graphql(
  `
    fragment ArtistRecord on Artist {
      id
      name
      isVerified
      masterCount
      account {
        id
      }
      coin {
        id
      }
      masters(first: 50, orderBy: number, orderDirection: desc) {
        proceeds
        fees
        proceedsWithdrawn
        artistCredited
        artistCreditClaimed
        ...MasterSummary
      }
    }
  `,
  [MASTER_SUMMARY],
);

const ARTISTS_OF = graphql(
  `
    query ArtistsOf($account: String!) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      artists(first: 20, orderBy: number, orderDirection: asc, where: { account: $account }) {
        ...ArtistRecord
      }
    }
  `,
  [HEAD, PAUSES, ARTIST],
);

const CURRENCIES = graphql(
  `
    query Currencies {
      currencies(first: 50, orderBy: id, orderDirection: asc, where: { isAllowed: true }) {
        ...CurrencyFields
      }
      platform(id: "platform") {
        platformFee
        coinLauncher
      }
    }
  `,
  [CURRENCY],
);

type Raw = FragmentOf<typeof ARTIST>;

function toArtist(masked: Raw, pauses: ReturnType<typeof toPauses>): ArtistRecord {
  const artist = readFragment(ARTIST, masked);
  return {
    id: artist.id,
    name: artist.name,
    account: artist.account.id,
    isVerified: artist.isVerified,
    hasCoin: artist.coin !== null,
    masterCount: artist.masterCount,
    masters: artist.masters.map((master) => ({
      master: toMasterSummary(master, pauses),
      proceeds: BigInt(master.proceeds) - BigInt(master.fees) - BigInt(master.proceedsWithdrawn),
      credit: BigInt(master.artistCredited) - BigInt(master.artistCreditClaimed),
    })),
  };
}

/** The artists whose role an account holds. */
export async function readArtistsOf(
  indexer: Indexer,
  account: Hex,
): Promise<{ head: Head; artists: readonly ArtistRecord[] }> {
  const answer = await indexer.run(ARTISTS_OF, { account: account.toLowerCase() });
  const pauses = toPauses(answer.switchboard);
  return { head: toHead(answer._meta), artists: answer.artists.map((artist) => toArtist(artist, pauses)) };
}

export interface LaunchTerms {
  readonly currencies: readonly Currency[];
  readonly platformFee: number;
  /** Whether an artist's first master makes a coin. */
  readonly makesCoins: boolean;
}

/** What a new master may be priced in, the platform fee it would have, and whether coins are made. */
export async function readLaunchTerms(indexer: Indexer): Promise<LaunchTerms> {
  const { currencies, platform } = await indexer.run(CURRENCIES, {});
  return {
    currencies: currencies.map(toCurrency),
    platformFee: platform?.platformFee ?? 0,
    makesCoins: (platform?.coinLauncher ?? null) !== null,
  };
}
