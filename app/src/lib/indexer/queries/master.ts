import { REVENUE_SOURCES, type Deposit, type HolderRow, type PurchaseRow } from "#lib/format/activity.ts";
import type { MasterSummary } from "#lib/format/master.ts";
import { ZERO_ADDRESS, type Hex } from "#lib/format/network.ts";
import type { Position } from "#lib/format/position.ts";
import type { Indexer } from "../client.ts";
import { graphql, type ResultOf } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses, type Head } from "./chain.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";
import { POSITION, toPosition } from "./position.ts";

export interface MasterDetail extends MasterSummary {
  readonly metadataCid: string;
  readonly description: string | null;
  readonly genre: string | null;
  readonly credits: readonly string[];
  readonly minted: number;
  readonly staked: number;
  readonly units: bigint;
  readonly remainder: bigint;
  readonly proceeds: bigint;
  readonly fees: bigint;
  readonly proceedsWithdrawn: bigint;
  readonly artistCredit: bigint;
  readonly royalties: readonly [number, number, number, number];
  readonly moverShare: number;
  readonly purchaseCount: number;
  readonly deposits: readonly Deposit[];
  readonly holders: readonly HolderRow[];
  readonly purchases: readonly PurchaseRow[];
}

export interface MasterView {
  readonly head: Head;
  readonly master: MasterDetail;
  readonly position: Position | null;
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
          description
          genre
          credits
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
        royaltyTier1
        royaltyTier2
        royaltyTier3
        royaltyTier4
        moverShare
        purchaseCount
        deposits(first: 12, orderBy: timestamp, orderDirection: desc) {
          id
          amount
          artistAmount
          perUnit
          source
          periodStart
          periodEnd
          documentCid
          payer {
            id
          }
          timestamp
        }
        holders(first: 10, orderBy: balance, orderDirection: desc, where: { balance_gt: 0 }) {
          account {
            id
          }
          balance
          staked
        }
        purchases(first: 8, orderBy: timestamp, orderDirection: desc) {
          id
          buyer {
            id
          }
          count
          firstNumber
          lastNumber
          amount
          timestamp
        }
      }
    }
  `,
  [HEAD, PAUSES, POSITION, MASTER_SUMMARY],
);

type Raw = ResultOf<typeof MASTER>["masters"][number];

function toDeposit(raw: Raw["deposits"][number]): Deposit {
  return {
    id: raw.id,
    amount: BigInt(raw.amount),
    artistAmount: BigInt(raw.artistAmount),
    perShare: BigInt(raw.perUnit) * 10n,
    source: REVENUE_SOURCES.find((source) => source === raw.source) ?? "Other",
    periodStart: Number(raw.periodStart),
    periodEnd: Number(raw.periodEnd),
    document: raw.documentCid,
    payer: raw.payer.id,
    time: Number(raw.timestamp),
  };
}

function toDetail(raw: Raw, summary: MasterSummary): MasterDetail {
  return {
    ...summary,
    metadataCid: raw.metadataCid,
    description: raw.metadata?.description ?? null,
    genre: raw.metadata?.genre ?? null,
    credits: raw.metadata?.credits ?? [],
    minted: raw.minted,
    staked: raw.staked,
    units: BigInt(raw.units),
    remainder: BigInt(raw.remainder),
    proceeds: BigInt(raw.proceeds),
    fees: BigInt(raw.fees),
    proceedsWithdrawn: BigInt(raw.proceedsWithdrawn),
    artistCredit: BigInt(raw.artistCredited) - BigInt(raw.artistCreditClaimed),
    royalties: [raw.royaltyTier1, raw.royaltyTier2, raw.royaltyTier3, raw.royaltyTier4],
    moverShare: raw.moverShare,
    purchaseCount: raw.purchaseCount,
    deposits: raw.deposits.map(toDeposit),
    holders: raw.holders.map(({ account, balance, staked }) => ({ account: account.id, balance, staked })),
    purchases: raw.purchases.map(({ id, buyer, count, firstNumber, lastNumber, amount, timestamp }) => ({
      id,
      buyer: buyer.id,
      count,
      firstNumber,
      lastNumber,
      amount: BigInt(amount),
      time: Number(timestamp),
    })),
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
  const record = answer.holders[0];
  return {
    head,
    master: toDetail(raw, toMasterSummary(raw, toPauses(answer.switchboard))),
    position: record ? toPosition(record, head.time) : null,
  };
}
