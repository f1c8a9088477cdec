import type { Hex } from "viem";
import type { LiveEvent } from "../../protocol/live.ts";

const MOST_BLOCKS = 512;
const MOST_EVENTS = 20_000;

export interface LiveBlock {
  number: number;
  hash: Hex;
  parent: Hex;
  /** The block itself first, then its effects. */
  events: readonly LiveEvent[];
}

export interface Placed {
  cursor: string;
  event: LiveEvent;
}

const placedPattern = /^(\d{1,15})\.([0-9a-f]{16})\.(\d{1,6})$/;

const place = ({ number, hash, events }: LiveBlock, from = 0): Placed[] =>
  events.map((event, index) => ({ cursor: `${number}.${hash.slice(2, 18)}.${index}`, event })).slice(from);

export const placedEvents = (block: LiveBlock): Placed[] => place(block);

/**
 * The latest blocks with their effects. Their ids say where in the chain they happened, so that every relay knows what
 * comes after an id that another gave out.
 */
export class Ring {
  readonly #blocks: LiveBlock[] = [];
  #events = 0;

  get tip(): LiveBlock | undefined {
    return this.#blocks.at(-1);
  }

  push(block: LiveBlock): void {
    this.#blocks.push(block);
    this.#events += block.events.length;
    while (this.#blocks.length > MOST_BLOCKS || (this.#events > MOST_EVENTS && this.#blocks.length > 1)) {
      this.#events -= this.#blocks.shift()?.events.length ?? 0;
    }
  }

  pop(): void {
    this.#events -= this.#blocks.pop()?.events.length ?? 0;
  }

  clear(): void {
    this.#blocks.length = 0;
    this.#events = 0;
  }

  /** What came after a cursor; undefined if that is not known, because it is too old or was replaced since. */
  after(cursor: string): Placed[] | undefined {
    const [, number, hash, index] = placedPattern.exec(cursor) ?? [];
    const start = this.#blocks.findIndex((block) => block.number === Number(number));
    const block = this.#blocks[start];
    if (!block || block.hash.slice(2, 18) !== hash) return undefined;
    return [
      ...place(block, Number(index) + 1),
      ...this.#blocks.slice(start + 1).flatMap((next) => place(next)),
    ];
  }
}
