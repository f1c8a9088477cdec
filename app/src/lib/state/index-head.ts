import { invalidateAll } from "$app/navigation";
import { onNetwork } from "#lib/format/network-address.ts";

const POLL_AT_FIRST = 150;
const POLL_EVERY = 400;
const POLL_LATER = 5000;
const AT_FIRST = 3 * 1000;
const PATIENCE = 60 * 1000;

/** Most blocks are in the subgraph within two seconds; what is not may take its time. */
function pauseAfter(waited: number): number {
  if (waited < AT_FIRST) return POLL_AT_FIRST;
  return waited < PATIENCE ? POLL_EVERY : POLL_LATER;
}

/** Waits until the subgraph, and so what pages show, includes a block. */
export async function waitForIndex(slug: string, block: number): Promise<void> {
  const began = Date.now();
  for (;;) {
    const seen = await fetch(onNetwork("/api/head", slug))
      .then((response) => (response.ok ? (response.json() as Promise<{ block: number }>) : null))
      .catch(() => null);
    if (seen && seen.block >= block) return;
    await new Promise((resolve) => setTimeout(resolve, pauseAfter(Date.now() - began)));
  }
}

interface Showing {
  readonly block: number;
  readonly shown: Promise<void>;
}

let showing: Showing | null = null;

/** Renews the page's figures once they include a block. Who asks for it while that is under way shares the one renewal. */
export function showBlock(slug: string, block: number): Promise<void> {
  if (showing !== null && showing.block >= block) return showing.shown;
  const shown = waitForIndex(slug, block).then(() => invalidateAll());
  const mine = { block, shown };
  const end = () => {
    if (showing === mine) showing = null;
  };
  shown.then(end, end);
  showing = mine;
  return shown;
}
