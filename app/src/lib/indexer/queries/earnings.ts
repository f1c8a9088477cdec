import { earningsByMonth, monthStarts, type DepositPoint, type EarningsLine } from "#lib/format/earnings.ts";
import type { HistoryEntry, MasterEntry } from "#lib/format/history.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import type { Portfolio } from "./account.ts";
import { walkHistory } from "./history.ts";

/** With so many masters the portfolio may not have read them all. */
const MOST_MASTERS = 1000;

const DEPOSITS = graphql(`
  query DepositPoints($masters: [String!]!, $since: BigInt!, $after: Bytes!) {
    deposits(
      first: 1000
      orderBy: id
      orderDirection: asc
      where: { master_in: $masters, timestamp_gte: $since, id_gt: $after }
    ) {
      id
      master {
        id
      }
      block
      timestamp
      perUnit
    }
  }
`);

// An account with more than this is better served by its own export.
const MOST_PAGES = 10;
const MONTHS = 12;

async function depositsOf(indexer: Indexer, masters: readonly Hex[], since: number): Promise<DepositPoint[]> {
  const points: DepositPoint[] = [];
  let after: Hex = "0x";
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { deposits } = await indexer.run(DEPOSITS, { masters: [...masters], since: String(since), after });
    points.push(
      ...deposits.map(({ master, block, timestamp, perUnit }) => ({
        ...{ master: master.id, block: Number(block), time: Number(timestamp), perUnit: BigInt(perUnit) },
      })),
    );
    const last = deposits.at(-1);
    if (!last || deposits.length < 1000) return points;
    after = last.id;
  }
  throw new TooMuchHistory("more deposits than are read at once");
}

class TooMuchHistory extends Error {
  override name = "TooMuchHistory";
}

/** What an account earned in the last twelve months, month by month; null where its history is too long for that. */
export async function readEarnings(
  indexer: Indexer,
  account: Hex,
  { accruals, head }: Pick<Portfolio, "accruals" | "head">,
): Promise<readonly EarningsLine[] | null> {
  if (accruals.length >= MOST_MASTERS) return null;
  const starts = monthStarts(head.time, MONTHS);
  try {
    const [deposits, history] = await Promise.all([
      depositsOf(
        indexer,
        accruals.map(({ master }) => master.id),
        starts[0] ?? 0,
      ),
      shareMoves(indexer, account, head.block),
    ]);
    const totals = accruals.map(({ master, currency, earned }) => ({ master: master.id, currency, earned }));
    return earningsByMonth(totals, deposits, history, starts);
  } catch (error) {
    if (error instanceof TooMuchHistory) return null;
    throw error;
  }
}

/** What changes the units that an account has. */
const MOVES = ["purchases", "gifts", "resales", "stakes"] as const;

function isOfShares(entry: HistoryEntry): entry is MasterEntry {
  return "master" in entry;
}

async function shareMoves(indexer: Indexer, account: Hex, upTo: number): Promise<MasterEntry[]> {
  const entries: MasterEntry[] = [];
  let pages = 0;
  for await (const page of walkHistory(indexer, account, { upTo, groups: MOVES })) {
    entries.push(...page.filter(isOfShares));
    pages += 1;
    if (pages > MOST_PAGES) throw new TooMuchHistory("a longer history than is read at once");
  }
  return entries;
}
