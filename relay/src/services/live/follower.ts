import type { Hex } from "viem";
import type { Chain } from "../../plugins/chain.ts";
import type { Log } from "../../plugins/logging.ts";
import type { LiveEvent } from "../../protocol/live.ts";
import { Directory } from "./directory.ts";
import { effectsOf, learn, type RawLog } from "./effects.ts";
import { type LiveBlock, Ring } from "./ring.ts";

/** A longer way to the head is not walked: whoever listens loads everything again instead. */
const LONGEST_WALK = 256;

export interface FollowerOptions {
  chain: Chain;
  chainId: number;
  deploymentsDirectory: string;
  pollMs: number;
  log: Log;
  /** New block, with its effects. */
  onBlock(block: LiveBlock): void;
  /** Blocks from this number on are gone; undefined: nothing that was told before counts. */
  onRewind(from: number | undefined): void;
}

interface Header {
  number: number;
  hash: Hex;
  parent: Hex;
  timestamp: number;
}

/** Follows the head of the chain, block by block, each linked to the one before by its parent's hash. */
export class Follower {
  readonly ring = new Ring();
  readonly #options: FollowerOptions;
  #directory: Directory | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;
  #isAway = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#follow();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #follow(): Promise<void> {
    try {
      await this.advance();
      this.#isAway = false;
    } catch (error) {
      if (!this.#isAway) this.#options.log.warn({ err: error }, "the chain cannot be followed");
      this.#isAway = true;
    }
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => this.start(), this.#options.pollMs);
  }

  /** Goes to the head of the chain. */
  async advance(): Promise<void> {
    const head = await this.#header("latest");
    if (head.hash === this.ring.tip?.hash) return;
    await this.#rewind();
    const { tip } = this.ring;
    if (!tip || head.number - tip.number > LONGEST_WALK) {
      if (tip) this.#startOver();
      await this.#readDirectory();
      return this.#append(head);
    }
    await this.#readDirectory();
    for (let number = tip.number + 1; number <= head.number && !this.#isStopped; number += 1) {
      const header = await this.#header(number);
      // Replaced while it was walked: the next round begins with that.
      if (header.parent !== this.ring.tip?.hash) return;
      await this.#append(header);
    }
  }

  async #readDirectory(): Promise<void> {
    const { chain, chainId, deploymentsDirectory } = this.#options;
    this.#directory ??= await Directory.read(deploymentsDirectory, chain, chainId);
  }

  /** Lets go of blocks that the chain has replaced. */
  async #rewind(): Promise<void> {
    let replaced: number | undefined;
    while (this.ring.tip) {
      const { number, hash } = this.ring.tip;
      const header = await this.#header(number).catch((error: Error) => {
        if (error.name === "BlockNotFoundError") return undefined;
        throw error;
      });
      if (header?.hash === hash) break;
      this.ring.pop();
      replaced = number;
    }
    if (replaced === undefined) return;
    if (this.ring.tip) this.#options.onRewind(replaced);
    else this.#startOver();
  }

  #startOver(): void {
    this.ring.clear();
    this.#directory = undefined;
    this.#options.onRewind(undefined);
  }

  async #append(header: Header): Promise<void> {
    const { number, hash, parent, timestamp } = header;
    const events: LiveEvent[] = [
      { type: "block", number, hash, timestamp },
      ...(await this.#effects(header)),
    ];
    const block = { number, hash, parent, events };
    this.ring.push(block);
    this.#options.onBlock(block);
  }

  async #effects({ number, hash }: Header): Promise<LiveEvent[]> {
    const directory = this.#directory;
    if (!directory) return [];
    let logs = await this.#logs(hash, directory);
    // What was made in this block may have had effects in it.
    if (learn(directory, logs)) logs = await this.#logs(hash, directory);
    return effectsOf(directory, number, logs);
  }

  async #logs(blockHash: Hex, directory: Directory): Promise<RawLog[]> {
    const filter = { blockHash, address: directory.addresses };
    return (await this.#options.chain.request({ method: "eth_getLogs", params: [filter] })) as RawLog[];
  }

  async #header(at: number | "latest"): Promise<Header> {
    const block = await this.#options.chain.getBlock(
      at === "latest" ? { blockTag: "latest" } : { blockNumber: BigInt(at) },
    );
    const { number, hash, parentHash: parent, timestamp } = block;
    if (number === null || hash === null) throw new Error("The latest block has no number.");
    return { number: Number(number), hash, parent, timestamp: Number(timestamp) };
  }
}
