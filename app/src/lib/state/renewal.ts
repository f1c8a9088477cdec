import { showBlock, waitForIndex } from "./index-head.ts";
import { live } from "./live.svelte.ts";

const MONEY_MOVED = new Set(["purchase", "deposit"]);

export interface Renewal {
  readonly slug: string;
  /** Masters whose shares are sold or that earn; null for all of them. */
  readonly about: readonly string[] | null;
  /** Milliseconds between two renewals, however much happens. */
  readonly atMostEvery: number;
}

/** Renews the page's figures when money moves in masters that it shows. Returns how to end that. */
export function renewWhenMoneyMoves({ slug, about, atMostEvery }: Renewal): () => void {
  let newest = 0;
  let isStopped = false;
  let isRunning = false;

  async function renew(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      for (let shown = 0; !isStopped && shown < newest;) {
        shown = newest;
        await waitForIndex(slug, shown);
        if (!isStopped) await showBlock(slug, shown);
        await new Promise((resolve) => setTimeout(resolve, atMostEvery));
      }
    } finally {
      isRunning = false;
    }
  }

  const stop = live.watch(about, (event) => {
    // Often more was away than the relay, and what pages are read from may take longer to come back.
    if (event.type === "reset") void showBlock(slug, 0);
    if (!MONEY_MOVED.has(event.type) || !("block" in event) || event.block === null) return;
    if (about !== null && "master" in event && !about.includes(event.master)) return;
    newest = Math.max(newest, event.block);
    void renew();
  });
  return () => {
    isStopped = true;
    stop();
  };
}
