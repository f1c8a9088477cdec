import { csvLine } from "./csv.ts";
import { coinCounterparty } from "./coin-history.ts";
import { isMarketEntry, marketCounterparty } from "./market-history.ts";
import { directionOf, KIND_WORDS, moneyOf, type HistoryEntry, type HistoryGroup } from "./history.ts";
import { decimalAmount, type FiatPrice } from "./money.ts";
import type { Hex, NetworkChoice } from "./network.ts";
import { isoDate } from "./time.ts";

/** What a row is made of: the entry, what its currency cost then, and where it happened. */
export interface ExportRow {
  readonly entry: HistoryEntry;
  readonly account: Hex;
  /** Price of one whole unit of the entry's currency in dollars; null where it is not known. */
  readonly price: FiatPrice | null;
}

interface Column {
  readonly name: string;
  readonly meaning: string;
  readonly value: (row: ExportRow, network: NetworkChoice) => string | number | bigint | null;
}

function masterOf({ entry }: ExportRow) {
  return "master" in entry ? entry.master : null;
}

function coinOf({ entry }: ExportRow) {
  return "coin" in entry ? entry.coin : null;
}

function artistOf(entry: HistoryEntry): string | null {
  if ("master" in entry) return entry.master.artist;
  return "artist" in entry ? entry.artist.name : null;
}

function sharesOf(entry: HistoryEntry): { count: number; numbers: string } | null {
  if (entry.kind === "purchase") {
    return {
      count: entry.count,
      numbers: entry.count === 1 ? `#${entry.first}` : `#${entry.first} to #${entry.last}`,
    };
  }
  return "number" in entry ? { count: 1, numbers: `#${entry.number}` } : null;
}

/** Who stands on the other side: the contract is meant where there is nobody else. */
function counterpartyOf(entry: HistoryEntry): Hex {
  if ("coin" in entry) return coinCounterparty(entry);
  if (isMarketEntry(entry)) return marketCounterparty(entry);
  if (entry.kind === "gift-in" || entry.kind === "gift-out") return entry.other;
  if (entry.kind === "claim" || entry.kind === "artist-credit" || entry.kind === "proceeds") return entry.to;
  return entry.master.id;
}

function fiatOf(row: ExportRow, { native }: NetworkChoice): string | null {
  const money = moneyOf(row.entry, native);
  if (money === null || row.price === null) return null;
  const scale = 10n ** BigInt(money.currency.decimals + row.price.decimals - 2);
  return decimalAmount((money.amount * row.price.value + scale / 2n) / scale, 2);
}

/** The columns of the file, in order. Names stay as they are: people's tools are set up for them. */
export const EXPORT_COLUMNS: readonly Column[] = [
  {
    name: "date",
    meaning: "When it was confirmed: ISO 8601, UTC.",
    value: ({ entry }) => isoDate(entry.time),
  },
  {
    name: "type",
    meaning:
      "purchase, claim (dividends), gift-in, gift-out, stake, leave, unlock, deposit (revenue you paid in), artist-credit (an artist's dividends of unsold shares), proceeds (an artist's sales, net of the platform fee). With artists' coins: coin-buy, coin-sell, coin-in and coin-out (got from or sent to another account, without a trade here), coin-grant (coins of an offering you bought from), coin-stake, coin-unstake, coin-expire (a lock that was over), coin-rewards, coin-compound (rewards that were staked at once; a coin-stake of as many goes before), coin-fund (given to the reserve), coin-vesting and coin-fees (an artist's). On the market: resale-sale (what you received, after royalty and fee) and resale-purchase, whose shares have no gift-in or gift-out beside them, mover-royalty (your part as the first buyer, when it was credited), market-credits (own credits that were paid out; they were counted before), artist-royalties (an artist's, when they were paid out).",
    value: ({ entry }) => entry.kind,
  },
  { name: "description", meaning: "The type in words.", value: ({ entry }) => KIND_WORDS[entry.kind] },
  { name: "account", meaning: "Whose history this is.", value: ({ account }) => account },
  {
    name: "direction",
    meaning:
      "in or out, as seen from the account; none for staking and market-credits, which bring nothing new. Of coin trades the money: coins go the other way.",
    value: ({ entry }) => directionOf(entry.kind),
  },
  {
    name: "master",
    meaning: "Title of the recording; empty for coins and withdrawals.",
    value: (row) => masterOf(row)?.title ?? null,
  },
  {
    name: "artist",
    meaning: "Name of the artist.",
    value: ({ entry }) => artistOf(entry),
  },
  {
    name: "master_number",
    meaning: "Number of the master here; empty for coins and withdrawals.",
    value: (row) => masterOf(row)?.number ?? null,
  },
  {
    name: "master_address",
    meaning: "Contract of its shares; empty for coins and withdrawals.",
    value: (row) => masterOf(row)?.id ?? null,
  },
  {
    name: "shares",
    meaning: "How many shares it was about; empty for money alone.",
    value: ({ entry }) => sharesOf(entry)?.count ?? null,
  },
  {
    name: "share_numbers",
    meaning: "Which shares: first and last number of a purchase.",
    value: ({ entry }) => sharesOf(entry)?.numbers ?? null,
  },
  {
    name: "coins",
    meaning: "Artists' coins in whole coins, every digit, always positive; empty where none moved.",
    value: ({ entry }) =>
      "coins" in entry && entry.coins > 0n ? decimalAmount(entry.coins, entry.coin.decimals) : null,
  },
  { name: "coin", meaning: "Symbol of the coin.", value: (row) => coinOf(row)?.symbol ?? null },
  { name: "coin_address", meaning: "Contract of the coin.", value: (row) => coinOf(row)?.address ?? null },
  {
    name: "amount",
    meaning: "Money in whole units of the currency, every digit, always positive; without the network's fee.",
    value: ({ entry }, { native }) => {
      const money = moneyOf(entry, native);
      return money && decimalAmount(money.amount, money.currency.decimals);
    },
  },
  {
    name: "currency",
    meaning: "Ticker.",
    value: ({ entry }, { native }) => moneyOf(entry, native)?.currency.symbol ?? null,
  },
  {
    name: "currency_address",
    meaning: "Contract of the currency; the zero address is the network's coin.",
    value: ({ entry }, { native }) => moneyOf(entry, native)?.currency.address ?? null,
  },
  {
    name: "usd_estimate",
    meaning:
      "Estimate of the amount in US dollars at the price below; empty where the price at that time is not known.",
    value: fiatOf,
  },
  {
    name: "usd_price",
    meaning: "Dollars per whole unit, as a Chainlink feed gave it at the first such row of that day (UTC).",
    value: ({ price }) => price && decimalAmount(price.value, price.decimals),
  },
  {
    name: "counterparty",
    meaning:
      "Who gave, sold or got a share or coins; where claimed money or coins were sent; else the contract that was paid or that paid.",
    value: ({ entry }) => counterpartyOf(entry),
  },
  { name: "transaction", meaning: "Transaction hash.", value: ({ entry }) => entry.transaction },
  { name: "block", meaning: "Number of its block.", value: ({ entry }) => entry.block },
  { name: "network", meaning: "Name of the network.", value: (_row, { name }) => name },
  { name: "chain_id", meaning: "Number of the network.", value: (_row, { chainId }) => chainId },
];

/** Name of the file: of the account on the network, and what it was narrowed down to. */
export function exportName(slug: string, account: Hex, group: HistoryGroup | null): string {
  return `audifi-${slug}-${account}${group === null ? "" : `-${group}`}.csv`;
}

export function exportHeader(): string {
  return csvLine(EXPORT_COLUMNS.map(({ name }) => name));
}

export function exportLine(row: ExportRow, network: NetworkChoice): string {
  return csvLine(EXPORT_COLUMNS.map(({ value }) => value(row, network)));
}
