import { formatSum } from "#lib/format/money.ts";
import type { Currency } from "#lib/format/network.ts";
import { totalOf, type ResaleSplit } from "#lib/format/resale.ts";
import type { ReviewRow } from "#lib/ui/ReviewDialog.svelte";

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
