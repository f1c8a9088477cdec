import { parseAmount } from "./money.ts";
import { ZERO_ADDRESS, type Currency } from "./network.ts";
import type { Tier } from "./shares.ts";

export type ListingSort = "cheap" | "new";

/** What somebody asks of the resale market; the address of the page says it whole. */
export interface ResaleQuery {
  readonly currency: Currency | null;
  readonly tier: Tier | null;
  /** Number of a master; null is all that are not hidden. */
  readonly master: string | null;
  readonly sort: ListingSort;
  /** Highest price, and least that each share has earned, as they were typed; empty where they do not matter. */
  readonly max: string;
  readonly earned: string;
  readonly after: string | null;
}

const LONGEST = 32;

/** What an address asks for; anything it cannot mean is left out. Prices compare within one currency only. */
export function readResaleQuery(asked: URLSearchParams, currencies: readonly Currency[]): ResaleQuery {
  const text = (name: string) => (asked.get(name) ?? "").trim().slice(0, LONGEST);
  const symbol = text("currency").toLowerCase();
  return {
    currency:
      currencies.find((one) => one.symbol.toLowerCase() === symbol) ??
      currencies.find(({ address }) => address === ZERO_ADDRESS) ??
      currencies[0] ??
      null,
    tier: ([1, 2, 3, 4] as const).find((tier) => String(tier) === asked.get("tier")) ?? null,
    master: /^[1-9]\d{0,15}$/.test(text("master")) ? text("master") : null,
    sort: asked.get("sort") === "new" ? "new" : "cheap",
    max: text("max"),
    earned: text("earned"),
    after: asked.get("after"),
  };
}

/** An amount that somebody typed as a bound; null where there is none, or what was typed is none. */
export function boundOf(typed: string, currency: Currency): bigint | null {
  const parsed = parseAmount(typed, currency);
  return "amount" in parsed ? parsed.amount : null;
}

/** What is wrong with a bound; null where it is fine, or empty. */
export function boundProblem(typed: string, currency: Currency): string | null {
  const parsed = parseAmount(typed, currency);
  return typed !== "" && "problem" in parsed ? parsed.problem : null;
}
