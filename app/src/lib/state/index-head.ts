import { onNetwork } from "#lib/format/network-address.ts";

const POLL_EVERY = 400;
const POLL_LATER = 5000;
const PATIENCE = 60 * 1000;

/** Waits until the subgraph, and so what pages show, includes a block. */
export async function waitForIndex(slug: string, block: number): Promise<void> {
  const began = Date.now();
  for (;;) {
    const seen = await fetch(onNetwork("/api/head", slug))
      .then((response) => (response.ok ? (response.json() as Promise<{ block: number }>) : null))
      .catch(() => null);
    if (seen && seen.block >= block) return;
    const pause = Date.now() - began < PATIENCE ? POLL_EVERY : POLL_LATER;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
