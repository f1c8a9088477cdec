import { formatSpan } from "./time.ts";

/** What a look at `/api/head` gave. */
export type HeadAnswer =
  | {
      readonly kind: "answered";
      readonly block: number;
      readonly time: number;
      readonly hasErrors: boolean;
      /** Null when the network's node does not answer. */
      readonly chain: { readonly block: number; readonly time: number } | null;
    }
  | { readonly kind: "no-index" }
  | { readonly kind: "no-server" }
  | { readonly kind: "offline" };

export interface FreshnessProblem {
  readonly title: string;
  readonly detail: string;
}

const TOLERATED_AGE = 60;
const TOLERATED_BLOCKS = 4;

/** How far the subgraph is behind the chain, in the chain's own time; zero when it keeps up. */
function lagOf({ block, time, chain }: HeadAnswer & { kind: "answered" }): number {
  if (chain === null || chain.block - block <= TOLERATED_BLOCKS) return 0;
  const age = chain.time - time;
  return age > TOLERATED_AGE ? age : 0;
}

/** What stands in the way of trusting the figures or of sending something; null when nothing does. */
export function describeFreshness(answer: HeadAnswer): FreshnessProblem | null {
  switch (answer.kind) {
    case "offline":
      return {
        title: "You are offline.",
        detail: "What you see was loaded before. Nothing can be sent until you are back.",
      };
    case "no-server":
      return {
        title: "This site does not answer.",
        detail: "What you see was loaded before. It goes on by itself when the connection is back.",
      };
    case "no-index":
      return {
        title: "The index of the chain does not answer.",
        detail:
          "What you see was loaded before, and pages may not open. Shares and money are on the chain and safe.",
      };
    case "answered":
      return describeAnswer(answer);
  }
}

function describeAnswer(answer: HeadAnswer & { kind: "answered" }): FreshnessProblem | null {
  const lag = lagOf(answer);
  if (lag > 0) {
    return {
      title: `The figures are ${formatSpan(lag)} old.`,
      detail: "The index is catching up with the chain. What you send still works and shows here later.",
    };
  }
  if (answer.hasErrors) {
    return {
      title: "The index met an error.",
      detail: "Figures may be incomplete. What the wallet shows before you sign is right.",
    };
  }
  if (answer.chain === null) {
    return {
      title: "The network's node does not answer.",
      detail: "Reading works; buying, claiming and giving have to wait until it is back.",
    };
  }
  return null;
}
