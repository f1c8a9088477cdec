import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { identifyProcess } from "./identity.ts";
import { repositoryRoot } from "./repository.ts";

export class StateError extends Error {
  override name = "StateError";
}

interface Holder {
  pid: number;
  identity: string;
}

/** Where a stack keeps everything it must find again. One running stack per directory, held by a lock. */
export class StateDirectory {
  readonly path: string;
  #locked = false;

  constructor(path: string) {
    this.path = resolve(repositoryRoot, path);
    mkdirSync(this.path, { recursive: true });
  }

  file(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  lock(): void {
    const lock = this.file("lock");
    const mine = this.file(`lock.${process.pid}`);
    writeJson(mine, { pid: process.pid, identity: identifyProcess(process.pid) ?? "" } satisfies Holder);
    try {
      for (let attempt = 0; attempt < 5 && !this.#locked; attempt += 1) {
        this.#locked = linkIfAbsent(mine, lock);
        if (!this.#locked) this.#takeAwayStale(lock);
      }
    } finally {
      rmSync(mine, { force: true });
    }
    if (!this.#locked) throw new StateError(`The lock of ${this.path} keeps changing hands; try again.`);
  }

  #takeAwayStale(lock: string): void {
    this.#refuseIfHeld(readJson<Holder>(lock));
    const aside = this.file(`lock.stale.${process.pid}`);
    try {
      renameSync(lock, aside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
      throw error;
    }
    // Another start may have replaced the stale lock between the look and the rename.
    const moved = readJson<Holder>(aside);
    if (isAlive(moved)) linkIfAbsent(aside, lock);
    rmSync(aside, { force: true });
    this.#refuseIfHeld(moved);
  }

  #refuseIfHeld(holder: Holder | undefined): void {
    if (holder === undefined || !isAlive(holder)) return;
    throw new StateError(
      `AudiFi already runs on ${this.path} (process ${holder.pid}).\n` +
        "Stop it first, or give this one its own state and ports:\n" +
        "  AUDIFI_STATE_DIR=.devnet-2 AUDIFI_PORT_BASE=20100 npm start",
    );
  }

  unlock(): void {
    if (this.#locked) rmSync(this.file("lock"), { force: true });
    this.#locked = false;
  }

  /** Removes everything but the lock of this process. */
  empty(): void {
    for (const entry of [
      "postgres",
      "chain",
      "ipfs",
      "deployments",
      "subgraph",
      "logs",
      "relay",
      "facts.json",
    ]) {
      rmSync(this.file(entry), { recursive: true, force: true });
    }
    rmSync(this.file("endpoints.json"), { force: true });
  }

  has(...parts: string[]): boolean {
    return existsSync(this.file(...parts));
  }
}

function isAlive(holder: Holder | undefined): boolean {
  return holder !== undefined && identifyProcess(holder.pid) === holder.identity;
}

function linkIfAbsent(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

export function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}

/** Readers see the old file or the new one, never half of it. */
export function writeJson(file: string, value: unknown): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(temporary, file);
}
