import type { Accrual } from "#lib/format/accrual.ts";
import { earningsByMonth, monthStarts, type DepositPoint, type EarningsLine } from "#lib/format/earnings.ts";
import { claimable } from "#lib/format/dividends.ts";
import type { HistoryEntry } from "#lib/format/history.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Holding } from "#lib/format/position.ts";
import type { Indexer } from "../client.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses, type Head } from "./chain.ts";
import { CURRENCY, toCurrency } from "./currency.ts";
import { walkHistory } from "./history.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";
import { POSITION, toPosition } from "./position.ts";

/** Most masters whose figures are summed up in one reading. */
const MOST_MASTERS = 1000;

export interface Portfolio {
  readonly head: Head;
  readonly holdings: readonly Holding[];
  readonly next: string | null;
  /** What every master has accrued for the account, for sums over all pages. */
  readonly accruals: readonly Accrual[];
}

const ACCRUAL = graphql(
  `
    fragment Accrual on Holder {
      balance
      staked
      paid
      owed
      earned
      master {
        id
        number
        title
        price
        acc
        currency {
          ...CurrencyFields
        }
      }
    }
  `,
  [CURRENCY],
);

function toAccrual(masked: FragmentOf<typeof ACCRUAL>): Accrual {
  const { balance, staked, paid, owed, earned, master } = readFragment(ACCRUAL, masked);
  const units = { balance, staked, paid: BigInt(paid), owed: BigInt(owed) };
  const due = claimable(units, BigInt(master.acc));
  return {
    master: { id: master.id, number: Number(master.number), title: master.title },
    currency: toCurrency(master.currency),
    balance,
    claimable: due,
    earned: BigInt(earned) - BigInt(owed) + due,
    value: BigInt(master.price) * BigInt(balance),
  };
}

const PORTFOLIO = graphql(
  `
    query Portfolio($account: String!, $first: Int!, $after: Bytes!) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      holders(first: $first, orderBy: id, orderDirection: asc, where: { account: $account, id_gt: $after }) {
        id
        ...Position
        master {
          ...MasterSummary
        }
      }
      all: holders(first: 1000, orderBy: createdAt, orderDirection: asc, where: { account: $account }) {
        ...Accrual
      }
    }
  `,
  [HEAD, PAUSES, POSITION, MASTER_SUMMARY, ACCRUAL],
);

/** Everything an account holds or held, a page at a time; `after` is the cursor that the page before gave. */
export async function readPortfolio(
  indexer: Indexer,
  account: Hex,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<Portfolio> {
  const cursor = after !== null && /^0x[0-9a-f]{80}$/.test(after) ? (after as Hex) : "0x";
  const answer = await indexer.run(PORTFOLIO, {
    account: account.toLowerCase(),
    first: first + 1,
    after: cursor,
  });
  const head = toHead(answer._meta);
  const pauses = toPauses(answer.switchboard);
  const shown = answer.holders.slice(0, first);
  return {
    head,
    accruals: answer.all.map(toAccrual),
    holdings: shown.map((holder) => ({
      master: toMasterSummary(holder.master, pauses),
      position: toPosition(holder, head.time),
    })),
    next: answer.holders.length > first ? (shown.at(-1)?.id ?? null) : null,
  };
}

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
      wholeHistory(indexer, account, head.block),
    ]);
    const totals = accruals.map(({ master, currency, earned }) => ({ master: master.id, currency, earned }));
    return earningsByMonth(totals, deposits, history, starts);
  } catch (error) {
    if (error instanceof TooMuchHistory) return null;
    throw error;
  }
}

async function wholeHistory(indexer: Indexer, account: Hex, upTo: number): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  let pages = 0;
  for await (const page of walkHistory(indexer, account, { upTo })) {
    entries.push(...page);
    pages += 1;
    if (pages > MOST_PAGES) throw new TooMuchHistory("a longer history than is read at once");
  }
  return entries;
}
