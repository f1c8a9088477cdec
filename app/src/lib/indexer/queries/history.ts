import { REVENUE_SOURCES } from "#lib/format/activity.ts";
import { compareEntries, type HistoryEntry, type HistoryGroup } from "#lib/format/history.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { cursorOf, parseCursor } from "../cursor.ts";
import { readFragment, type FragmentOf, type ResultOf } from "../graphql.ts";
import { toCurrency, type CURRENCY } from "./currency.ts";
import { HISTORY, HISTORY_MASTER } from "./history-document.ts";

type Answer = ResultOf<typeof HISTORY>;

interface RawHappened {
  readonly id: Hex;
  readonly block: string;
  readonly timestamp: string;
  readonly transaction: Hex;
  readonly master: FragmentOf<typeof HISTORY_MASTER>;
}

function happened({ id, block, timestamp, transaction, master }: RawHappened) {
  const { id: shares, number, title, artist } = readFragment(HISTORY_MASTER, master);
  return {
    ...{ id, block: Number(block), time: Number(timestamp), transaction },
    master: { id: shares, number: Number(number), title, artist: artist.name },
  };
}

function money({ amount, currency }: { amount: string; currency: FragmentOf<typeof CURRENCY> }) {
  return { amount: BigInt(amount), currency: toCurrency(currency) };
}

const STAKE_KINDS = { Staked: "stake", UnstakeRequested: "leave", Unlocked: "unlock" } as const;

function toEntries(answer: Answer): HistoryEntry[] {
  const paidTo =
    (kind: "artist-credit" | "proceeds") => (raw: NonNullable<Answer["proceedsWithdrawals"]>[number]) => ({
      ...{ ...happened(raw), ...money(raw), kind, to: raw.to },
    });
  return [
    ...(answer.purchases ?? []).map((raw) => ({
      ...{ ...happened(raw), ...money(raw), kind: "purchase" as const },
      ...{ count: raw.count, first: raw.firstNumber, last: raw.lastNumber },
    })),
    ...(answer.claims ?? []).map((raw) => ({
      ...{
        ...happened(raw),
        ...money(raw),
        kind: "claim" as const,
        to: raw.call.to,
        sender: raw.call.sender,
      },
    })),
    ...(answer.sent ?? []).map((raw) => ({
      ...{ ...happened(raw), kind: "gift-out" as const, number: raw.number, other: raw.to.id },
      isBought: raw.share.buyer !== null,
    })),
    ...(answer.received ?? []).map((raw) => ({
      ...{ ...happened(raw), kind: "gift-in" as const, number: raw.number, other: raw.from.id },
      isBought: raw.share.buyer !== null,
    })),
    ...(answer.stakeEvents ?? []).map((raw) => ({
      ...{ ...happened(raw), kind: STAKE_KINDS[raw.kind], number: raw.number },
      freeAt: raw.freeAt === null ? null : Number(raw.freeAt),
    })),
    ...(answer.deposits ?? []).map((raw) => ({
      ...{ ...happened(raw), ...money(raw), kind: "deposit" as const },
      source: REVENUE_SOURCES.find((source) => source === raw.source) ?? "Other",
    })),
    ...(answer.artistCreditClaims ?? []).map(paidTo("artist-credit")),
    ...(answer.proceedsWithdrawals ?? []).map(paidTo("proceeds")),
  ];
}

export interface HistoryQuery {
  readonly first: number;
  readonly after: string | null;
  readonly direction: "asc" | "desc";
  /** Only this; everything unless it is given. */
  readonly group?: HistoryGroup | null;
  /** Leaves out what came later, so that pages of one reading belong together. */
  readonly upTo?: number;
}

/** graph-node takes no other condition beside `or`, so that every branch holds all of them. */
function conditions(
  owner: Readonly<Record<string, string>>,
  { after, direction, upTo }: HistoryQuery,
): Record<string, unknown> {
  const bound = upTo === undefined ? {} : { block_lte: String(upTo) };
  const cursor = parseCursor(after);
  if (cursor === null) return { ...owner, ...bound };
  const than = direction === "asc" ? "gt" : "lt";
  return {
    or: [
      { ...owner, ...bound, [`block_${than}`]: cursor.value },
      { ...owner, block: cursor.value, [`id_${than}`]: cursor.id },
    ],
  };
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  readonly next: string | null;
}

/** What an account did and got, a page at a time: each kind is asked for a page, and the first of all are kept. */
export async function readHistory(indexer: Indexer, account: Hex, query: HistoryQuery): Promise<HistoryPage> {
  const { first, direction, group = null } = query;
  const id = account.toLowerCase();
  const isAsked = (kind: HistoryGroup) => group === null || group === kind;
  const of = (field: string) => conditions({ [field]: id }, query);
  const answer = await indexer.run(HISTORY, {
    // graph-node gives at most 1,000 of a kind.
    ...{ first: Math.min(first + 1, 1000), direction },
    ...{ purchases: of("buyer"), claims: of("account"), sent: of("from"), received: of("to") },
    ...{ stakes: of("account"), deposits: of("payer"), credits: of("account"), proceeds: of("account") },
    ...{ purchaseAsked: isAsked("purchases"), claimAsked: isAsked("claims"), giftAsked: isAsked("gifts") },
    ...{ stakeAsked: isAsked("stakes"), depositAsked: isAsked("deposits"), artistAsked: isAsked("artist") },
  });
  const sign = direction === "asc" ? 1 : -1;
  const found = toEntries(answer).sort((a, b) => sign * compareEntries(a, b));
  const entries = found.slice(0, first);
  const last = entries.at(-1);
  return { entries, next: last && found.length > first ? cursorOf(last.block, last.id) : null };
}

/** The whole history in the order of the chain, page by page. */
export async function* walkHistory(
  indexer: Indexer,
  account: Hex,
  {
    upTo,
    group = null,
    pageSize = 999,
  }: { readonly upTo: number; readonly group?: HistoryGroup | null; readonly pageSize?: number },
): AsyncGenerator<readonly HistoryEntry[]> {
  let after: string | null = null;
  do {
    const page: HistoryPage = await readHistory(indexer, account, {
      ...{ first: pageSize, after, direction: "asc", upTo, group },
    });
    yield page.entries;
    after = page.next;
  } while (after !== null);
}
