import type { HolderRow } from "#lib/format/activity.ts";
import type { Indexer } from "../client.ts";
import { below, cursorOf, parseCursor, toPage, type Page } from "../cursor.ts";
import { graphql } from "../graphql.ts";

const HOLDERS = graphql(`
  query MasterHolders($number: BigInt!, $first: Int!, $where: Holder_filter!) {
    masters(first: 1, where: { number: $number }) {
      largest: holders(first: 10, orderBy: balance, orderDirection: desc, where: { balance_gt: 0 }) {
        balance
      }
      holders(first: $first, orderBy: balance, orderDirection: desc, where: $where) {
        id
        account {
          id
        }
        balance
        staked
      }
    }
  }
`);

export interface MasterHolders extends Page<HolderRow> {
  /** The ten largest, whatever the page. */
  readonly largest: readonly { readonly balance: number }[];
}

/** Who holds a master's shares today, the largest first. */
export async function readHolders(
  indexer: Indexer,
  number: string,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<MasterHolders> {
  const where = { and: [{ balance_gt: 0 }, below("balance", parseCursor(after), "Int")] };
  const { masters } = await indexer.run(HOLDERS, { number, first: first + 1, where });
  const rows = (masters[0]?.holders ?? []).map(({ account, ...row }) => ({ ...row, account: account.id }));
  return {
    ...toPage(rows, first, ({ balance, id }) => cursorOf(balance, id)),
    largest: masters[0]?.largest ?? [],
  };
}
