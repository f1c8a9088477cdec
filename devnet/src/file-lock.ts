import { linkSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { identifyProcess } from "./identity.ts";
import { readJson, writeJson } from "./json-file.ts";
import { sleep } from "./wait.ts";

interface Holder {
  pid: number;
  identity: string;
}

/** A lock that dies with its holder: one that names no living process is taken over. */
export class FileLock {
  readonly #file: string;
  #isHeld = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** Takes the lock, or returns the pid of the living process that holds it. */
  take(): number | undefined {
    mkdirSync(dirname(this.#file), { recursive: true });
    const mine = `${this.#file}.${process.pid}`;
    writeJson(mine, { pid: process.pid, identity: identifyProcess(process.pid) ?? "" } satisfies Holder);
    try {
      while (!linkIfAbsent(mine, this.#file)) {
        const holder = readJson<Holder>(this.#file);
        if (isAlive(holder)) return holder.pid;
        this.#removeStale();
      }
      this.#isHeld = true;
      return undefined;
    } finally {
      rmSync(mine, { force: true });
    }
  }

  release(): void {
    if (this.#isHeld) rmSync(this.#file, { force: true });
    this.#isHeld = false;
  }

  #removeStale(): void {
    const aside = `${this.#file}.stale.${process.pid}`;
    try {
      renameSync(this.#file, aside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
      throw error;
    }
    // Another process may have replaced the stale lock between the look and the rename.
    if (isAlive(readJson<Holder>(aside))) linkIfAbsent(aside, this.#file);
    rmSync(aside, { force: true });
  }
}

/** Runs the work while no other process runs work under the same lock. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = new FileLock(file);
  while (lock.take() !== undefined) await sleep(100);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

function isAlive(holder: Holder | undefined): holder is Holder {
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
