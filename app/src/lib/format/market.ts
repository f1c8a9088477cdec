import { parseAmount } from "./money.ts";
import type { Currency } from "./network.ts";
import { countNoun, type Tier } from "./shares.ts";

export const MARKET_STATES = {
  all: "All",
  open: "Open now",
  presale: "Presale",
  upcoming: "Upcoming",
  "sold-out": "Sold out",
  ended: "Ended",
} as const;
export type MarketState = keyof typeof MARKET_STATES;

export const MARKET_SORTS = {
  newest: "Newest first",
  oldest: "Oldest first",
  ending: "Ending first",
  scarce: "Fewest left first",
  cheapest: "Lowest price first",
  dearest: "Highest price first",
  earned: "Most earned per share",
} as const;
export type MarketSort = keyof typeof MARKET_SORTS;

/** What somebody asks of the list of masters; the address of the page says it whole. */
export interface MarketQuery {
  readonly search: string;
  readonly state: MarketState;
  readonly sort: MarketSort;
  readonly genre: string;
  /** Symbol or address of a currency; empty for all. */
  readonly currency: string;
  /** Prices as they were typed, in whole units of the currency. */
  readonly min: string;
  readonly max: string;
  readonly tier: Tier | null;
  /** Cursor that the page before gave. */
  readonly after: string | null;
}

const LONGEST = 64;
const LONGEST_CURSOR = 160;

const EVERYTHING: MarketQuery = {
  search: "",
  state: "all",
  sort: "newest",
  genre: "",
  currency: "",
  min: "",
  max: "",
  tier: null,
  after: null,
};

/** Amounts of different currencies do not compare, so these orders need one currency. */
const SORTS_BY_AMOUNT: readonly MarketSort[] = ["cheapest", "dearest", "earned"];
/** What is over would come first otherwise. */
const SORTS_OF_OPEN: readonly MarketSort[] = ["ending", "scarce"];

function isKey<Key extends string>(names: Readonly<Record<Key, string>>, text: string): text is Key {
  return Object.hasOwn(names, text);
}

export function readMarketQuery(asked: URLSearchParams, currencies: readonly Currency[]): MarketQuery {
  // The index cannot look for control characters.
  const text = (name: string) =>
    (asked.get(name) ?? "")
      .replace(/\p{Cc}+/gu, " ")
      .trim()
      .slice(0, LONGEST);
  const sortName = text("sort");
  const sort = isKey(MARKET_SORTS, sortName) ? sortName : EVERYTHING.sort;
  const stateName = text("state");
  const state = isKey(MARKET_STATES, stateName) ? stateName : EVERYTHING.state;
  const [min, max] = [text("min"), text("max")];
  const needsCurrency = SORTS_BY_AMOUNT.includes(sort) || min !== "" || max !== "";
  const currency = text("currency") || (needsCurrency ? (currencies[0]?.symbol ?? "") : "");
  const after = asked.get("after");
  return {
    search: text("q"),
    state: state === "all" && SORTS_OF_OPEN.includes(sort) ? "open" : state,
    sort,
    genre: text("genre"),
    currency,
    min,
    max,
    tier: ([1, 2, 3, 4] as const).find((tier) => String(tier) === asked.get("tier")) ?? null,
    after: after !== null && after.length <= LONGEST_CURSOR ? after : null,
  };
}

const NAMES = {
  search: "q",
  state: "state",
  genre: "genre",
  currency: "currency",
  min: "min",
  max: "max",
  tier: "tier",
  sort: "sort",
  after: "after",
} as const satisfies Record<keyof MarketQuery, string>;

/** The address of a list. What is as by default is left out; a change begins at the first page again. */
export function marketAddress(query: MarketQuery, changes: Partial<MarketQuery> = {}): string {
  const wanted = { ...query, after: null, ...changes };
  if (changes.state === "all" && SORTS_OF_OPEN.includes(wanted.sort)) wanted.sort = EVERYTHING.sort;
  const parameters = new URLSearchParams();
  for (const key of Object.keys(NAMES) as (keyof MarketQuery)[]) {
    const value = wanted[key];
    if (value !== EVERYTHING[key] && value !== null) parameters.set(NAMES[key], String(value));
  }
  return parameters.size === 0 ? "/masters" : `/masters?${parameters}`;
}

/** How many filters narrow the list down, the search and the state left out. */
export function countFilters({ genre, currency, min, max, tier }: MarketQuery): number {
  return [genre, currency, min, max, tier].filter((value) => value !== "" && value !== null).length;
}

export interface PriceRange {
  readonly currency: Currency | null;
  readonly least: bigint | null;
  readonly most: bigint | null;
  /** What could not be understood and was left out. */
  readonly problem: string | null;
}

/** The asked currency and prices in its smallest unit. */
export function priceRange(query: MarketQuery, currencies: readonly Currency[]): PriceRange {
  const name = query.currency.toLowerCase();
  const currency =
    currencies.find(({ symbol, address }) => symbol.toLowerCase() === name || address === name) ?? null;
  if (currency === null) {
    const problem =
      name === "" ? null : `No master is priced in “${query.currency}”, so all currencies are shown.`;
    return { currency, least: null, most: null, problem };
  }
  const [least, most] = [query.min, query.max].map((text) =>
    text === "" ? null : parseAmount(text, currency),
  );
  const wrong = [least, most].findIndex((parsed) => parsed && "problem" in parsed);
  return {
    currency,
    least: least && "amount" in least ? least.amount : null,
    most: most && "amount" in most ? most.amount : null,
    problem:
      wrong === -1
        ? null
        : `“${[query.min, query.max][wrong]}” is not a price in ${currency.symbol}, so it was left out.`,
  };
}

/** What can be bought now, in words. A presale is not open to everyone and so counts by itself. */
export function wallTitle(open: number, presale: number): string {
  if (open === 0 && presale === 0) return "No offering is open right now";
  if (open === 0) return countNoun(presale, "offering is in presale", "offerings are in presale");
  const opened = countNoun(open, "offering is open now", "offerings are open now");
  return presale === 0 ? opened : `${opened}, ${presale} in presale`;
}
