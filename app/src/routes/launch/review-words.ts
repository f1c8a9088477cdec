import { coinExample } from "#lib/format/coin-terms.ts";
import type { LaunchNumbers } from "#lib/format/launch.ts";
import { formatAmount } from "#lib/format/money.ts";
import type { Currency } from "#lib/format/network.ts";
import { formatClock } from "#lib/format/time.ts";
import type { AudioFacts } from "./draft.svelte.ts";

/** Which file becomes public, with what was found in it. */
export function recordingSentences(
  name: string,
  { duration, findings }: Pick<AudioFacts, "duration" | "findings">,
): readonly string[] {
  const doubts = findings.filter(({ tone }) => tone === "advice").map(({ text }) => text);
  return [
    `The recording is the file “${name}”, ${formatClock(duration)} long. Exactly this file becomes public.`,
    ...(doubts.length > 0 ? [`What was found in it: ${doubts.join(" ")}`] : []),
  ];
}

/** What a launch with a coin means, for the review. */
export function coinSentences(
  { coin, publicShares }: Pick<LaunchNumbers, "coin" | "publicShares">,
  market: Currency | null,
): readonly string[] {
  if (coin === null || market === null) return [];
  const { price, firstPriceAtMost, cap, perShare } = coinExample(coin, market, publicShares);
  return [
    `It makes your coin “${coin.name}” (${coin.symbol}): 1,000,000 coins that open at ${price} each, ${cap} in all.`,
    `300,000 vest to you over four years, 200,000 are for the buyers of this offering (${perShare} a share, once it is closed), 250,000 become its locked market, 250,000 reward stakers.`,
    `Its market keeps prices in steps of 2 %: the first coin is sold at the next step, at most ${firstPriceAtMost}.`,
    "The market takes 1 % of every trade: half is yours, half your DAO's.",
    ...(coin.native > 0n
      ? [
          `You add ${formatAmount(coin.native, market).full} to the market. It stays there for ever; only its fees are paid out.`,
        ]
      : []),
  ];
}
