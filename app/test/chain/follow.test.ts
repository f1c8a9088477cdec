import { describe, expect, it } from "vitest";
import {
  followTransaction,
  USUAL_PACE,
  type ChainView,
  type SeenTransaction,
} from "../../src/lib/chain/follow.ts";
import type { Hex } from "../../src/lib/format/network.ts";
import type { Sighting } from "../../src/lib/format/transaction.ts";

const account: Hex = `0x${"1".repeat(40)}`;
const hashOf = (name: string): Hex => `0x${name.repeat(64).slice(0, 64)}`;
const ORIGINAL = hashOf("a");
const OTHER = hashOf("b");

function transaction(hash: Hex, changes: Partial<SeenTransaction> = {}): SeenTransaction {
  const to: Hex = `0x${"2".repeat(40)}`;
  return { hash, from: account, to, value: 5n, nonce: 7, fingerprint: hashOf("f"), ...changes };
}

/** A chain of which each step is one look of the follower; the clock runs two seconds per look. */
class Chain {
  now = 0;
  block = 100;
  pool: SeenTransaction[] = [];
  readonly mined = new Map<number, SeenTransaction[]>();
  readonly reverted = new Set<Hex>();
  isSilent = false;
  keepsState = true;
  readonly sightings: Sighting[] = [];
  readonly missing: boolean[] = [];
  #steps: (() => void)[] = [];

  /** What happens before each further look. */
  then(...steps: (() => void)[]): this {
    this.#steps.push(...steps);
    return this;
  }

  mine(...transactions: SeenTransaction[]): void {
    this.block += 1;
    this.mined.set(this.block, transactions);
    this.pool = this.pool.filter(({ nonce }) => transactions.every((each) => each.nonce !== nonce));
  }

  blockOf(hash: Hex): number | null {
    for (const [block, list] of this.mined) if (list.some((each) => each.hash === hash)) return block;
    return null;
  }

  view(): ChainView {
    const answer = <Value>(value: Value) =>
      this.isSilent ? Promise.reject(new Error("no answer")) : Promise.resolve(value);
    const count = (until: number) =>
      7 +
      [...this.mined].filter(([block, list]) => block <= until && list.some(({ from }) => from === account))
        .length;
    return {
      head: () => answer(this.block),
      receipt: (hash) => {
        const block = this.blockOf(hash);
        return answer(block === null ? null : { isSuccess: !this.reverted.has(hash), block });
      },
      transaction: (hash) =>
        answer([...this.pool, ...[...this.mined.values()].flat()].find((each) => each.hash === hash) ?? null),
      minedCount: (_account, block) => {
        if (block !== undefined && !this.keepsState) return Promise.reject(new Error("missing trie node"));
        return answer(count(block ?? this.block));
      },
      transactionsIn: (block) => answer(this.mined.get(block) ?? []),
      whyReverted: () => answer({ title: "Sold out", detail: "Nothing was paid." }),
    };
  }

  follow(sighting: Sighting | null = null) {
    return followTransaction(
      this.view(),
      {
        hash: ORIGINAL,
        sighting,
        onSighting: (seen) => this.sightings.push(seen),
        onMissing: (isMissing) => this.missing.push(isMissing),
      },
      {
        ...USUAL_PACE,
        now: () => this.now,
        sleep: (milliseconds) => {
          this.now += milliseconds;
          this.#steps.shift()?.();
          return Promise.resolve();
        },
      },
    );
  }
}

function waiting(): Chain {
  const chain = new Chain();
  chain.pool = [transaction(ORIGINAL)];
  return chain;
}

describe("followTransaction", () => {
  it("waits until it is mined and tells what it saw on the way", async () => {
    const chain = waiting().then(
      () => undefined,
      function (this: void) {
        chain.mine(transaction(ORIGINAL));
      },
    );
    expect(await chain.follow()).toEqual({ kind: "mined", block: 101, replacedBy: null });
    expect(chain.sightings).toEqual([{ account, nonce: 7, fingerprint: hashOf("f"), block: 100 }]);
    expect(chain.missing).toEqual([]);
  });

  it("says why it was refused", async () => {
    const chain = waiting();
    chain.then(() => (chain.reverted.add(ORIGINAL), chain.mine(transaction(ORIGINAL))));
    expect(await chain.follow()).toMatchObject({ kind: "failed", reason: { title: "Sold out" } });
  });

  it("takes the same with a higher fee for the same", async () => {
    const chain = waiting();
    chain.then(() => chain.mine(transaction(OTHER)));
    expect(await chain.follow()).toEqual({ kind: "mined", block: 101, replacedBy: OTHER });
  });

  it("sees a sped-up one that was refused", async () => {
    const chain = waiting();
    chain.then(() => (chain.reverted.add(OTHER), chain.mine(transaction(OTHER))));
    expect(await chain.follow()).toMatchObject({ kind: "failed", replacedBy: OTHER });
  });

  it("tells cancelled from replaced", async () => {
    const cancelled = waiting();
    const empty = transaction(OTHER, { to: account, value: 0n, fingerprint: hashOf("e") });
    cancelled.then(() => cancelled.mine(empty));
    expect(await cancelled.follow()).toEqual({ kind: "cancelled", replacedBy: OTHER });

    const replaced = waiting();
    replaced.then(() => replaced.mine(transaction(OTHER, { fingerprint: hashOf("d") })));
    expect(await replaced.follow()).toEqual({ kind: "replaced", replacedBy: OTHER });
  });

  it("finds after a reload what took its place blocks ago", async () => {
    const chain = new Chain();
    for (let count = 0; count < 37; count += 1) chain.mine();
    chain.mine(transaction(OTHER));
    for (let count = 0; count < 50; count += 1) chain.mine();
    const sighting = { account, nonce: 7, fingerprint: hashOf("f"), block: 100 };
    expect(await chain.follow(sighting)).toEqual({ kind: "mined", block: 138, replacedBy: OTHER });
    chain.keepsState = false;
    expect(await chain.follow(sighting)).toEqual({ kind: "replaced", replacedBy: null });
  });

  it("notices one that was dropped, and that it came back", async () => {
    const chain = waiting();
    const dropped = Array.from({ length: 40 }, (_, look) => () => {
      if (look === 0) chain.pool = [];
    });
    chain.then(
      ...dropped,
      () => (chain.pool = [transaction(ORIGINAL)]),
      () => chain.mine(transaction(ORIGINAL)),
    );
    expect(await chain.follow()).toMatchObject({ kind: "mined" });
    expect(chain.missing).toEqual([true, false]);
  });

  it("goes on after the node was silent for a while, and not for ever", async () => {
    const chain = waiting();
    chain.isSilent = true;
    const silence = Array.from({ length: 100 }, () => () => undefined);
    chain.then(...silence, () => ((chain.isSilent = false), chain.mine(transaction(ORIGINAL))));
    expect(await chain.follow()).toMatchObject({ kind: "mined" });
    chain.isSilent = true;
    expect(await chain.follow()).toEqual({ kind: "unknown" });
  });
});
