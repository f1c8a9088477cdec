import { page } from "$app/state";
import type { Fate } from "#lib/chain/follow.ts";
import { isSameAddress } from "#lib/format/address.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import {
  isUnderWay,
  readRecords,
  withRecord,
  type Sighting,
  type TransactionRecord,
} from "#lib/format/transaction.ts";
import { showBlock } from "./index-head.ts";
import { keyOfTransactions } from "./kept-transactions.ts";
import { wallet } from "./wallet.svelte.ts";

const SHOW_DONE_FOR = 6000;
/** How often a chain of this machine, whose blocks take no time, is asked for a receipt. */
const LOCAL_PACE = 200;

/**
 * Transactions that this browser sent on this network. They are kept in localStorage, so that they survive a reload and
 * every tab shows the same; each tab follows them by itself, so that it matters to none whether another is closed.
 */
class Pending {
  list = $state.raw<readonly TransactionRecord[]>([]);
  #isStarted = false;
  readonly #following = new Set<Hex>();

  /** Goes on with what is kept. Whatever shows the list calls it. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#take();
    for (const { hash, stage } of this.list) if (stage === "unknown") void this.#follow(hash);
    window.addEventListener("storage", ({ key }) => {
      if (key === this.#key || key === null) this.#take();
    });
    // What was finished before is history, not news.
    for (const record of this.list) {
      if (record.stage === "done") this.#change(record.hash, { isDismissed: true });
    }
  }

  add(hash: Hex, label: string, subjects: readonly string[] = []): void {
    this.#keep({
      ...{ hash, label, subjects, stage: "sent", account: wallet.address, sentAt: Date.now() },
      ...{ sighting: null, replacedBy: null, reason: null, isDismissed: false },
    });
    void this.#follow(hash);
  }

  dismiss(hash: Hex): void {
    this.#change(hash, { isDismissed: true });
  }

  /** Forgets what an account has finished; what is under way stays. */
  clear(account: Hex | null): void {
    const list = this.#stored().filter((record) => isUnderWay(record) || !isOf(record, account));
    this.#write(list);
  }

  /** Everything the account sent from this device, newest first. */
  of(account: Hex | null): readonly TransactionRecord[] {
    return this.list.filter((record) => isOf(record, account));
  }

  get isBusy(): boolean {
    return this.list.some(isUnderWay);
  }

  /** Whether something is on its way that will change this; see `subjects` of a record. */
  isUnderWay(subject: string): boolean {
    return this.list.some((record) => isUnderWay(record) && record.subjects.includes(subject));
  }

  get #key(): string {
    return keyOfTransactions(page.data.network.chainId);
  }

  #stored(): readonly TransactionRecord[] {
    return readRecords(window.localStorage.getItem(this.#key), Date.now());
  }

  #take(): void {
    this.list = this.#stored();
    for (const record of this.list) if (isUnderWay(record)) void this.#follow(record.hash);
  }

  #write(list: readonly TransactionRecord[]): void {
    this.list = list;
    try {
      window.localStorage.setItem(this.#key, JSON.stringify(list));
    } catch {
      // A full or forbidden storage costs the memory of a reload, nothing else.
    }
  }

  /** Another tab may have written since, so the stored list is what changes. */
  #keep(record: TransactionRecord): void {
    this.#write(withRecord(this.#stored(), record));
  }

  #change(hash: Hex, changes: Partial<TransactionRecord>): void {
    const list = this.#stored();
    if (!list.some((record) => record.hash === hash)) return;
    this.#write(list.map((record) => (record.hash === hash ? { ...record, ...changes } : record)));
  }

  async #follow(hash: Hex): Promise<void> {
    const { network } = page.data;
    if (this.#following.has(hash)) return;
    this.#following.add(hash);
    try {
      await this.#finish(network, hash, await this.#fateOf(network, hash));
    } catch {
      // The code that follows could not be loaded; the record stays, and the next load of the page goes on.
    } finally {
      this.#following.delete(hash);
    }
  }

  async #fateOf(network: NetworkConfig, hash: Hex): Promise<Fate> {
    const [{ followTransaction, USUAL_PACE }, { chainView }] = await Promise.all([
      import("#lib/chain/follow.ts"),
      import("#lib/chain/chain-view.ts"),
    ]);
    const watch = {
      hash,
      sighting: this.list.find((record) => record.hash === hash)?.sighting ?? null,
      onSighting: (sighting: Sighting) => this.#change(hash, { sighting }),
      onMissing: (isMissing: boolean) => this.#change(hash, { stage: isMissing ? "missing" : "sent" }),
    };
    const every = network.isLocal ? LOCAL_PACE : USUAL_PACE.every;
    return followTransaction(chainView(network), watch, { ...USUAL_PACE, every });
  }

  async #finish(network: NetworkConfig, hash: Hex, fate: Fate): Promise<void> {
    if (fate.kind === "unknown") return this.#change(hash, { stage: "unknown" });
    const { kind, replacedBy } = fate;
    if (kind === "failed") {
      this.#change(hash, { stage: "failed", replacedBy, reason: fate.reason });
      // What made it fail should be on the page; its figures come from the subgraph.
      return showBlock(network.slug, fate.block);
    }
    if (kind !== "mined") return this.#change(hash, { stage: kind, replacedBy });
    // Another tab may have come to the end already.
    const isDone = this.#stored().some((record) => record.hash === hash && record.stage === "done");
    if (!isDone) this.#change(hash, { stage: "indexing", replacedBy });
    await showBlock(network.slug, fate.block);
    this.#change(hash, { stage: "done" });
    setTimeout(() => this.dismiss(hash), SHOW_DONE_FOR);
  }
}

function isOf({ account }: TransactionRecord, wanted: Hex | null): boolean {
  return account === null || isSameAddress(account, wanted);
}

export const pending = new Pending();
