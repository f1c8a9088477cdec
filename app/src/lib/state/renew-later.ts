import type { Renewal } from "./renewal.ts";
import { session } from "./session.svelte.ts";

/** Keeps the page's figures up with what the relay tells, loaded once the page stands. Returns how to end that. */
export function renewLater(renewal: Renewal): () => void {
  let stop: (() => void) | null = null;
  let isEnded = false;
  if (session.relayUrl !== null) {
    import("./renewal.ts").then(
      ({ renewWhenMoneyMoves }) => {
        if (!isEnded) stop = renewWhenMoneyMoves(renewal);
      },
      // Figures stay as fresh as the page was.
      () => undefined,
    );
  }
  return () => {
    isEnded = true;
    stop?.();
  };
}
