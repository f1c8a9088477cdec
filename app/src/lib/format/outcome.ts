import type { Hex } from "./network.ts";

/** Why something did not happen: what happened, that nothing was lost, what to do. */
export interface Reason {
  readonly title: string;
  readonly detail: string;
  /** What the wallet or the chain said, for people who want to report it. */
  readonly technical?: string;
}

/** How an attempt to send a transaction ended. Cancelling is a choice, not an error. */
export type Outcome =
  | { readonly status: "submitted"; readonly hash: Hex }
  | { readonly status: "cancelled" }
  /** Found out before anything was signed. */
  | { readonly status: "cannot-send"; readonly reason: Reason }
  /** The wallet or the node refused it after the check had passed. */
  | { readonly status: "failed"; readonly reason: Reason };
