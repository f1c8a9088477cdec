import { encodeFunctionData, type Abi, type Address, type Hex } from "viem";

import { rpc } from "../harness.ts";

export interface Transaction {
  /** What it is meant to do, for counting. */
  kind: string;
  from: Address;
  to: Address;
  data: Hex;
  value?: bigint;
}

export interface Log {
  address: Address;
  topics: [Hex, ...Hex[]];
  data: Hex;
  blockNumber: Hex;
  transactionHash: Hex;
  transactionIndex: Hex;
  logIndex: Hex;
}

interface Receipt {
  status: Hex;
  transactionHash: Hex;
  logs: Log[];
}

const GAS = 15_000_000n;

const hex = (value: bigint | number): Hex => `0x${value.toString(16)}`;

export const call = (
  kind: string,
  from: Address,
  to: Address,
  abi: Abi,
  functionName: string,
  args: readonly unknown[] = [],
  value = 0n,
): Transaction => ({ kind, from, to, data: encodeFunctionData({ abi, functionName, args }), value });

/** A local chain that mines what it is told when it is told; every account may send without a key. */
export class Chain {
  readonly url: string;
  now = 0;
  readonly #nonces = new Map<Address, number>();
  readonly outcomes = new Map<string, { done: number; refused: number }>();
  /** What each mined transaction was meant to do. */
  readonly kinds = new Map<Hex, string>();

  constructor(url: string) {
    this.url = url;
  }

  rpc<T>(method: string, ...params: unknown[]): Promise<T> {
    return rpc<T>(this.url, method, params);
  }

  async begin(): Promise<void> {
    await this.rpc("evm_setAutomine", false);
    await this.refreshTime();
  }

  async refreshTime(): Promise<void> {
    this.now = Number((await this.block("latest")).timestamp);
  }

  block(id: Hex | "latest"): Promise<{ number: Hex; hash: Hex; timestamp: Hex }> {
    return this.rpc("eth_getBlockByNumber", id, false);
  }

  request({ from, to, data, value = 0n }: Transaction) {
    return { from, to, data, value: hex(value), gas: hex(GAS) };
  }

  /** Mines the transactions, in their order, in one block `seconds` after the last. Returns their receipts. */
  async mine(transactions: Transaction[], seconds: number): Promise<Receipt[]> {
    this.now += seconds;
    await this.#send(transactions);
    await this.rpc("evm_setNextBlockTimestamp", this.now);
    await this.rpc("evm_mine");
    const receipts = (await this.rpc<Receipt[] | null>("eth_getBlockReceipts", "latest")) ?? [];
    if (receipts.length !== transactions.length) {
      throw new Error(`mined ${receipts.length} of ${transactions.length} transactions`);
    }
    receipts.forEach((receipt, i) => {
      const transaction = transactions[i] as Transaction;
      this.kinds.set(receipt.transactionHash, transaction.kind);
      this.#count(transaction, receipt.status === "0x1");
    });
    return receipts;
  }

  /** As `mine`, for preparations: every transaction must succeed. */
  async mustMine(transactions: Transaction[], seconds = 1): Promise<Receipt[]> {
    const receipts = await this.mine(transactions, seconds);
    const failed = receipts.findIndex(({ status }) => status !== "0x1");
    if (failed >= 0) throw new Error(`refused: ${transactions[failed]?.kind}`);
    return receipts;
  }

  logs(): Promise<Log[]> {
    return this.rpc("eth_getLogs", { fromBlock: "0x0", toBlock: "latest" });
  }

  /** Replaces the newest blocks; `transactions` are in the first of those that replace them. */
  async reorganise(depth: number, transactions: Transaction[]): Promise<void> {
    const pairs = transactions.map((transaction) => [this.request(transaction), 0]);
    await this.rpc("anvil_reorg", depth, pairs);
    await this.refreshTime();
    await this.#readNonces();
  }

  /** Nonces are counted here: what anvil would choose depends on the order in which it gets to a batch. */
  async #send(transactions: Transaction[]): Promise<void> {
    if (transactions.length === 0) return;
    const requests = transactions.map((transaction, id) => {
      const nonce = this.#nonces.get(transaction.from) ?? 0;
      this.#nonces.set(transaction.from, nonce + 1);
      const params = [{ ...this.request(transaction), nonce: hex(nonce) }];
      return { jsonrpc: "2.0", id, method: "eth_sendTransaction", params };
    });
    const headers = { "content-type": "application/json" };
    const response = await fetch(this.url, { method: "POST", headers, body: JSON.stringify(requests) });
    const answers = (await response.json()) as { error?: { message: string } }[];
    const failed = answers.find(({ error }) => error);
    if (failed) throw new Error(failed.error?.message);
  }

  /** After a reorganisation the accounts have sent less than before. */
  async #readNonces(): Promise<void> {
    for (const account of this.#nonces.keys()) {
      this.#nonces.set(account, Number(await this.rpc<Hex>("eth_getTransactionCount", account, "latest")));
    }
  }

  #count({ kind }: Transaction, isDone: boolean): void {
    const outcome = this.outcomes.get(kind) ?? { done: 0, refused: 0 };
    if (isDone) outcome.done += 1;
    else outcome.refused += 1;
    this.outcomes.set(kind, outcome);
  }
}
