import { REVENUE_SOURCES, type Deposit, type Statement } from "#lib/format/activity.ts";
import { revenueBars, type RevenueBar } from "#lib/format/revenue.ts";
import { displayLine } from "#lib/format/text.ts";
import type { Indexer } from "../client.ts";
import { below, cursorOf, parseCursor, toPage, type Page } from "../cursor.ts";
import { graphql, type ResultOf } from "../graphql.ts";

const MOST_ENTRIES = 1000;
const MOST_LINES = 40;
const UNITS_PER_SHARE = 10n;

const ENTRIES = graphql(`
  query MasterRevenueEntries($number: BigInt!, $first: Int!) {
    masters(first: 1, where: { number: $number }) {
      deposits(first: $first, orderBy: timestamp, orderDirection: desc) {
        id
        amount
        perUnit
        periodEnd
        timestamp
      }
    }
  }
`);

const DEPOSITS = graphql(`
  query MasterDeposits($number: BigInt!, $first: Int!, $where: Deposit_filter!) {
    masters(first: 1, where: { number: $number }) {
      deposits(first: $first, orderBy: timestamp, orderDirection: desc, where: $where) {
        id
        amount
        artistAmount
        perUnit
        source
        periodStart
        periodEnd
        documentCid
        document {
          isValid
          title
          issuer
          lines
        }
        payer {
          id
        }
        timestamp
      }
    }
  }
`);

type RawDeposit = ResultOf<typeof DEPOSITS>["masters"][number]["deposits"][number];

function toStatement(raw: RawDeposit["document"]): Statement | null {
  if (!raw?.isValid) return null;
  return {
    title: raw.title === null ? null : displayLine(raw.title, "Statement"),
    issuer: raw.issuer === null ? null : displayLine(raw.issuer, "somebody"),
    lines: raw.lines.slice(0, MOST_LINES).map((line) => displayLine(line, "–")),
    lineCount: raw.lines.length,
  };
}

function toDeposit(raw: RawDeposit): Deposit {
  return {
    id: raw.id,
    amount: BigInt(raw.amount),
    artistAmount: BigInt(raw.artistAmount),
    perShare: BigInt(raw.perUnit) * UNITS_PER_SHARE,
    source: REVENUE_SOURCES.find((source) => source === raw.source) ?? "Other",
    periodStart: Number(raw.periodStart),
    periodEnd: Number(raw.periodEnd),
    document: raw.documentCid,
    statement: toStatement(raw.document),
    payer: raw.payer.id,
    time: Number(raw.timestamp),
  };
}

export interface MasterRevenue extends Page<Deposit> {
  readonly bars: readonly RevenueBar[];
  /** The bar whose deposits are listed; null lists those of all. */
  readonly selected: RevenueBar | null;
  /** Whether deposits older than the newest thousand are missing from the bars. */
  readonly isCut: boolean;
}

interface RevenueQuery {
  readonly first: number;
  readonly after: string | null;
  /** Key of a bar. */
  readonly period: string | null;
}

async function readBars(indexer: Indexer, number: string): Promise<readonly RevenueBar[]> {
  const { masters } = await indexer.run(ENTRIES, { number, first: MOST_ENTRIES });
  const entries = (masters[0]?.deposits ?? []).map((raw) => ({
    id: raw.id,
    amount: BigInt(raw.amount),
    perShare: BigInt(raw.perUnit) * UNITS_PER_SHARE,
    periodEnd: Number(raw.periodEnd),
    time: Number(raw.timestamp),
  }));
  return revenueBars(entries);
}

async function readDeposits(
  indexer: Indexer,
  number: string,
  { first, after }: RevenueQuery,
  ids: readonly string[] | null,
): Promise<Page<Deposit>> {
  const where = { and: [ids === null ? {} : { id_in: ids }, below("timestamp", parseCursor(after))] };
  const { masters } = await indexer.run(DEPOSITS, { number, first: first + 1, where });
  return toPage((masters[0]?.deposits ?? []).map(toDeposit), first, ({ time, id }) => cursorOf(time, id));
}

/** Revenue as bars by accounting period, and a page of the deposits behind them, newest first. */
export async function readRevenue(
  indexer: Indexer,
  number: string,
  query: RevenueQuery,
): Promise<MasterRevenue> {
  const all = query.period === null ? readDeposits(indexer, number, query, null) : null;
  const [bars, page] = await Promise.all([readBars(indexer, number), all]);
  const selected = bars.find(({ key }) => key === query.period) ?? null;
  const shown = page ?? (await readDeposits(indexer, number, query, selected?.deposits ?? null));
  const counted = bars.reduce((sum, { deposits }) => sum + deposits.length, 0);
  return { ...shown, bars, selected, isCut: counted === MOST_ENTRIES };
}
