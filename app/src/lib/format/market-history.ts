import type { Happened, Money, OfMaster } from "./happened.ts";
import type { Hex } from "./network.ts";

/** Something that an account did on the market, or got of it. */
export type MarketEntry =
  /** Of a sale the amount is what the seller received, of a purchase the price. */
  | (OfMaster &
      Money & {
        readonly kind: "resale-sale" | "resale-purchase";
        readonly number: number;
        readonly other: Hex;
        readonly price: bigint;
        readonly isOffer: boolean;
        /** As of the share that moved, see `ShareEntry`. */
        readonly isBought: boolean;
      })
  /** The first buyer's part of the royalty, credited in the market. */
  | (OfMaster & Money & { readonly kind: "mover-royalty"; readonly number: number })
  /** Credits that were paid out: the account's own, or an artist's royalties. */
  | (Happened & Money & { readonly kind: "market-credits"; readonly to: Hex })
  | (Happened &
      Money & {
        readonly kind: "artist-royalties";
        readonly to: Hex;
        readonly artist: { readonly id: string; readonly name: string };
      });

export type MarketEntryKind = MarketEntry["kind"];

export const MARKET_KIND_WORDS: Readonly<Record<MarketEntryKind, string>> = {
  "resale-sale": "Share sold",
  "resale-purchase": "Share bought from its holder",
  "mover-royalty": "Royalty as first buyer",
  "market-credits": "Withdrawn from the market",
  "artist-royalties": "Resale royalties withdrawn",
};

export function isMarketEntry(entry: { readonly kind: string }): entry is MarketEntry {
  return Object.hasOwn(MARKET_KIND_WORDS, entry.kind);
}

/** Who stands on the other side: the buyer or seller, or where money was sent, else the master. */
export function marketCounterparty(entry: MarketEntry): Hex {
  if ("other" in entry) return entry.other;
  return "to" in entry ? entry.to : entry.master.id;
}

/** Own credits were counted when they were credited; an artist's royalties count when they are paid out. */
export function marketDirection(kind: MarketEntryKind): "in" | "out" | "none" {
  if (kind === "market-credits") return "none";
  return kind === "resale-purchase" ? "out" : "in";
}

interface Moved {
  readonly kind: string;
  readonly transaction: Hex;
  readonly number?: number;
}

/** Leaves out what moved as part of a sale: the sale says it, with its price. */
export function withoutSold<Entry extends Moved>(entries: readonly Entry[]): readonly Entry[] {
  const keyOf = ({ transaction, number }: Moved) => `${transaction} ${number ?? ""}`;
  const isSale = ({ kind }: Moved) => kind === "resale-sale" || kind === "resale-purchase";
  const sold = new Set(entries.filter(isSale).map(keyOf));
  const isGift = ({ kind }: Moved) => kind === "gift-in" || kind === "gift-out";
  return entries.filter((entry) => !isGift(entry) || !sold.has(keyOf(entry)));
}
