import { splitDeposit, unitsOf } from "./dividends.ts";
import { formatSum } from "./money.ts";
import type { Currency } from "./network.ts";
import { splitPurchase, type Offering } from "./offering.ts";

const COINS = 10n ** 18n;
const TOTAL_SHARES = 1000;
const BOUGHT = 10;
const SOLD = 400;
const STAKED = 5;
const PRICE = COINS / 50n;
const REVENUE = 5n * COINS;

export interface ExampleRow {
  readonly label: string;
  readonly value: string;
}

/** A sum whose parts add up to the last digit shown. */
export interface ExampleSum {
  readonly title: string;
  readonly total: ExampleRow;
  readonly parts: readonly ExampleRow[];
}

interface Part {
  readonly label: string;
  readonly amount: bigint;
}

function toSum(title: string, total: string, parts: readonly Part[], currency: Currency): ExampleSum {
  const amounts = parts.map(({ amount }) => amount);
  const shown = formatSum(amounts, currency);
  const [whole = ""] = formatSum([amounts.reduce((sum, amount) => sum + amount, 0n)], currency);
  return {
    title,
    total: { label: total, value: whole },
    parts: parts.map(({ label }, index) => ({ label, value: shown[index] ?? "" })),
  };
}

/** How a deposit is divided when this many of the buyer's shares are staked. */
function divide(staked: number): readonly Part[] {
  const units = 10n * BigInt(TOTAL_SHARES) + 2n * BigInt(staked);
  const unminted = TOTAL_SHARES - SOLD;
  const { holders, artist, carried } = splitDeposit(REVENUE, { remainder: 0n, units, unminted });
  const yours = (REVENUE / units) * unitsOf({ balance: BOUGHT, staked });
  const boost = staked > 0 ? `, ${staked} of them 1.2 times as much` : "";
  return [
    { label: `Your ${BOUGHT} shares earn${boost}`, amount: yours },
    { label: `The other ${SOLD - BOUGHT} shares earn`, amount: holders - yours },
    // What does not divide, less than a unit of account, goes into the next payment.
    { label: `The artist earns for ${unminted} shares nobody has bought`, amount: artist + carried },
  ];
}

/** One purchase and two deposits, computed as the contracts do. The fee is in basis points. */
export function moneyExample(platformFee: number, currency: Currency): readonly ExampleSum[] {
  const { fee, artist } = splitPurchase({ price: PRICE, sold: 0, platformFee } as Offering, BOUGHT);
  const purchase = [
    { label: "The artist gets", amount: artist },
    { label: "The platform gets", amount: fee },
  ];
  return [
    toSum(`You buy ${BOUGHT} shares of 1,000`, "You pay", purchase, currency),
    toSum(`${SOLD} shares are sold; the artist pays in revenue`, "Revenue paid in", divide(0), currency),
    toSum(
      `You stake ${STAKED} of yours; as much comes in again`,
      "Revenue paid in",
      divide(STAKED),
      currency,
    ),
  ];
}
