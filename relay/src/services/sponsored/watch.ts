import { formatEther, type Hex, TransactionReceiptNotFoundError } from "viem";
import type { Chain } from "../../plugins/chain.ts";
import { type Database, inTransaction, type Queryable } from "../../plugins/database.ts";
import type { Log } from "../../plugins/logging.ts";
import type { RelayerConfig } from "../../plugins/relayer-env.ts";
import { Rounds } from "../rounds.ts";
import type { GasKey } from "./gas-key.ts";
import { bytesOf, enqueueSending, hexOf, readFees, sign } from "./transactions.ts";

const AT_ONCE = 50;
/** Nodes want a tenth more for a replacement. Somebody has to look after one that was replaced so often. */
const MOST_REPLACEMENTS = 20;
const BALANCE_EVERY_MS = 30_000;

interface Row {
  id: string;
  nonce: string;
  gas: string;
  target: Buffer;
  data: Buffer;
  hashes: Hex[];
  maxFee: string;
  priorityFee: string;
  isStuck: boolean;
}

export interface WatchNeeds {
  database: Database;
  chain: Chain;
  chainId: number;
  config: RelayerConfig;
  confirmations: number;
  key: GasKey;
  log: Log;
  onReplaced(): void;
  /** Told of the balance, and of its falling below the alarm. */
  onBalance(balance: bigint): void;
  onLow(balance: string): Promise<void>;
}

/** Follows what was sent until it is deep enough in the chain, replaces what is stuck, and looks at the balance. */
export class SponsorWatch {
  readonly #needs: WatchNeeds;
  readonly #rounds: Rounds;
  #isLow = false;
  #lookedAt = 0;

  constructor(needs: WatchNeeds) {
    this.#needs = needs;
    this.#rounds = new Rounds(
      () => this.#advance(),
      (error) => needs.log.warn({ err: error }, "sponsored transactions cannot be followed"),
    );
  }

  /** To be called at every new block. */
  wake(): void {
    this.#rounds.wake();
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  async #advance(): Promise<void> {
    await this.#lookAtBalance();
    const { database, chain, key } = this.#needs;
    const isReplaced = await inTransaction(database, async (db) => {
      const { rows } = await db.query(
        `select id, nonce::text, gas::text, target, data, hashes, max_fee::text as "maxFee",
                priority_fee::text as "priorityFee",
                sent_at < now() - make_interval(secs => $2) as "isStuck"
         from relay.sponsored where sender = $1 and settled_at is null
         order by nonce limit ${AT_ONCE} for update skip locked`,
        [bytesOf(key.account.address), this.#needs.config.stuckSeconds],
      );
      if (rows.length === 0) return false;
      // Before the receipts: a nonce that was used then, by none of these hashes, was used by another transaction.
      const [used, head] = await Promise.all([
        chain.getTransactionCount({ address: key.account.address, blockTag: "latest" }),
        chain.getBlockNumber({ cacheTime: 0 }),
      ]);
      const replaced: boolean[] = [];
      for (const row of rows as Row[]) replaced.push(await this.#follow(db, row, { used, head }));
      return replaced.includes(true);
    });
    if (isReplaced) this.#needs.onReplaced();
  }

  /** Answers whether there is a replacement to send. */
  async #follow(db: Queryable, row: Row, { used, head }: { used: number; head: bigint }): Promise<boolean> {
    for (const hash of row.hashes) {
      const receipt = await this.#receipt(hash);
      if (!receipt) continue;
      const status = receipt.status === "success" ? "included" : "failed";
      const isDeep = head - receipt.blockNumber + 1n >= BigInt(this.#needs.confirmations);
      await db.query(
        `update relay.sponsored set status = $2, block = $3, hashes = array_append(array_remove(hashes, $4), $4),
           settled_at = case when $5 then now() end, raw = case when $5 then null else raw end
         where id = $1`,
        [row.id, status, receipt.blockNumber, hash, isDeep],
      );
      return false;
    }
    if (used > Number(row.nonce)) {
      // Nodes may know of the nonce before they know of the receipt.
      if (!row.isStuck) return false;
      await db.query(
        "update relay.sponsored set status = 'failed', settled_at = now(), raw = null where id = $1",
        [row.id],
      );
      return false;
    }
    // A reorganisation may have taken it out of the chain again.
    await db.query("update relay.sponsored set status = 'pending', block = null where id = $1", [row.id]);
    if (!row.isStuck || row.hashes.length > MOST_REPLACEMENTS) return false;
    await this.#replace(db, row);
    return true;
  }

  async #receipt(hash: Hex) {
    try {
      return await this.#needs.chain.getTransactionReceipt({ hash });
    } catch (error) {
      if (error instanceof TransactionReceiptNotFoundError) return undefined;
      throw error;
    }
  }

  /** The same call with the same nonce, for a fee that nodes take instead. */
  async #replace(db: Queryable, row: Row): Promise<void> {
    const { chain, chainId, key, log } = this.#needs;
    const now = await readFees(chain);
    const raise = (fee: string) => (BigInt(fee) * 9n) / 8n + 1n;
    const larger = (one: bigint, other: bigint) => (one > other ? one : other);
    const maxPriorityFeePerGas = larger(raise(row.priorityFee), now.maxPriorityFeePerGas);
    const maxFeePerGas = larger(larger(raise(row.maxFee), now.maxFeePerGas), maxPriorityFeePerGas);
    const { raw, hash } = await sign(key.account, chainId, {
      ...{ nonce: Number(row.nonce), gas: BigInt(row.gas), maxFeePerGas, maxPriorityFeePerGas },
      ...{ to: hexOf(row.target), data: hexOf(row.data) },
    });
    await db.query(
      `update relay.sponsored set hashes = array_append(hashes, $2), raw = $3, max_fee = $4, priority_fee = $5,
         sent_at = now()
       where id = $1`,
      [row.id, hash, bytesOf(raw), maxFeePerGas, maxPriorityFeePerGas],
    );
    await enqueueSending(db, row.id, hash);
    log.warn({ nonce: row.nonce, attempt: row.hashes.length + 1 }, "a sponsored transaction is replaced");
  }

  async #lookAtBalance(): Promise<void> {
    if (Date.now() - this.#lookedAt < BALANCE_EVERY_MS) return;
    const { chain, key, config, log } = this.#needs;
    const balance = await chain.getBalance({ address: key.account.address });
    this.#lookedAt = Date.now();
    this.#needs.onBalance(balance);
    const isLow = balance < config.alarmBelow;
    if (isLow && !this.#isLow) {
      log.error({ balance: formatEther(balance) }, "the key that pays for gas runs out of money");
      await this.#needs.onLow(formatEther(balance));
    }
    if (!isLow && this.#isLow)
      log.info({ balance: formatEther(balance) }, "the key that pays for gas is filled");
    this.#isLow = isLow;
  }
}
