import type { HistoryGroup } from "#lib/format/history.ts";
import type { MarketEntry } from "#lib/format/market-history.ts";
import { displayLine } from "#lib/format/text.ts";
import type { Indexer } from "../client.ts";
import { readFragment, type FragmentOf, type ResultOf } from "../graphql.ts";
import { toCurrency } from "./currency.ts";
import type { HistoryRequest } from "./history-request.ts";
import { HISTORY_RESALE, MARKET_HISTORY } from "./market-history-document.ts";
import { HISTORY_MASTER } from "./share-history-document.ts";

type RawWithdrawal = NonNullable<ResultOf<typeof MARKET_HISTORY>["creditWithdrawals"]>[number];
type RawResale = FragmentOf<typeof HISTORY_RESALE>;

function toResale(masked: RawResale) {
  const raw = readFragment(HISTORY_RESALE, masked);
  const { id, number, title, artist } = readFragment(HISTORY_MASTER, raw.master);
  const when = { block: Number(raw.block), time: Number(raw.timestamp), transaction: raw.transaction };
  const entry = {
    ...{ ...when, id: raw.id, number: raw.number, currency: toCurrency(raw.currency) },
    master: { id, number: Number(number), title, artist: artist.name },
  };
  return { raw, entry };
}

function toTrade(masked: RawResale, kind: "resale-sale" | "resale-purchase"): MarketEntry {
  const { raw, entry } = toResale(masked);
  const isSale = kind === "resale-sale";
  return {
    ...{ ...entry, kind, price: BigInt(raw.price), amount: BigInt(isSale ? raw.net : raw.price) },
    ...{ other: isSale ? raw.buyer.id : raw.seller.id, isOffer: raw.offer !== null },
    isBought: raw.share.buyer !== null,
  };
}

function toRoyalty(masked: RawResale): MarketEntry {
  const { raw, entry } = toResale(masked);
  return { ...entry, kind: "mover-royalty", amount: BigInt(raw.moverAmount) };
}

function toWithdrawal({ id, block, timestamp, transaction, to, amount, currency, artist }: RawWithdrawal) {
  const paid = {
    ...{ id, block: Number(block), time: Number(timestamp), transaction, to },
    ...{ amount: BigInt(amount), currency: toCurrency(currency) },
  };
  if (artist === null) return { ...paid, kind: "market-credits" as const };
  const name = displayLine(artist.name, `Artist ${artist.id}`);
  return { ...paid, kind: "artist-royalties" as const, artist: { id: artist.id, name } };
}

/** Transfers of a sale are told from gifts by their sales. */
const TRADES: readonly HistoryGroup[] = ["resales", "gifts"];

/** What an account did on the market, the first of each kind. */
export async function readMarketHistory(
  indexer: Indexer,
  { isAsked, of, first, direction }: HistoryRequest,
): Promise<readonly MarketEntry[]> {
  const [resaleAsked, royaltyAsked] = [TRADES.some(isAsked), isAsked("royalties")];
  if (!resaleAsked && !royaltyAsked) return [];
  const answer = await indexer.run(MARKET_HISTORY, {
    ...{ first, direction, sold: of("seller"), bought: of("buyer"), resaleAsked, royaltyAsked },
    ...{ moved: of("mover"), withdrawals: of("account") },
  });
  return [
    ...(answer.sold ?? []).map((raw) => toTrade(raw, "resale-sale")),
    ...(answer.bought ?? []).map((raw) => toTrade(raw, "resale-purchase")),
    ...(answer.moved ?? []).map(toRoyalty),
    ...(answer.creditWithdrawals ?? []).map(toWithdrawal),
  ];
}
