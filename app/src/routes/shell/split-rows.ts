import { formatAmount, formatSum } from "#lib/format/money.ts";
import type { Currency } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { totalOf, type ResaleSplit } from "#lib/format/resale.ts";
import type { ReviewRow } from "#lib/ui/ReviewDialog.svelte";

/** Nothing is sold while nobody can say what the seller would get. */
export const SPLIT_UNKNOWN: Outcome = {
  status: "cannot-send",
  reason: {
    title: "The network does not answer",
    detail: "What you would get could not be read. Nothing was sent; try again.",
  },
};

/** Who gets what of a sale, from the seller's side; nothing while it is not known. */
export function sellerRows(split: ResaleSplit | null, currency: Currency): readonly ReviewRow[] {
  if (split === null) return [];
  const parts = [split.artist, split.mover, split.fee, split.net];
  const [artist, mover, fee, net] = formatSum(parts, currency);
  const [total] = formatSum([totalOf(split)], currency);
  return [
    { label: "The buyer pays", value: total ?? "" },
    { label: "Royalty to the artist", value: artist ?? "" },
    { label: "Royalty to the first buyer", value: mover ?? "" },
    { label: "AudiFi's fee", value: fee ?? "" },
    { label: "You get", value: net ?? "", isTotal: true },
  ];
}

/**
 * Who would get what of an offer: of one share, or of one share of each tier, the earliest first, where it is for any.
 * Nothing but the amount while that is not known.
 */
export function offerRows(
  splits: readonly ResaleSplit[],
  { amount, currency }: { readonly amount: bigint; readonly currency: Currency },
): readonly ReviewRow[] {
  const parts = ({ net, artist, mover, fee }: ResaleSplit) => formatSum([net, artist, mover, fee], currency);
  const kept = { label: "You pay; the market keeps it until then", isTotal: true };
  const total = { ...kept, value: formatAmount(amount, currency).full };
  const [only, ...more] = splits;
  if (only === undefined) return [total];
  if (more.length === 0) {
    const [net = "", artist = "", mover = "", fee = ""] = parts(only);
    return [
      { label: "The owner gets", value: net },
      { label: "Royalty to the artist", value: artist },
      { label: "Royalty to the first buyer", value: mover },
      { label: "AudiFi's fee", value: fee },
      total,
    ];
  }
  const rows = splits.map((split, index) => {
    const [net = "", artist = "", mover = "", fee = ""] = parts(split);
    const value = `owner ${net}, artist ${artist}, first buyer ${mover}, AudiFi ${fee}`;
    return { label: `For a share of tier ${index + 1}`, value };
  });
  return [...rows, total];
}
