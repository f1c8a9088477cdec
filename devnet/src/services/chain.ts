import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { findAnvil } from "../binaries.ts";
import type { Context } from "../context.ts";
import { readJson, writeJson } from "../json-file.ts";
import { callRpc } from "../json-rpc.ts";
import { waitFor } from "../wait.ts";
import { fundedAccounts } from "../wallets.ts";

export const CHAIN_ID = 31_337;

const HISTORY_DAYS = 400;
const BLOCK_SECONDS = 1;
/** As a real node's: where something needs more, it would fail elsewhere too. Without a limit each fills the disk. */
const STATES_KEPT = 128;
const SNAPSHOT_MS = 5_000;
/** A state without transactions since the last snapshot differs by empty blocks only. */
const IDLE_SNAPSHOT_MS = 60_000;
/** A snapshot grows with the chain; its cost must stay a small part of the time. */
const SNAPSHOT_PAUSE_FACTOR = 20;

export interface Block {
  number: string;
  hash: string;
  timestamp: string;
  transactions: string[];
}

export interface Chain {
  readonly url: string;
  /** True when an earlier run's chain was loaded. */
  readonly isRestored: boolean;
  call<T>(method: string, params?: unknown[]): Promise<T>;
  block(tag: string | bigint): Promise<Block | null>;
  /** From playing history, a block per transaction, to a block each second at the wall clock's time. */
  goLive(): Promise<void>;
}

export async function startChain({ state, supervisor, ports }: Context): Promise<Chain> {
  const snapshots = new SnapshotFile(state.file("chain"));
  const isRestored = snapshots.exists();
  const genesisFile = state.file("chain", "genesis.json");
  const begun = isRestored
    ? readJson<number>(genesisFile)
    : Math.floor(Date.now() / 1000) - HISTORY_DAYS * 86_400;
  if (!isRestored) writeJson(genesisFile, begun);
  const source = [
    ...(isRestored ? ["--load-state", snapshots.unpack()] : []),
    // anvil makes a genesis of its own before it loads a state: another one would stand beside that of the state, and
    // either may become block 0.
    ...(begun === undefined ? [] : ["--timestamp", String(begun)]),
  ];
  const url = `http://127.0.0.1:${ports.rpc}`;
  const chain = describeChain(url, isRestored);
  let keeper: SnapshotKeeper | undefined;
  supervisor.start({
    name: "chain",
    command: findAnvil(),
    args: [
      ...["--host", "127.0.0.1", "--port", String(ports.rpc)],
      ...["--chain-id", String(CHAIN_ID), "--accounts", String(fundedAccounts), "--hardfork", "cancun"],
      ...["--prune-history", String(STATES_KEPT), "--quiet", ...source],
    ],
    tier: 2,
    // Everything worth keeping is in the snapshot; anvil's own exit may take long.
    signal: "SIGKILL",
    beforeStop: async () => keeper?.finish(),
  });
  await waitFor("The start of the chain", () => chain.call<string>("eth_chainId"), { everyMs: 20 });
  snapshots.removeUnpacked();
  return {
    ...chain,
    async goLive() {
      // A chain whose clock was moved ahead goes on from there: time that ran backwards would reopen what is over.
      const head = Number((await chain.block("latest"))?.timestamp ?? 0);
      await chain.call("evm_setTime", [Math.max(Date.now(), (head + 1) * 1_000)]);
      await chain.call("evm_setAutomine", [false]);
      await chain.call("evm_setIntervalMining", [BLOCK_SECONDS]);
      keeper = new SnapshotKeeper(chain, snapshots);
      await keeper.begin();
    },
  };
}

type Calls = Pick<Chain, "url" | "isRestored" | "call" | "block">;

function describeChain(url: string, isRestored: boolean): Calls {
  const call = <T>(method: string, params: unknown[] = []) => callRpc<T>(url, method, params);
  const block = (tag: string | bigint) =>
    call<Block | null>("eth_getBlockByNumber", [
      typeof tag === "bigint" ? `0x${tag.toString(16)}` : tag,
      false,
    ]);
  return { url, isRestored, call, block };
}

/** anvil writes its own state file in place, so a crash while writing loses the whole chain; this one is replaced whole. */
class SnapshotFile {
  readonly #file: string;
  readonly #unpacked: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#file = `${folder}/state.json.gz`;
    this.#unpacked = `${folder}/state.json`;
  }

  exists(): boolean {
    return existsSync(this.#file);
  }

  unpack(): string {
    writeFileSync(this.#unpacked, gunzipSync(readFileSync(this.#file)));
    return this.#unpacked;
  }

  removeUnpacked(): void {
    rmSync(this.#unpacked, { force: true });
  }

  async replace(content: Buffer): Promise<void> {
    const draft = `${this.#file}.new`;
    const handle = await open(draft, "w");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    renameSync(draft, this.#file);
  }
}

class SnapshotKeeper {
  readonly #chain: Calls;
  readonly #file: SnapshotFile;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #isFinished = false;
  #savedHead = -1n;
  #scannedHead = -1n;
  #savedAt = 0;
  #pauseMs = SNAPSHOT_MS;

  constructor(chain: Calls, file: SnapshotFile) {
    this.#chain = chain;
    this.#file = file;
  }

  async begin(): Promise<void> {
    await this.#afterOthers(() => this.#save());
    this.#schedule();
  }

  finish(): Promise<void> {
    this.#isFinished = true;
    clearTimeout(this.#timer);
    return this.#afterOthers(async () => {
      await this.#chain.call("evm_setIntervalMining", [0]);
      await this.#save();
    });
  }

  #schedule(): void {
    if (this.#isFinished) return;
    this.#timer = setTimeout(() => {
      void this.#afterOthers(() => this.#saveIfWorthwhile())
        // A chain that is gone is reported by the supervisor.
        .catch(() => {})
        .then(() => this.#schedule());
    }, this.#pauseMs).unref();
  }

  /** Two saves at once would write into the same draft. */
  #afterOthers(save: () => Promise<void>): Promise<void> {
    const saved = this.#work.then(save);
    this.#work = saved.catch(() => {});
    return saved;
  }

  async #saveIfWorthwhile(): Promise<void> {
    const isOld = Date.now() - this.#savedAt > IDLE_SNAPSHOT_MS;
    if (isOld || (await this.#hasTransactionsSinceSaved())) await this.#save();
  }

  async #hasTransactionsSinceSaved(): Promise<boolean> {
    const head = BigInt((await this.#chain.block("latest"))?.number ?? 0);
    for (; this.#scannedHead < head; this.#scannedHead += 1n) {
      const block = await this.#chain.block(this.#scannedHead + 1n);
      if (block === null || block.transactions.length > 0) return true;
    }
    // A reorganisation may have replaced what was saved.
    return head < this.#savedHead;
  }

  async #save(): Promise<void> {
    const begun = Date.now();
    const head = BigInt((await this.#chain.block("latest"))?.number ?? 0);
    const packed = await this.#chain.call<string>("anvil_dumpState");
    await this.#file.replace(Buffer.from(packed.slice(2), "hex"));
    this.#savedHead = head;
    this.#scannedHead = head;
    this.#savedAt = Date.now();
    this.#pauseMs = Math.max(SNAPSHOT_MS, (this.#savedAt - begun) * SNAPSHOT_PAUSE_FACTOR);
  }
}
