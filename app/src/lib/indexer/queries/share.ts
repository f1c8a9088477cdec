import { newestFirst, type StakeRow, type TransferRow } from "#lib/format/activity.ts";
import type { MasterSummary } from "#lib/format/master.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { below, cursorOf, parseCursor, toPage, type Page } from "../cursor.ts";
import { graphql, type ResultOf } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses, type Head } from "./chain.ts";
import { STAKE_EVENT, toStake, toTransfer, TRANSFER } from "./happenings.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";
import { SHARE, toShare, type ShareRow } from "./shares.ts";

const ONE_SHARE = graphql(
  `
    query OneShare(
      $master: BigInt!
      $number: Int!
      $first: Int!
      $transfersBefore: ShareTransfer_filter!
      $stakingBefore: StakeEvent_filter!
    ) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      masters(first: 1, where: { number: $master }) {
        ...MasterSummary
        minted
        moverShare
        transferValidator
        isHidden
        shares(first: 1, where: { number: $number }) {
          ...ShareFields
          buyer {
            id
          }
          purchase {
            price
            isPresale
          }
          mintedAt
          ownedSince
          transferCount
          transfers(first: $first, orderBy: timestamp, orderDirection: desc, where: $transfersBefore) {
            ...TransferFields
          }
          stakeEvents(first: $first, orderBy: timestamp, orderDirection: desc, where: $stakingBefore) {
            ...StakeEventFields
          }
        }
      }
    }
  `,
  [HEAD, PAUSES, MASTER_SUMMARY, SHARE, TRANSFER, STAKE_EVENT],
);

export interface ShareDetail extends ShareRow {
  /** Who bought it in the offering, for how much; null where the artist minted it. */
  readonly purchase: {
    readonly buyer: Hex;
    readonly price: bigint;
    readonly isPresale: boolean;
  } | null;
  readonly mintedAt: number;
  readonly ownedSince: number;
  readonly transferCount: number;
}

export interface ShareView {
  readonly head: Head;
  readonly master: MasterSummary;
  readonly minted: number;
  readonly moverShare: number;
  /** What judges transfers by others than the holder; null is nobody. */
  readonly validator: Hex | null;
  readonly isHidden: boolean;
  /** Null where the master has no such share, or not yet. */
  readonly share: ShareDetail | null;
  /** Transfers and stakes, newest first. */
  readonly history: Page<TransferRow | StakeRow>;
}

type Raw = ResultOf<typeof ONE_SHARE>["masters"][number]["shares"][number];

function toDetail(raw: Raw, now: number): ShareDetail {
  const { purchase, buyer } = raw;
  return {
    ...toShare(raw, now),
    purchase:
      purchase && buyer
        ? { buyer: buyer.id, price: BigInt(purchase.price), isPresale: purchase.isPresale }
        : null,
    mintedAt: Number(raw.mintedAt),
    ownedSince: Number(raw.ownedSince),
    transferCount: raw.transferCount,
  };
}

interface ShareKey {
  readonly master: string;
  readonly number: number;
}

/** One share and a page of what happened to it; null when there is no such master. */
export async function readShare(
  indexer: Indexer,
  key: ShareKey,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<ShareView | null> {
  const before = below("timestamp", parseCursor(after));
  const answer = await indexer.run(ONE_SHARE, {
    ...{ ...key, first: first + 1 },
    ...{ transfersBefore: before, stakingBefore: before },
  });
  const raw = answer.masters[0];
  if (!raw) return null;
  const head = toHead(answer._meta);
  const share = raw.shares[0];
  const rows = newestFirst([
    ...(share?.transfers ?? []).map(toTransfer),
    ...(share?.stakeEvents ?? []).map(toStake),
  ]);
  return {
    head,
    master: toMasterSummary(raw, toPauses(answer.switchboard)),
    minted: raw.minted,
    moverShare: raw.moverShare,
    validator: raw.transferValidator,
    isHidden: raw.isHidden,
    share: share ? toDetail(share, head.time) : null,
    history: toPage(rows, first, ({ time, id }) => cursorOf(time, id)),
  };
}
