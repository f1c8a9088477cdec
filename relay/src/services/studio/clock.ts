/** Seconds of the chain: the time of its latest block, and what has passed since that was seen. */
export class ChainClock {
  #time = 0;
  #seenAt = 0;

  see(blockTime: number): void {
    this.#time = blockTime;
    this.#seenAt = performance.now();
  }

  /** Undefined before the first block was seen. */
  now(): number | undefined {
    if (this.#time === 0) return undefined;
    return this.#time + Math.floor((performance.now() - this.#seenAt) / 1_000);
  }
}
