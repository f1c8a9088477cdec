import type { Hex } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";
import type { Sighting } from "#lib/format/transaction.ts";

export interface SeenTransaction {
  readonly hash: Hex;
  readonly from: Hex;
  readonly to: Hex | null;
  readonly value: bigint;
  readonly nonce: number;
  readonly fingerprint: Hex;
}

/** What following needs to know of the chain; null is "the node knows no such thing". */
export interface ChainView {
  readonly head: () => Promise<number>;
  readonly receipt: (hash: Hex) => Promise<{ readonly isSuccess: boolean; readonly block: number } | null>;
  readonly transaction: (hash: Hex) => Promise<SeenTransaction | null>;
  /** How many transactions of the account are mined, now or at the end of a block. */
  readonly minedCount: (account: Hex, block?: number) => Promise<number>;
  readonly transactionsIn: (block: number) => Promise<readonly SeenTransaction[]>;
  readonly whyReverted: (hash: Hex, block: number) => Promise<Reason | null>;
}

/** How a transaction ended. */
export type Fate =
  | { readonly kind: "mined"; readonly block: number; readonly replacedBy: Hex | null }
  | {
      readonly kind: "failed";
      readonly block: number;
      readonly replacedBy: Hex | null;
      readonly reason: Reason | null;
    }
  | { readonly kind: "cancelled" | "replaced"; readonly replacedBy: Hex | null }
  /** The node did not answer for too long. */
  | { readonly kind: "unknown" };

interface Watch {
  readonly hash: Hex;
  readonly sighting: Sighting | null;
  readonly onSighting: (sighting: Sighting) => void;
  /** Whether the node knows the transaction, which may change back and forth while it waits. */
  readonly onMissing: (isMissing: boolean) => void;
}

interface Pace {
  readonly every: number;
  /** How long a transaction may be unknown before that is said. */
  readonly missingAfter: number;
  /** How long the node may be silent before the watch ends. */
  readonly silentFor: number;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export const USUAL_PACE: Pace = {
  every: 2000,
  missingAfter: 60_000,
  silentFor: 10 * 60_000,
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

async function ended(chain: ChainView, hash: Hex, replacedBy: Hex | null): Promise<Fate | null> {
  const mined = replacedBy ?? hash;
  const receipt = await chain.receipt(mined);
  if (receipt === null) return null;
  if (receipt.isSuccess) return { kind: "mined", block: receipt.block, replacedBy };
  const reason = await chain.whyReverted(mined, receipt.block).catch(() => null);
  return { kind: "failed", block: receipt.block, replacedBy, reason };
}

/** The first block above `below` and up to `above` after which the account's place `nonce` was taken. */
async function findBlock(
  chain: ChainView,
  { account, nonce }: Sighting,
  below: number,
  above: number,
): Promise<number> {
  let [low, high] = [below, above];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((await chain.minedCount(account, middle)) > nonce) high = middle;
    else low = middle;
  }
  return high;
}

async function replacement(chain: ChainView, hash: Hex, sighting: Sighting, head: number): Promise<Fate> {
  const { account, nonce, fingerprint } = sighting;
  let found: SeenTransaction | undefined;
  try {
    const block = await findBlock(chain, sighting, Math.min(sighting.block, head - 1), head);
    found = (await chain.transactionsIn(block)).find(
      (each) => each.from.toLowerCase() === account.toLowerCase() && each.nonce === nonce,
    );
  } catch {
    // A node that keeps no old state cannot say which transaction it was.
  }
  if (!found) return { kind: "replaced", replacedBy: null };
  if (found.fingerprint === fingerprint) {
    return (await ended(chain, hash, found.hash)) ?? { kind: "unknown" };
  }
  const isEmpty = found.to?.toLowerCase() === account.toLowerCase() && found.value === 0n;
  return { kind: isEmpty ? "cancelled" : "replaced", replacedBy: found.hash };
}

class Follower {
  readonly #chain: ChainView;
  readonly #watch: Watch;
  readonly #pace: Pace;
  #sighting: Sighting | null;
  #seenAt: number;
  #isMissing = false;

  constructor(chain: ChainView, watch: Watch, pace: Pace) {
    this.#chain = chain;
    this.#watch = watch;
    this.#pace = pace;
    this.#sighting = watch.sighting;
    this.#seenAt = pace.now();
  }

  /** Looks once; null while it is still open. */
  async look(): Promise<Fate | null> {
    const head = await this.#chain.head();
    const done = await ended(this.#chain, this.#watch.hash, null);
    if (done) return done;
    const seen = await this.#chain.transaction(this.#watch.hash);
    if (seen) {
      this.#see(seen, head);
      return null;
    }
    const known = this.#sighting;
    if (known && (await this.#chain.minedCount(known.account)) > known.nonce) {
      // The node may have mined it between the two questions.
      const late = await ended(this.#chain, this.#watch.hash, null);
      return late ?? (await replacement(this.#chain, this.#watch.hash, known, await this.#chain.head()));
    }
    if (this.#pace.now() - this.#seenAt > this.#pace.missingAfter) this.#setMissing(true);
    return null;
  }

  #see({ from, nonce, fingerprint }: SeenTransaction, head: number): void {
    this.#seenAt = this.#pace.now();
    this.#setMissing(false);
    const isKnown = this.#sighting !== null;
    this.#sighting = { account: from, nonce, fingerprint, block: head };
    if (!isKnown) this.#watch.onSighting(this.#sighting);
  }

  #setMissing(isMissing: boolean): void {
    if (this.#isMissing !== isMissing) this.#watch.onMissing(isMissing);
    this.#isMissing = isMissing;
  }
}

/**
 * Follows a transaction until it is mined, or another one took its place in the account's order: the same with a higher
 * fee, an empty one to oneself (cancelled), or something else.
 */
export async function followTransaction(chain: ChainView, watch: Watch, pace = USUAL_PACE): Promise<Fate> {
  const follower = new Follower(chain, watch, pace);
  let answeredAt = pace.now();
  while (pace.now() - answeredAt < pace.silentFor) {
    try {
      const fate = await follower.look();
      if (fate) return fate;
      answeredAt = pace.now();
    } catch {
      // Asked again below, until the node has been silent for too long.
    }
    await pace.sleep(pace.every);
  }
  return { kind: "unknown" };
}
