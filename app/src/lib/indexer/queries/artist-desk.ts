import type { MasterSummary } from "#lib/format/master.ts";
import type { Currency, Hex } from "#lib/format/network.ts";
import type { Pause } from "#lib/format/offering.ts";
import type { Indexer } from "../client.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses, type Head } from "./chain.ts";
import { CURRENCY, toCurrency } from "./currency.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";

/** What an artist's masters brought in one currency, or one master in its own. */
export interface ArtistMoney {
  readonly currency: Currency;
  readonly gross: bigint;
  readonly fee: bigint;
  readonly withdrawn: bigint;
  /** Proceeds that can be withdrawn now: what is left of `gross` after `fee` and `withdrawn`. */
  readonly proceeds: bigint;
  /** Dividends of shares nobody had bought, claimed or not. */
  readonly credited: bigint;
  /** The part of `credited` that can be claimed now. */
  readonly credit: bigint;
}

/** What all masters of an artist brought in one currency, with what their resales did. */
export interface ArtistTotal extends ArtistMoney {
  readonly resales: number;
  /** The artist's part of their royalties, and what of it waits in the market. */
  readonly royalties: bigint;
  readonly royaltiesOpen: bigint;
  /** The part of first buyers. */
  readonly moverEarned: bigint;
}

export interface DeskMaster {
  readonly master: MasterSummary;
  readonly money: ArtistMoney;
  readonly minted: number;
}

export interface DeskProfile {
  readonly name: string | null;
  readonly bio: string | null;
  readonly genre: string | null;
  readonly avatar: string | null;
  readonly banner: string | null;
  readonly location: string | null;
  readonly links: readonly string[];
}

export interface DeskArtist {
  readonly id: string;
  readonly name: string;
  readonly account: Hex;
  readonly pendingAccount: Hex | null;
  readonly isVerified: boolean;
  readonly isHidden: boolean;
  readonly profileCid: string | null;
  /** Null where there is no profile, or its document has not been read yet. */
  readonly profile: DeskProfile | null;
  readonly masterCount: number;
  readonly totals: readonly ArtistTotal[];
  readonly masters: readonly DeskMaster[];
}

const DESK_ARTIST = graphql(
  `
    fragment DeskArtist on Artist {
      id
      name
      account {
        id
      }
      pendingAccount {
        id
      }
      isVerified
      isHidden
      profileCid
      profile {
        isValid
        name
        bio
        genre
        avatar
        banner
        location
        links
      }
      masterCount
      totals(first: 20) {
        currency {
          ...CurrencyFields
        }
        primaryVolume
        fees
        proceedsWithdrawn
        artistCredited
        artistCreditClaimed
        resaleCount
        royaltyEarned
        royaltyWithdrawn
        moverEarned
      }
      masters(first: $masters, orderBy: number, orderDirection: desc, where: { number_lt: $before }) {
        minted
        proceeds
        fees
        proceedsWithdrawn
        artistCredited
        artistCreditClaimed
        ...MasterSummary
      }
    }
  `,
  [CURRENCY, MASTER_SUMMARY],
);

const DESK = graphql(
  `
    query Desk($account: String!, $masters: Int!, $before: BigInt!) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      own: artists(first: 50, orderBy: number, orderDirection: asc, where: { account: $account }) {
        ...DeskArtist
      }
      offered: artists(first: 50, orderBy: number, orderDirection: asc, where: { pendingAccount: $account }) {
        ...DeskArtist
      }
    }
  `,
  [HEAD, PAUSES, DESK_ARTIST],
);

const ONE = graphql(
  `
    query DeskOfArtist($id: ID!, $masters: Int!, $before: BigInt!) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      artist(id: $id) {
        ...DeskArtist
      }
    }
  `,
  [HEAD, PAUSES, DESK_ARTIST],
);

interface RawMoney {
  readonly gross: string;
  readonly fees: string;
  readonly proceedsWithdrawn: string;
  readonly artistCredited: string;
  readonly artistCreditClaimed: string;
}

export function toMoney(currency: Currency, raw: RawMoney): ArtistMoney {
  const [gross, fee, withdrawn] = [BigInt(raw.gross), BigInt(raw.fees), BigInt(raw.proceedsWithdrawn)];
  const credited = BigInt(raw.artistCredited);
  return {
    currency,
    gross,
    fee,
    withdrawn,
    proceeds: gross - fee - withdrawn,
    credited,
    credit: credited - BigInt(raw.artistCreditClaimed),
  };
}

function toArtist(masked: FragmentOf<typeof DESK_ARTIST>, pauses: readonly Pause[]): DeskArtist {
  const { account, pendingAccount, profile, totals, masters, ...artist } = readFragment(DESK_ARTIST, masked);
  return {
    ...artist,
    account: account.id,
    pendingAccount: pendingAccount?.id ?? null,
    profile: profile?.isValid ? profile : null,
    totals: totals.map((total) => ({
      ...toMoney(toCurrency(total.currency), { ...total, gross: total.primaryVolume }),
      resales: total.resaleCount,
      royalties: BigInt(total.royaltyEarned),
      royaltiesOpen: BigInt(total.royaltyEarned) - BigInt(total.royaltyWithdrawn),
      moverEarned: BigInt(total.moverEarned),
    })),
    masters: masters.map((raw) => {
      const master = toMasterSummary(raw, pauses);
      const money = toMoney(master.offering.currency, { ...raw, gross: raw.proceeds });
      return { master, money, minted: raw.minted };
    }),
  };
}

const LAST = "9223372036854775807";

export interface Desk {
  readonly head: Head;
  /** The artists whose role the account holds. */
  readonly artists: readonly DeskArtist[];
  /** The artists whose role it was offered and has not accepted. */
  readonly offered: readonly DeskArtist[];
}

/** Everything an account runs as an artist; of each artist the newest masters. */
export async function readDesk(indexer: Indexer, account: Hex, masters: number): Promise<Desk> {
  const answer = await indexer.run(DESK, { account: account.toLowerCase(), masters, before: LAST });
  const pauses = toPauses(answer.switchboard);
  return {
    head: toHead(answer._meta),
    artists: answer.own.map((artist) => toArtist(artist, pauses)),
    offered: answer.offered.map((artist) => toArtist(artist, pauses)),
  };
}

export interface DeskArtistPage {
  readonly head: Head;
  readonly artist: DeskArtist;
  /** Cursor of older masters; null on the last page. */
  readonly next: number | null;
}

/** One artist with a page of masters, newest first; null when there is no such artist. */
export async function readDeskArtist(
  indexer: Indexer,
  id: string,
  { first, before }: { readonly first: number; readonly before: string | null },
): Promise<DeskArtistPage | null> {
  const cursor = before !== null && /^\d{1,18}$/.test(before) ? before : LAST;
  const answer = await indexer.run(ONE, { id, masters: first + 1, before: cursor });
  if (!answer.artist) return null;
  const artist = toArtist(answer.artist, toPauses(answer.switchboard));
  const masters = artist.masters.slice(0, first);
  const next = artist.masters.length > first ? (masters.at(-1)?.master.number ?? null) : null;
  return { head: toHead(answer._meta), artist: { ...artist, masters }, next };
}
