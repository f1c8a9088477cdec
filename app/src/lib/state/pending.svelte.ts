import { invalidateAll } from "$app/navigation";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";

export type PendingStage = "sent" | "indexing" | "done" | "failed" | "unknown";

export interface PendingTransaction {
  readonly hash: Hex;
  readonly label: string;
  readonly stage: PendingStage;
}

const POLL_EVERY = 400;
const INDEX_PATIENCE = 3 * 60 * 1000;
const SHOW_DONE_FOR = 6000;

function isPending(value: unknown): value is PendingTransaction {
  const { hash, label } = (value ?? {}) as Record<string, unknown>;
  return /^0x[0-9a-f]{64}$/i.test(String(hash)) && typeof label === "string";
}

/** Transactions on their way, kept in localStorage so that they survive a reload. */
class Pending {
  list = $state<PendingTransaction[]>([]);
  #network: NetworkConfig | null = null;

  start(network: NetworkConfig): void {
    this.#network = network;
    try {
      const stored: unknown = JSON.parse(window.localStorage.getItem(this.#key) ?? "[]");
      if (Array.isArray(stored)) this.list = stored.filter(isPending);
    } catch {
      this.list = [];
    }
    for (const { hash, stage } of this.list) {
      if (stage === "sent" || stage === "indexing") void this.#follow(hash);
    }
  }

  add(hash: Hex, label: string): void {
    this.list = [...this.list.filter((entry) => entry.hash !== hash), { hash, label, stage: "sent" }];
    this.#save();
    void this.#follow(hash);
  }

  dismiss(hash: Hex): void {
    this.list = this.list.filter((entry) => entry.hash !== hash);
    this.#save();
  }

  get isBusy(): boolean {
    return this.list.some(({ stage }) => stage === "sent" || stage === "indexing");
  }

  get #key(): string {
    return `audifi.pending.${this.#network?.chainId ?? 0}`;
  }

  #save(): void {
    const worthKeeping = this.list.filter(({ stage }) => stage !== "done");
    window.localStorage.setItem(this.#key, JSON.stringify(worthKeeping));
  }

  #set(hash: Hex, stage: PendingStage): void {
    this.list = this.list.map((entry) => (entry.hash === hash ? { ...entry, stage } : entry));
    this.#save();
  }

  async #follow(hash: Hex): Promise<void> {
    if (this.#network === null) return;
    const { waitForReceipt } = await import("#lib/chain/receipt.ts");
    const receipt = await waitForReceipt(this.#network, hash);
    if (receipt.status === "unknown") return this.#set(hash, "unknown");
    if (receipt.status === "reverted") return this.#set(hash, "failed");
    this.#set(hash, "indexing");
    await this.#waitForIndex(receipt.block);
    await invalidateAll();
    this.#set(hash, "done");
    setTimeout(() => this.dismiss(hash), SHOW_DONE_FOR);
  }

  /** The page's figures come from the subgraph, so it is refreshed when that has seen the block. */
  async #waitForIndex(block: number): Promise<void> {
    const until = Date.now() + INDEX_PATIENCE;
    while (Date.now() < until) {
      const seen = await fetch("/api/head")
        .then((response) => (response.ok ? (response.json() as Promise<{ block: number }>) : null))
        .catch(() => null);
      if (seen && seen.block >= block) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_EVERY));
    }
  }
}

export const pending = new Pending();
