import type { Reason } from "./outcome.ts";

/** How a market fares that wants to move a share for its holder. */
export type MarketVerdict =
  /** `listed` pays the royalty itself; of the others nobody makes sure. */
  | { readonly kind: "listed" | "unguarded" | "passes" }
  | { readonly kind: "refused"; readonly reason: Reason };

/** The verdict in words: a title and what it means for a sale there. */
export function verdictWords(verdict: MarketVerdict): { readonly title: string; readonly detail: string } {
  if (verdict.kind === "refused") {
    const { title, detail } = verdict.reason;
    return {
      title: "This market is refused",
      detail: `${title}. ${detail} A sale there fails, and nothing is paid.`,
    };
  }
  return {
    listed: {
      title: "This market pays the royalty",
      detail: "It is one of the markets that pay artist and first buyer in every sale, so nobody is asked.",
    },
    unguarded: {
      title: "Nobody is asked",
      detail:
        "The artist chose no validator. If you let this market move your share it can, and paying the royalty is up to it.",
    },
    passes: {
      title: "This market is let through",
      detail: "The artist's validator allows it. Whether it pays the royalty is up to the market.",
    },
  }[verdict.kind];
}
