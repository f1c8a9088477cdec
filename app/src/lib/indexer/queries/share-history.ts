import { REVENUE_SOURCES } from "#lib/format/activity.ts";
import type { HistoryGroup, ShareEntry } from "#lib/format/history.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { readFragment, type FragmentOf, type ResultOf } from "../graphql.ts";
import { toCurrency, type CURRENCY } from "./currency.ts";
import type { HistoryRequest } from "./history-request.ts";
import { HISTORY_MASTER, HISTORY_TRANSFER, SHARE_HISTORY } from "./share-history-document.ts";

type Answer = ResultOf<typeof SHARE_HISTORY>;

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

function toGift(masked: FragmentOf<typeof HISTORY_TRANSFER>, kind: "gift-in" | "gift-out"): ShareEntry {
  const raw = readFragment(HISTORY_TRANSFER, masked);
  const other = kind === "gift-out" ? raw.to.id : raw.from.id;
  return { ...happened(raw), kind, number: raw.number, other, isBought: raw.share.buyer !== null };
}

function toEntries(answer: Answer): ShareEntry[] {
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
    ...(answer.sent ?? []).map((raw) => toGift(raw, "gift-out")),
    ...(answer.received ?? []).map((raw) => toGift(raw, "gift-in")),
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

const GROUPS: readonly HistoryGroup[] = ["purchases", "claims", "gifts", "stakes", "deposits", "artist"];

/** What an account did with shares, the first of each kind. */
export async function readShareHistory(
  indexer: Indexer,
  { isAsked, of, first, direction }: HistoryRequest,
): Promise<readonly ShareEntry[]> {
  if (!GROUPS.some(isAsked)) return [];
  const answer = await indexer.run(SHARE_HISTORY, {
    ...{ first, direction },
    ...{ purchases: of("buyer"), claims: of("account"), sent: of("from"), received: of("to") },
    ...{ stakes: of("account"), deposits: of("payer"), credits: of("account"), proceeds: of("account") },
    ...{ purchaseAsked: isAsked("purchases"), claimAsked: isAsked("claims"), giftAsked: isAsked("gifts") },
    ...{ stakeAsked: isAsked("stakes"), depositAsked: isAsked("deposits"), artistAsked: isAsked("artist") },
  });
  return toEntries(answer);
}
