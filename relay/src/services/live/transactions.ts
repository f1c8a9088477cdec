import { type Hex, TransactionReceiptNotFoundError } from "viem";
import type { Chain } from "../../plugins/chain.ts";
import type { LiveEventOf } from "../../protocol/live.ts";

/** Nobody asks further once this many blocks are on top of a transaction. */
const ENOUGH = 12;
const MOST_WATCHED = 1_000;

type Standing = LiveEventOf<"transaction">;
export type Tell = (event: Standing) => void;

interface Watched {
  /** Unknown until it was looked for. */
  standing: Standing | undefined;
  /** Until the chain is rewound. */
  isBelieved: boolean;
  /** The update that was taken over last, or that rewound: what earlier ones find is too old. */
  since: number;
  listeners: Set<Tell>;
}

interface Update {
  number: number;
  head: number;
  isRewound: boolean;
}

/** Tells those who asked where their transactions stand, with every block. */
export class Transactions {
  readonly #chain: Chain;
  readonly #watched = new Map<Hex, Watched>();
  #updates = 0;

  constructor(chain: Chain) {
    this.#chain = chain;
  }

  /** False where too many are watched already. The answer ends with `unwatch`. */
  watch(hash: Hex, tell: Tell): boolean {
    const watched = this.#watched.get(hash) ?? {
      ...{ standing: undefined, isBelieved: false, since: 0, listeners: new Set<Tell>() },
    };
    if (watched.listeners.size === 0 && this.#watched.size >= MOST_WATCHED) return false;
    this.#watched.set(hash, watched);
    watched.listeners.add(tell);
    if (watched.standing) tell(watched.standing);
    return true;
  }

  unwatch(hash: Hex, tell: Tell): void {
    const watched = this.#watched.get(hash);
    watched?.listeners.delete(tell);
    if (watched?.listeners.size === 0) this.#watched.delete(hash);
  }

  /** To be called with every new head. After a rewind, nothing that was found in the chain is believed any more. */
  async update(head: number, isRewound = false): Promise<void> {
    this.#updates += 1;
    const update = { number: this.#updates, head, isRewound };
    await Promise.all([...this.#watched].map(([hash, watched]) => this.#updateOne(hash, watched, update)));
  }

  async #updateOne(hash: Hex, watched: Watched, { number, head, isRewound }: Update): Promise<void> {
    if (isRewound) Object.assign(watched, { isBelieved: false, since: number });
    const { standing: before, isBelieved } = watched;
    if (isBelieved && before && before.confirmations >= ENOUGH) return;
    const standing =
      isBelieved && before && before.block !== null
        ? { ...before, confirmations: head - before.block + 1 }
        : await this.#find(hash, head);
    if (number < watched.since) return;
    const isNew = JSON.stringify(standing) !== JSON.stringify(watched.standing);
    Object.assign(watched, { standing, isBelieved: true, since: number });
    if (isNew) for (const tell of watched.listeners) tell(standing);
  }

  async #find(hash: Hex, head: number): Promise<Standing> {
    try {
      const { blockNumber, status } = await this.#chain.getTransactionReceipt({ hash });
      const block = Number(blockNumber);
      const confirmations = Math.max(0, head - block + 1);
      return {
        ...{ type: "transaction", hash, block, confirmations },
        status: status === "success" ? "included" : "failed",
      };
    } catch (error) {
      if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
      return { type: "transaction", hash, status: "pending", block: null, confirmations: 0 };
    }
  }
}
