import {
  newestFirst,
  withoutSoldTransfers,
  type ActivityKind,
  type ActivityRow,
} from "#lib/format/activity.ts";
import type { Indexer } from "../client.ts";
import { below, cursorOf, parseCursor, toPage, type Page } from "../cursor.ts";
import { graphql } from "../graphql.ts";
import {
  CLAIM,
  PURCHASE,
  SALE,
  STAKE_EVENT,
  toClaim,
  toPurchase,
  toSale,
  toStake,
  toTransfer,
  TRANSFER,
} from "./happenings.ts";

const ACTIVITY = graphql(
  `
    query MasterActivity(
      $number: BigInt!
      $first: Int!
      $purchases: Boolean!
      $sales: Boolean!
      $transfers: Boolean!
      $staking: Boolean!
      $claims: Boolean!
      $purchasesBefore: Purchase_filter!
      $salesBefore: Resale_filter!
      $transfersBefore: ShareTransfer_filter!
      $stakingBefore: StakeEvent_filter!
      $claimsBefore: Claim_filter!
    ) {
      masters(first: 1, where: { number: $number }) {
        purchases(first: $first, orderBy: timestamp, orderDirection: desc, where: $purchasesBefore)
          @include(if: $purchases) {
          ...PurchaseFields
        }
        resales(first: $first, orderBy: timestamp, orderDirection: desc, where: $salesBefore)
          @include(if: $sales) {
          ...SaleFields
        }
        transfers(first: $first, orderBy: timestamp, orderDirection: desc, where: $transfersBefore)
          @include(if: $transfers) {
          ...TransferFields
        }
        stakeEvents(first: $first, orderBy: timestamp, orderDirection: desc, where: $stakingBefore)
          @include(if: $staking) {
          ...StakeEventFields
        }
        claims(first: $first, orderBy: timestamp, orderDirection: desc, where: $claimsBefore)
          @include(if: $claims) {
          ...ClaimFields
        }
      }
    }
  `,
  [PURCHASE, SALE, TRANSFER, STAKE_EVENT, CLAIM],
);

interface ActivityQuery {
  readonly kind: ActivityKind;
  readonly first: number;
  readonly after: string | null;
}

/** What happened with a master's shares, newest first: each kind is asked for a page, and the newest of all are kept. */
export async function readActivity(
  indexer: Indexer,
  number: string,
  { kind, first, after }: ActivityQuery,
): Promise<Page<ActivityRow>> {
  const wants = (one: ActivityKind) => kind === "all" || kind === one;
  const before = below("timestamp", parseCursor(after));
  const { masters } = await indexer.run(ACTIVITY, {
    ...{ number, first: first + 1 },
    ...{ purchases: wants("purchases"), purchasesBefore: before },
    // Sales tell which transfers were none.
    ...{ sales: wants("resales") || wants("transfers"), salesBefore: before },
    ...{ transfers: wants("transfers"), transfersBefore: before },
    ...{ staking: wants("staking"), stakingBefore: before },
    ...{ claims: wants("claims"), claimsBefore: before },
  });
  const found = masters[0];
  const rows: ActivityRow[] = newestFirst([
    ...(found?.purchases ?? []).map(toPurchase),
    ...(found?.resales ?? []).map(toSale),
    ...(found?.transfers ?? []).map(toTransfer),
    ...(found?.stakeEvents ?? []).map(toStake),
    ...(found?.claims ?? []).map(toClaim),
  ]);
  const page = toPage(rows, first, ({ time, id }) => cursorOf(time, id));
  const shown = new Set(withoutSoldTransfers(rows));
  const isWanted = (row: ActivityRow) => shown.has(row) && (row.kind !== "sale" || wants("resales"));
  return { ...page, items: page.items.filter(isWanted) };
}
