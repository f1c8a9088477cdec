import { readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { FileLock } from "./file-lock.ts";
import { readJson, writeJson } from "./json-file.ts";
import { repositoryRoot } from "./repository.ts";

export class StateError extends Error {
  override name = "StateError";
}

/** What a start must know about the ones before it. */
export interface Facts {
  /** The deployment the chain was started with; absent until its history is complete. */
  fingerprint?: string;
  /** The manifest that graph-node indexes. */
  manifest?: string;
}

const LOCK = "lock";
const PROCESSES = "processes.json";
const FACTS = "facts.json";

/** Where a stack keeps everything it must find again. One running stack per directory. */
export class StateDirectory {
  readonly path: string;
  readonly #lock: FileLock;

  constructor(path: string) {
    this.path = resolve(repositoryRoot, path);
    this.#lock = new FileLock(this.file(LOCK));
  }

  file(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  get processesFile(): string {
    return this.file(PROCESSES);
  }

  lock(): void {
    const holder = this.#takeLock();
    if (holder === undefined) return;
    throw new StateError(
      `AudiFi already runs on ${this.path} (process ${holder}).\n` +
        "Stop it first, or give this one its own state and ports:\n" +
        "  AUDIFI_STATE_DIR=.devnet-2 AUDIFI_PORT_BASE=20100 npm start",
    );
  }

  /** It is the first thing written into the folder. */
  #takeLock(): number | undefined {
    try {
      return this.#lock.take();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      throw new StateError(
        `The state cannot be kept in ${this.path}: ${message}.\nName another folder in AUDIFI_STATE_DIR.`,
      );
    }
  }

  unlock(): void {
    this.#lock.release();
  }

  readFacts(): Facts {
    return readJson<Facts>(this.file(FACTS)) ?? {};
  }

  addFacts(facts: Facts): void {
    writeJson(this.file(FACTS), { ...this.readFacts(), ...facts });
  }

  empty(): void {
    for (const entry of readdirSync(this.path)) {
      if (entry !== LOCK && entry !== PROCESSES) rmSync(this.file(entry), { recursive: true, force: true });
    }
  }
}
