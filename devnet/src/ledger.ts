import { identifyProcess } from "./identity.ts";
import { readJson, writeJson } from "./json-file.ts";
import type { StateDirectory } from "./state-directory.ts";
import { sleep } from "./wait.ts";

interface Entry {
  name: string;
  pid: number;
  identity: string;
}

/** PostgreSQL ends its own children, which are not in its group, only when it is asked to. */
const firstSignal = ({ name }: Entry): NodeJS.Signals => (name === "postgres" ? "SIGQUIT" : "SIGKILL");
/** It gives them five seconds. Killed before they are gone, it leaves them, and the next start is refused. */
const PATIENCE_MS = 30_000;

/** The pids of a running stack on disk, for the start after a `kill -9`. */
export class ProcessLedger {
  readonly #state: StateDirectory;
  readonly #entries = new Map<string, Entry>();

  constructor(state: StateDirectory) {
    this.#state = state;
  }

  add(name: string, pid: number): void {
    const identity = identifyProcess(pid);
    if (identity === undefined) return;
    this.#entries.set(name, { name, pid, identity });
    this.#save();
  }

  remove(name: string): void {
    if (this.#entries.delete(name)) this.#save();
  }

  #save(): void {
    writeJson(this.#state.processesFile, [...this.#entries.values()]);
  }
}

/** Ends what a killed start left behind. A pid that meanwhile belongs to another program is left alone. */
export async function endLeftovers(state: StateDirectory): Promise<string[]> {
  const entries = readJson<Entry[]>(state.processesFile) ?? [];
  const isAlive = (entry: Entry) => identifyProcess(entry.pid) === entry.identity;
  const alive = entries.filter(isAlive);
  for (const entry of alive) signal(entry, firstSignal(entry));
  const deadline = Date.now() + PATIENCE_MS;
  while (alive.some(isAlive) && Date.now() < deadline) await sleep(50);
  for (const entry of alive.filter(isAlive)) signal(entry, "SIGKILL");
  while (alive.some(isAlive)) await sleep(20);
  writeJson(state.processesFile, []);
  return alive.map((entry) => entry.name);
}

function signal({ pid }: Entry, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
