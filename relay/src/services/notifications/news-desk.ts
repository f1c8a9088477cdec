import { type Database, inTransaction } from "../../plugins/database.ts";
import type { Log } from "../../plugins/logging.ts";
import { notificationChannel } from "../live/hub.ts";
import type { PostOffice } from "../mail/post-office.ts";
import { Rounds } from "../rounds.ts";
import type { Store } from "../store/store.ts";
import type { Subgraph } from "../subgraph.ts";
import type { Head, NewsSource } from "./news-source.ts";
import { notify } from "./notifications.ts";

interface Block {
  number: number;
  timestamp: number;
}

const headQuery = "{ _meta { block { number timestamp } } }";

/** Looks at what the subgraph knows and tells the people whom it concerns, in the app and by letter. */
export class NewsDesk {
  readonly #database: Database;
  readonly #subgraph: Subgraph;
  readonly #sources: readonly NewsSource[];
  readonly #store: Store;
  readonly #postOffice: PostOffice;
  readonly #log: Log;
  readonly #confirmations: number;
  readonly #away = new Set<string>();
  readonly #seen: Block[] = [];
  readonly #rounds: Rounds;

  constructor(needs: {
    database: Database;
    subgraph: Subgraph;
    sources: readonly NewsSource[];
    store: Store;
    postOffice: PostOffice;
    log: Log;
    /** How many blocks, its own included, news have to be deep in the chain: letters cannot be taken back. */
    confirmations: number;
  }) {
    this.#database = needs.database;
    this.#subgraph = needs.subgraph;
    this.#sources = needs.sources;
    this.#store = needs.store;
    this.#postOffice = needs.postOffice;
    this.#log = needs.log;
    this.#confirmations = needs.confirmations;
    // Each attempt says itself what was wrong.
    this.#rounds = new Rounds(
      () => this.#look(),
      () => undefined,
    );
  }

  /** Looks for news, now or once the look that goes on is done. */
  wake(): void {
    this.#rounds.wake();
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  async #look(): Promise<void> {
    const head = await this.#attempt("news", () => this.#head());
    if (head === undefined) throw new Error("the subgraph is away");
    let isOwed = false;
    for (const source of this.#sources) {
      const told = await this.#attempt(source.name, () => this.#tell(source, head));
      isOwed ||= told === undefined;
      for (const account of told ?? []) await this.#publish(account);
    }
    this.#postOffice.wake();
    if (isOwed) throw new Error("some news could not be told");
  }

  /** What fails leaves the position where it is, so the next look tries again. */
  async #attempt<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await work();
      this.#away.delete(name);
      return result;
    } catch (error) {
      if (!this.#away.has(name)) this.#log.warn({ err: error }, `${name} could not be told`);
      this.#away.add(name);
      return undefined;
    }
  }

  /** Without word of it, notifications wait for the next page. */
  async #publish(account: string): Promise<void> {
    await this.#attempt("word of news", () => this.#store.publish(notificationChannel, account));
  }

  /** Answers whose notifications are new. One relay at a time does it; the others find nothing to do. */
  #tell(source: NewsSource, head: Head): Promise<string[]> {
    const position = head[source.of];
    if (position === undefined) return Promise.resolve([]);
    return inTransaction(this.#database, async (client) => {
      // Whoever starts with a chain that has a past tells nothing of it.
      await client.query(
        "insert into relay.news_sources (name, position) values ($1, $2) on conflict do nothing",
        [source.name, position],
      );
      const { rows } = await client.query(
        "select position::text from relay.news_sources where name = $1 for update skip locked",
        [source.name],
      );
      const [row] = rows as [{ position: string }?];
      if (!row || Number(row.position) === position) return [];
      const from = Math.min(Number(row.position), position) - source.overlap;
      const news = await source.read(client, from, position);
      const told = await notify(client, news);
      for (const item of news) {
        const letter = source.letter(this.#postOffice.appUrl, item);
        if (letter === undefined) continue;
        const { accountId, topic, kind, subject } = item;
        const key = `${kind}:${subject}:${accountId}`;
        await this.#postOffice.postNotice(client, { accountId, topic, letter, key });
      }
      await client.query("update relay.news_sources set position = $2 where name = $1", [
        source.name,
        position,
      ]);
      return [...new Set(told)];
    });
  }

  /** The subgraph knows the time of its newest block alone, so those that are not final yet are kept. */
  async #head(): Promise<Head> {
    const { _meta: meta } = await this.#subgraph.ask<{ _meta: { block: Block } }>(headQuery);
    const newest = meta.block;
    const block = Math.max(0, newest.number - this.#confirmations + 1);
    if (this.#seen.at(-1)?.number !== newest.number) this.#seen.push(newest);
    const final = this.#seen.findLastIndex(({ number }) => number <= block);
    this.#seen.splice(0, final);
    return { block, time: final < 0 ? undefined : this.#seen[0]?.timestamp };
  }
}
