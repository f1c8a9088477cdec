import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { Log } from "../../plugins/logging.ts";
import { dividendLetter } from "../mail/letters.ts";
import type { PostOffice } from "../mail/post-office.ts";
import { notificationChannel } from "../live/hub.ts";
import type { Store } from "../store/store.ts";
import type { Subgraph } from "../subgraph.ts";
import { type News, notify } from "./notifications.ts";

const SOURCE = "dividends";
/** Blocks that are looked at again, for deposits that a reorganisation brought in behind the position. */
const OVERLAP = 100;
const PAGE = 500;
/** Units of a share, and what a staked one has more. */
const [UNITS, STAKED_UNITS] = [10n, 2n];

interface Deposit {
  id: string;
  amount: string;
  perUnit: string;
  block: string;
  master: { id: string; number: string; title: string };
  currency: { symbol: string | null; decimals: number | null };
}
interface Holder {
  id: string;
  account: { id: string };
  balance: number;
  staked: number;
}

const headQuery = "{ _meta { block { number } } }";
const depositsQuery = `query ($from: BigInt!, $to: BigInt!, $after: Bytes!) {
  deposits(first: ${PAGE}, orderBy: id, where: { block_gt: $from, block_lte: $to, id_gt: $after }) {
    id amount perUnit block master { id number title } currency { symbol decimals }
  }
}`;
const holdersQuery = `query ($master: String!, $block: Int!, $after: Bytes!) {
  holders(first: ${PAGE}, orderBy: id, block: { number: $block },
          where: { master: $master, balance_gt: 0, id_gt: $after }) {
    id account { id } balance staked
  }
}`;

/** Every page of a list that is ordered by id. */
const all = async <Item extends { id: string }>(
  read: (after: string) => Promise<Item[]>,
): Promise<Item[]> => {
  const items: Item[] = [];
  for (;;) {
    const page = await read(items.at(-1)?.id ?? "0x");
    items.push(...page);
    if (page.length < PAGE) return items;
  }
};

const moneyOf = ({ symbol, decimals }: Deposit["currency"]) => ({
  currency: symbol ?? "",
  decimals: decimals === null ? "" : String(decimals),
});

/** Tells holders of a deposit for a master, each what it brought them. */
export class DividendNews {
  readonly #database: Database;
  readonly #subgraph: Subgraph;
  readonly #store: Store;
  readonly #postOffice: PostOffice;
  readonly #log: Log;
  readonly #confirmations: number;
  #running: Promise<void> | undefined;
  #isWanted = false;
  #isAway = false;
  #isStopped = false;

  constructor(needs: {
    database: Database;
    subgraph: Subgraph;
    store: Store;
    postOffice: PostOffice;
    log: Log;
    /** How many blocks, its own included, a deposit has to be deep in the chain: letters cannot be taken back. */
    confirmations: number;
  }) {
    this.#database = needs.database;
    this.#subgraph = needs.subgraph;
    this.#store = needs.store;
    this.#postOffice = needs.postOffice;
    this.#log = needs.log;
    this.#confirmations = needs.confirmations;
  }

  /** Looks for deposits, now or once the look that goes on is done. */
  wake(): void {
    this.#isWanted = true;
    if (this.#isStopped) return;
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined;
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  async #work(): Promise<void> {
    while (this.#isWanted && !this.#isStopped) {
      this.#isWanted = false;
      try {
        for (const account of await this.tell()) await this.#store.publish(notificationChannel, account);
        this.#postOffice.wake();
        this.#isAway = false;
      } catch (error) {
        // The position has not moved, so the next block tries again.
        if (!this.#isAway) this.#log.warn({ err: error }, "dividends could not be told");
        this.#isAway = true;
      }
    }
  }

  /** Answers whose notifications are new. One relay at a time does it; the others find nothing to do. */
  tell(): Promise<string[]> {
    return inTransaction(this.#database, async (client) => {
      const { _meta: meta } = await this.#subgraph.ask<{ _meta: { block: { number: number } } }>(headQuery);
      const head = Math.max(0, meta.block.number - this.#confirmations + 1);
      // Whoever starts with a chain that has a past tells nothing of it.
      await client.query(
        "insert into relay.news_sources (name, position) values ($1, $2) on conflict do nothing",
        [SOURCE, head],
      );
      const { rows } = await client.query(
        "select position::int from relay.news_sources where name = $1 for update skip locked",
        [SOURCE],
      );
      const [source] = rows as [{ position: number }?];
      if (!source || source.position === head) return [];
      const from = Math.min(source.position, head) - OVERLAP;
      const told: string[] = [];
      for (const deposit of await this.#deposits(from, head)) {
        const news = await this.#newsOf(client, deposit);
        told.push(...(await notify(client, news)));
        await this.#post(client, news);
      }
      await client.query("update relay.news_sources set position = $2 where name = $1", [SOURCE, head]);
      return [...new Set(told)];
    });
  }

  async #post(db: Queryable, news: readonly News[]): Promise<void> {
    for (const { accountId, topic, subject, data } of news) {
      const letter = dividendLetter(this.#postOffice.appUrl, data);
      await this.#postOffice.postNotice(db, { accountId, topic, letter, key: `${subject}:${accountId}` });
    }
  }

  #deposits(from: number, to: number): Promise<Deposit[]> {
    return all(async (after) => {
      const variables = { from: String(from), to: String(to), after };
      return (await this.#subgraph.ask<{ deposits: Deposit[] }>(depositsQuery, variables)).deposits;
    });
  }

  /** Holders as they were at the deposit, as far as they have accounts here. */
  async #newsOf(db: Queryable, deposit: Deposit): Promise<News[]> {
    const { id, master, currency, perUnit, amount: total } = deposit;
    const holders = await all(async (after) => {
      const variables = { master: master.id, block: Number(deposit.block), after };
      return (await this.#subgraph.ask<{ holders: Holder[] }>(holdersQuery, variables)).holders;
    });
    const { rows } = await db.query(
      `select account_id as "accountId", '0x' || encode(address, 'hex') as address from relay.wallets
       where address = any(select decode(substr(a, 3), 'hex') from unnest($1::text[]) a)`,
      [holders.map(({ account }) => account.id)],
    );
    const earned = new Map<string, bigint>();
    for (const { accountId, address } of rows as { accountId: string; address: string }[]) {
      const holder = holders.find(({ account }) => account.id === address);
      if (!holder) continue;
      const units = BigInt(holder.balance) * UNITS + BigInt(holder.staked) * STAKED_UNITS;
      earned.set(accountId, (earned.get(accountId) ?? 0n) + units * BigInt(perUnit));
    }
    const about = { master: master.id, number: master.number, title: master.title, total };
    return [...earned].map(([accountId, amount]) => ({
      ...{ accountId, topic: "dividends", kind: "dividend.deposited", subject: id },
      data: { ...about, amount: String(amount), ...moneyOf(currency) },
    }));
  }
}
