import { describeFreshness, type FreshnessProblem, type HeadAnswer } from "#lib/format/freshness.ts";
import { onNetwork } from "#lib/format/network-address.ts";

const EVERY = 30_000;
const SOON = 5_000;
const TIMEOUT = 12_000;

async function look(slug: string): Promise<HeadAnswer> {
  if (!navigator.onLine) return { kind: "offline" };
  try {
    const response = await fetch(onNetwork("/api/head", slug), { signal: AbortSignal.timeout(TIMEOUT) });
    if (response.status === 503) return { kind: "no-index" };
    if (!response.ok) return { kind: "no-server" };
    return {
      kind: "answered",
      ...((await response.json()) as Omit<HeadAnswer & { kind: "answered" }, "kind">),
    };
  } catch {
    return { kind: "no-server" };
  }
}

/** How old the figures are and whether they can be renewed, looked up from time to time while the page is visible. */
class Freshness {
  /** Newest block that the subgraph was seen at; 0 before the first look. */
  block = $state(0);
  problem = $state.raw<FreshnessProblem | null>(null);
  #slug = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #suspected = false;
  #every = EVERY;

  start(slug: string): void {
    this.#slug = slug;
    for (const event of ["online", "offline"]) window.addEventListener(event, () => void this.#look());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) void this.#look();
    });
    this.#schedule(SOON);
  }

  /** Looks more often while a page shows figures that move; returns how to end that. */
  hurry(every: number): () => void {
    this.#every = every;
    this.#schedule(every);
    return () => (this.#every = EVERY);
  }

  #schedule(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), wait);
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    // Coming back to the tab looks again.
    if (document.hidden) return;
    const answer = await look(this.#slug);
    if (answer.kind === "answered") this.block = answer.block;
    const problem = describeFreshness(answer);
    // One bad answer may be a hiccup or a clock that jumped; two in a row are told. Being offline is certain at once.
    if (problem === null || this.#suspected || answer.kind === "offline") this.problem = problem;
    this.#suspected = problem !== null;
    this.#schedule(this.#suspected ? SOON : this.#every);
  }
}

export const freshness = new Freshness();
