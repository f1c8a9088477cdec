import type { CoinSummary } from "#lib/format/coin-market.ts";
import type { MasterSummary } from "#lib/format/master.ts";
import { ZERO_ADDRESS, type Hex } from "#lib/format/network.ts";
import { pauseAt } from "#lib/format/pause.ts";
import type { Position } from "#lib/format/position.ts";
import { displayLine, displayText } from "#lib/format/text.ts";
import type { Indexer } from "../client.ts";
import { graphql, type ResultOf } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses, type Head } from "./chain.ts";
import { COIN_SUMMARY, toCoinSummary } from "./coin-summary.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";
import { POSITION, toPosition } from "./position.ts";

/** What the metadata document says beyond the title, as far as it could be read. */
interface MasterAbout {
  readonly description: string | null;
  readonly genre: string | null;
  readonly credits: readonly string[];
  readonly tags: readonly string[];
  readonly bpm: number | null;
  readonly key: string | null;
  readonly isrc: string | null;
  readonly releaseDate: string | null;
  readonly license: string | null;
  readonly isExplicit: boolean;
}

export interface MasterDetail extends MasterSummary {
  readonly metadataCid: string;
  /** Null until the document is found. */
  readonly about: MasterAbout | null;
  readonly isVerified: boolean;
  /** Whether a curator hid the master or its artist from lists. */
  readonly isHidden: boolean;
  readonly minted: number;
  readonly staked: number;
  readonly units: bigint;
  readonly remainder: bigint;
  readonly proceeds: bigint;
  readonly fees: bigint;
  readonly proceedsWithdrawn: bigint;
  readonly artistCredit: bigint;
  readonly claimed: bigint;
  readonly royalties: readonly [number, number, number, number];
  readonly moverShare: number;
  readonly purchaseCount: number;
  /** The artist's coin; `comesWith` tells whether it was made with this master, whose buyers get coins. */
  readonly coin: { readonly summary: CoinSummary; readonly comesWith: boolean } | null;
}

export interface MasterView {
  readonly head: Head;
  readonly master: MasterDetail;
  readonly position: Position | null;
  /** End of the pause that runs now; null when none does. */
  readonly pausedUntil: number | null;
}

const MASTER = graphql(
  `
    query Master($where: Master_filter!, $holder: Holder_filter!) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      holders(first: 1, where: $holder) {
        ...Position
      }
      masters(first: 1, where: $where) {
        ...MasterSummary
        metadataCid
        metadata {
          isValid
          description
          genre
          credits
          tags
          bpm
          key
          isrc
          releaseDate
          license
          isExplicit
        }
        isVerified
        isHidden
        artist {
          isHidden
          coin {
            master {
              id
            }
            ...CoinSummary
          }
        }
        minted
        staked
        units
        remainder
        proceeds
        fees
        proceedsWithdrawn
        artistCredited
        artistCreditClaimed
        claimed
        royaltyTier1
        royaltyTier2
        royaltyTier3
        royaltyTier4
        moverShare
        purchaseCount
      }
    }
  `,
  [HEAD, PAUSES, POSITION, MASTER_SUMMARY, COIN_SUMMARY],
);

type Raw = ResultOf<typeof MASTER>["masters"][number];

const MOST_CREDITS = 60;
const MOST_TAGS = 12;

function lineOrNull(text: string | null): string | null {
  return (text === null ? "" : displayLine(text, "")) || null;
}

function toAbout(raw: Raw["metadata"]): MasterAbout | null {
  if (!raw?.isValid) return null;
  return {
    description: displayText(raw.description),
    genre: lineOrNull(raw.genre),
    credits: raw.credits.slice(0, MOST_CREDITS).map((credit) => displayLine(credit, "Somebody")),
    tags: raw.tags.slice(0, MOST_TAGS).map((tag) => displayLine(tag, "–")),
    bpm: raw.bpm,
    key: lineOrNull(raw.key),
    isrc: lineOrNull(raw.isrc),
    releaseDate: lineOrNull(raw.releaseDate),
    license: lineOrNull(raw.license),
    isExplicit: raw.isExplicit ?? false,
  };
}

function toDetail(raw: Raw, summary: MasterSummary): MasterDetail {
  const { coin } = raw.artist;
  return {
    ...summary,
    metadataCid: raw.metadataCid,
    about: toAbout(raw.metadata),
    isVerified: raw.isVerified,
    isHidden: raw.isHidden || raw.artist.isHidden,
    minted: raw.minted,
    staked: raw.staked,
    units: BigInt(raw.units),
    remainder: BigInt(raw.remainder),
    proceeds: BigInt(raw.proceeds),
    fees: BigInt(raw.fees),
    proceedsWithdrawn: BigInt(raw.proceedsWithdrawn),
    artistCredit: BigInt(raw.artistCredited) - BigInt(raw.artistCreditClaimed),
    claimed: BigInt(raw.claimed),
    royalties: [raw.royaltyTier1, raw.royaltyTier2, raw.royaltyTier3, raw.royaltyTier4],
    moverShare: raw.moverShare,
    purchaseCount: raw.purchaseCount,
    coin: coin ? { summary: toCoinSummary(coin), comesWith: coin.master.id === summary.id } : null,
  };
}

/** A page of a master is addressed by its registry id; its shares' address is known to wallets and explorers. */
export type MasterKey = { readonly number: string } | { readonly id: Hex };

/** One master with the position of `account` in it; null when there is no such master. */
export async function readMaster(
  indexer: Indexer,
  key: MasterKey,
  account: Hex | null,
): Promise<MasterView | null> {
  // Nobody's account, so that one query serves visitors without a wallet as well.
  const holder = (account ?? ZERO_ADDRESS).toLowerCase();
  const answer = await indexer.run(MASTER, { where: key, holder: { account: holder, master_: key } });
  const raw = answer.masters[0];
  if (!raw) return null;
  const head = toHead(answer._meta);
  const pauses = toPauses(answer.switchboard);
  const record = answer.holders[0];
  return {
    head,
    master: toDetail(raw, toMasterSummary(raw, pauses)),
    position: record ? toPosition(record, head.time) : null,
    pausedUntil: pauseAt(pauses, head.time)?.until ?? null,
  };
}
