import type { Stage } from "./transaction.ts";

export const STAGE_WORDS: Readonly<Record<Stage, { readonly short: string; readonly long: string }>> = {
  sent: { short: "Waiting for the network", long: "Sent. Waiting for the network to confirm it…" },
  missing: {
    short: "Not seen by the network",
    long: "The network does not know it (any more). It may have been dropped, or your wallet sends it another way. Nothing has changed so far; look into your wallet.",
  },
  indexing: {
    short: "Confirmed, figures are being updated",
    long: "Confirmed. Updating the figures on this page…",
  },
  done: { short: "Done", long: "Done. The figures are up to date." },
  failed: {
    short: "Refused by the network",
    long: "The network refused it. Only the network's fee was spent; nothing else changed.",
  },
  cancelled: { short: "Cancelled", long: "You cancelled it in your wallet. It did not happen." },
  replaced: {
    short: "Replaced",
    long: "Another transaction of your wallet took its place. This one did not happen.",
  },
  unknown: {
    short: "Not known",
    long: "The network's node did not answer. Your wallet knows whether it went through.",
  },
};
