import { COIN_PARTS, marketCap, WHOLE_COIN } from "./coin.ts";
import { feeOf } from "./swap.ts";
import { formatAmount, formatSum, parseAmount } from "./money.ts";
import type { Currency } from "./network.ts";

/** What the launch form holds of the coin, as typed. */
export interface CoinFields {
  coinName: string;
  coinSymbol: string;
  coinPrice: string;
  /** Native coin that becomes liquidity; empty is none. */
  coinNative: string;
}

export type CoinProblems = Partial<Record<keyof CoinFields, string>>;

/** What an artist chooses about the coin that comes with the first master. */
export interface CoinTerms {
  readonly name: string;
  readonly symbol: string;
  /** Native coin's smallest unit per whole coin. */
  readonly openingPrice: bigint;
  /** Native coin that becomes liquidity below the opening price. */
  readonly native: bigint;
}

const MOST_NAME_BYTES = 32;
const LOWEST_PRICE = 10n ** 9n;
const HIGHEST_PRICE = 10n ** 21n;
/**
 * Positions in a pool with a fee of 1 % begin every 200 ticks, and a tick is 1.0001 times the one before (Uniswap V3): a step
 * is 1.02020…, rounded up here. In parts of 10,000.
 */
const PRICE_STEP = 10_203n;

function checkName(typed: string): string | null {
  const name = typed.trim();
  if (name === "") return "Enter a name.";
  if (/\p{Cc}/u.test(name)) return "Remove line breaks and other control characters.";
  const bytes = new TextEncoder().encode(name).length;
  return bytes > MOST_NAME_BYTES
    ? `This is ${bytes} bytes long, at most ${MOST_NAME_BYTES} fit. Accents and emoji take several bytes each.`
    : null;
}

function checkPrice(amount: bigint, native: Currency): string | null {
  if (amount < LOWEST_PRICE) return `At least ${formatAmount(LOWEST_PRICE, native).full}.`;
  return amount > HIGHEST_PRICE ? `At most ${formatAmount(HIGHEST_PRICE, native).full}.` : null;
}

/** Checks what the launcher would refuse; nothing is written into `problems` when it fits. */
export function checkCoinFields(fields: CoinFields, native: Currency, problems: CoinProblems): CoinTerms {
  const name = checkName(fields.coinName);
  if (name !== null) problems.coinName = name;
  const symbol = fields.coinSymbol.trim();
  if (!/^[A-Z0-9]{2,11}$/.test(symbol)) {
    problems.coinSymbol = "2 to 11 characters: capital letters A to Z and digits.";
  }
  const price = parseAmount(fields.coinPrice, native);
  const priceProblem = "problem" in price ? price.problem : checkPrice(price.amount, native);
  if (priceProblem !== null) problems.coinPrice = priceProblem;
  const added = fields.coinNative.trim() === "" ? { amount: 0n } : parseAmount(fields.coinNative, native);
  if ("problem" in added) problems.coinNative = added.problem;
  return {
    name: fields.coinName.trim(),
    symbol,
    openingPrice: "amount" in price ? price.amount : 0n,
    native: "amount" in added ? added.amount : 0n,
  };
}

export interface CoinExample {
  readonly symbol: string;
  readonly price: string;
  /** The locked coins are sold from the next step of prices on; that is at most this. */
  readonly firstPriceAtMost: string;
  readonly cap: string;
  /** Who gets how many coins, and what those are worth at the opening price. */
  readonly parts: readonly { readonly who: string; readonly coins: string; readonly worth: string }[];
  /** What the buyer of one share for sale gets. */
  readonly perShare: string;
  readonly trade: {
    readonly amount: string;
    readonly fee: string;
    readonly artist: string;
    readonly dao: string;
  };
}

/** The coin of a launch in figures: what it opens at, who gets what, and where the market's fee goes. */
export function coinExample(
  { symbol, openingPrice }: Pick<CoinTerms, "symbol" | "openingPrice">,
  native: Currency,
  publicShares: number,
): CoinExample {
  const coin = { address: native.address, symbol, decimals: native.decimals };
  const part = (who: string, coins: bigint) => ({
    who,
    coins: formatAmount(coins, coin).short,
    worth: formatAmount((coins * openingPrice) / WHOLE_COIN, native).short,
  });
  const traded = 10n ** BigInt(native.decimals);
  const fee = feeOf(traded);
  const nextStep = (openingPrice * PRICE_STEP + 9_999n) / 10_000n;
  const [artist = "", dao = ""] = formatSum([fee / 2n, fee - fee / 2n], native);
  return {
    symbol,
    price: formatAmount(openingPrice, native).full,
    firstPriceAtMost: formatAmount(nextStep, native).full,
    cap: formatAmount(marketCap(openingPrice), native).full,
    parts: [
      part("You, over four years", COIN_PARTS.artist),
      part("Buyers of this offering", COIN_PARTS.buyers),
      part("The market, locked for ever", COIN_PARTS.liquidity),
      part("Reserve for staking rewards", COIN_PARTS.reserve),
    ],
    perShare: formatAmount(COIN_PARTS.buyers / BigInt(Math.max(publicShares, 1)), coin).short,
    trade: { amount: formatAmount(traded, native).full, fee: formatAmount(fee, native).full, artist, dao },
  };
}
