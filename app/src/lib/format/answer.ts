import type { Reason } from "./outcome.ts";

/** How asking the relay for something ended. Cancelling is a choice, not an error. */
export type Answer<Value> =
  | { readonly status: "done"; readonly value: Value }
  | { readonly status: "cancelled" }
  /** The relay said no; `code` is one of its error codes. */
  | { readonly status: "refused"; readonly code: string; readonly reason: Reason }
  /** Nobody answered, or not in a way that could be understood. */
  | { readonly status: "away"; readonly reason: Reason };

export function done<Value>(value: Value): Answer<Value> {
  return { status: "done", value };
}

/** A path of this app, for going back to where somebody came from; `otherwise` for anything else. */
export function ownPath(path: string | null | undefined, otherwise: string): string {
  return path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : otherwise;
}
