import type { CoinSummary } from "./coin-market.ts";
import { coinOfArtist, marketCap } from "./coin.ts";
import { earnedPerShare } from "./dividends.ts";
import type { MasterSummary } from "./master.ts";
import { formatAmount } from "./money.ts";
import type { Currency } from "./network.ts";
import { describePhase, isBuyable, phaseOf, type Offering } from "./offering.ts";
import { countNoun, formatCount } from "./shares.ts";
import { sessionStateAt, type SessionDetail } from "./studio.ts";
import { formatDate } from "./time.ts";

/** What the picture of a link says. Pictures are kept for a while, so nothing in it counts down. */
export interface LinkPreview {
  readonly title: string;
  readonly subtitle: string;
  /** Facts from the most to the least telling one; the first stands out. */
  readonly facts: readonly string[];
}

function describeState(offering: Offering, now: number): string {
  const phase = phaseOf(offering, now);
  const { label } = describePhase(offering, now);
  const { publicShares, sold } = offering;
  if (isBuyable(phase)) {
    return `${label}: ${formatCount(publicShares - sold)} of ${formatCount(publicShares)} shares left`;
  }
  if (phase === "upcoming") return `Opens ${formatDate(offering.presaleStart ?? offering.start)}`;
  return `${label}: ${countNoun(sold, "share")} sold`;
}

export function previewMaster({ title, artist, offering, acc }: MasterSummary, now: number): LinkPreview {
  const earned = earnedPerShare(acc);
  return {
    title,
    subtitle: artist.name,
    facts: [
      describeState(offering, now),
      `${formatAmount(offering.price, offering.currency).short} a share`,
      ...(earned > 0n ? [`${formatAmount(earned, offering.currency).short} earned by each so far`] : []),
    ],
  };
}

export function previewCoin(
  { coin, artist, price, holderCount, tradeCount }: CoinSummary,
  native: Currency,
): LinkPreview {
  return {
    title: coin.symbol,
    subtitle: coinOfArtist(coin, artist.name),
    facts: [
      `${formatAmount(price, native).short} each${tradeCount === 0 ? " to begin with" : ""}`,
      `${formatAmount(marketCap(price), native).short} for all 1,000,000`,
      countNoun(holderCount, "holder"),
    ],
  };
}

function describeSession(session: SessionDetail, now: number): string {
  const { closesAt, lockedAt, outcome } = session;
  const state = sessionStateAt(session, now);
  if (state === "cancelled") return "Given up before it opened";
  if (state === "locked" && lockedAt !== null) {
    return `${outcome === "counted" ? "Decided" : "Locked"} ${formatDate(lockedAt)}`;
  }
  if (closesAt === null) return "Not open yet";
  return `Votes ${state === "open" ? "close" : "closed"} ${formatDate(closesAt)}`;
}

export function previewSession(session: SessionDetail, now: number): LinkPreview {
  const { title, artist, decisions, decisionCount, publications } = session;
  const [first] = decisions;
  const counted = publications.at(-1)?.count;
  return {
    title,
    subtitle: `Studio session of ${artist.name}`,
    facts: [
      describeSession(session, now),
      first !== undefined && decisionCount === 1 ? first.question : countNoun(decisionCount, "decision"),
      ...(counted === undefined ? [] : [`${countNoun(counted, "ballot")} counted`]),
    ],
  };
}
