import type { CoinEntry } from "#lib/format/coin-history.ts";
import type { HistoryGroup } from "#lib/format/history.ts";
import type { Hex } from "#lib/format/network.ts";
import { displayLine } from "#lib/format/text.ts";
import type { Indexer } from "../client.ts";
import { readFragment, type FragmentOf, type ResultOf } from "../graphql.ts";
import { COIN_HISTORY, HISTORY_COIN, HISTORY_COIN_TRANSFER } from "./coin-history-document.ts";
import { lockTerms } from "./coin-holding.ts";
import { toCoin } from "./coin-summary.ts";
import type { HistoryRequest } from "./history-request.ts";

type Answer = ResultOf<typeof COIN_HISTORY>;
type RawStake = NonNullable<Answer["coinStakeEvents"]>[number];

interface RawHappened {
  readonly id: Hex;
  readonly block: string;
  readonly timestamp: string;
  readonly transaction: Hex;
  readonly coin: FragmentOf<typeof HISTORY_COIN>;
}

function happened({ id, block, timestamp, transaction, coin: masked }: RawHappened, coins: string) {
  const { artist, ...raw } = readFragment(HISTORY_COIN, masked);
  return {
    ...{ id, block: Number(block), time: Number(timestamp), transaction },
    coin: toCoin(raw),
    artist: { id: artist.id, name: displayLine(artist.name, `Artist ${artist.id}`) },
    coins: BigInt(coins),
  };
}

/** The contracts of an event's coin. */
function contractsOf({ coin }: RawHappened) {
  return readFragment(HISTORY_COIN, coin);
}

const LOCK_KINDS = { Stake: "coin-stake", Unstake: "coin-unstake", Expire: "coin-expire" } as const;

function toStakeEntry(raw: RawStake): CoinEntry {
  const moved = happened(raw, raw.amount);
  const { staking } = contractsOf(raw);
  switch (raw.kind) {
    case "Claim":
      return { ...moved, kind: "coin-rewards", to: raw.to ?? staking };
    case "Compound":
      return { ...moved, kind: "coin-compound", staking };
    case "Fund":
      return { ...moved, kind: "coin-fund", staking };
    default:
      return { ...moved, kind: LOCK_KINDS[raw.kind], staking, terms: lockTerms(raw.lock ?? "None") };
  }
}

function toTransfer(
  masked: FragmentOf<typeof HISTORY_COIN_TRANSFER>,
  kind: "coin-in" | "coin-out",
): CoinEntry {
  const raw = readFragment(HISTORY_COIN_TRANSFER, masked);
  return { ...happened(raw, raw.amount), kind, other: kind === "coin-out" ? raw.to : raw.from };
}

function toEntries(answer: Answer): CoinEntry[] {
  return [
    ...(answer.coinTrades ?? []).map((raw) => ({
      ...{ ...happened(raw, raw.coinAmount), native: BigInt(raw.nativeAmount), pool: contractsOf(raw).pool },
      kind: raw.isBuy ? ("coin-buy" as const) : ("coin-sell" as const),
    })),
    ...(answer.coinsSent ?? []).map((raw) => toTransfer(raw, "coin-out")),
    ...(answer.coinsReceived ?? []).map((raw) => toTransfer(raw, "coin-in")),
    ...(answer.coinGrantClaims ?? []).map((raw) => ({
      ...{ ...happened(raw, raw.amount), kind: "coin-grant" as const, to: raw.to, bought: raw.bought },
    })),
    ...(answer.coinStakeEvents ?? []).map(toStakeEntry),
    ...(answer.coinVestingReleases ?? []).map((raw) => ({
      ...{ ...happened(raw, raw.amount), kind: "coin-vesting" as const, vesting: contractsOf(raw).vesting },
    })),
    ...(answer.coinFeePayments ?? []).map((raw) => ({
      ...{ ...happened(raw, raw.coinAmount), native: BigInt(raw.nativeAmount) },
      ...{ kind: "coin-fees" as const, to: raw.to },
    })),
  ];
}

const GROUPS: readonly HistoryGroup[] = [
  "coin-trades",
  "coin-transfers",
  "coin-grants",
  "coin-stakes",
  "artist",
];

/** What an account did with coins, the first of each kind. */
export async function readCoinHistory(
  indexer: Indexer,
  { isAsked, of, first, direction }: HistoryRequest,
): Promise<readonly CoinEntry[]> {
  if (!GROUPS.some(isAsked)) return [];
  const moved = { isDirect: true, amount_gt: "0" };
  const answer = await indexer.run(COIN_HISTORY, {
    ...{ first, direction, trades: of("account"), grants: of("account"), stakes: of("account") },
    ...{ coinsSent: of("from", moved), coinsReceived: of("to", moved) },
    ...{ releases: of("to"), fees: of("to", { isTreasury: false }) },
    ...{
      tradeAsked: isAsked("coin-trades"),
      coinTransferAsked: isAsked("coin-transfers"),
      grantAsked: isAsked("coin-grants"),
    },
    ...{ coinStakeAsked: isAsked("coin-stakes"), artistAsked: isAsked("artist") },
  });
  return toEntries(answer);
}
