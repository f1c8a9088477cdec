import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { ProcessLedger } from "./ledger.ts";
import type { StateDirectory } from "./state-directory.ts";

export interface ServiceOptions {
  name: string;
  command: string;
  args: readonly string[];
  env?: Record<string, string | undefined>;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** Higher tiers stop first; services of one tier stop together. */
  tier: number;
  signal?: NodeJS.Signals;
  graceMs?: number;
  beforeStop?: () => Promise<void>;
}

interface Running {
  options: ServiceOptions;
  child: ChildProcess;
  ended: Promise<void>;
}

export class ServiceError extends Error {
  override name = "ServiceError";
}

const LAST_LINES = 15;

/**
 * Starts the processes of a stack, notices when one ends by itself, and ends all of them. Each gets a process group
 * of its own: Ctrl-C in a terminal reaches only the main process, which then stops them in order. Output goes
 * straight to files, so that a service outlives a killed parent without breaking on a closed pipe.
 */
export class Supervisor {
  /** Rejects when a service ends that nobody stopped. Never resolves. */
  readonly failure: Promise<never>;
  readonly #state: StateDirectory;
  readonly #ledger: ProcessLedger;
  readonly #running = new Map<string, Running>();
  readonly #killed = new Map<string, ServiceOptions>();
  #fail: (error: Error) => void = () => {};
  #stopping: Promise<void> | undefined;

  constructor(state: StateDirectory) {
    this.#state = state;
    this.#ledger = new ProcessLedger(state);
    this.failure = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.failure.catch(() => {});
  }

  /** Starts a service that is expected to run until it is stopped. */
  start(options: ServiceOptions): void {
    const { child, ended } = this.#spawn(options);
    child.once("exit", (code, signal) => {
      if (this.#stopping !== undefined || !this.#running.delete(options.name)) return;
      this.#fail(new ServiceError(this.#describeEnd(options.name, code, signal)));
    });
    this.#running.set(options.name, { options, child, ended });
  }

  /** Runs a tool to its end; what it printed is in its log. */
  async run(options: Omit<ServiceOptions, "tier">): Promise<void> {
    const service = { ...options, tier: 9 };
    const { child, ended } = this.#spawn(service);
    this.#running.set(options.name, { options: service, child, ended });
    await ended;
    this.#running.delete(options.name);
    if (child.exitCode !== 0) {
      throw new ServiceError(this.#describeEnd(options.name, child.exitCode, child.signalCode));
    }
  }

  async stop(name: string): Promise<void> {
    const running = this.#running.get(name);
    if (running === undefined) return;
    this.#running.delete(name);
    await this.#end(running);
  }

  /** Ends a service as a crash would, without ending the stack; `revive` starts it again. */
  async kill(name: string): Promise<void> {
    const running = this.#running.get(name);
    if (running === undefined) throw new ServiceError(`${name} is not running.`);
    this.#running.delete(name);
    this.#killed.set(name, running.options);
    signalGroup(running.child, "SIGKILL");
    await running.ended;
  }

  revive(name: string): void {
    const options = this.#killed.get(name);
    if (options === undefined) throw new ServiceError(`${name} was not killed.`);
    this.#killed.delete(name);
    this.start(options);
  }

  stopAll(): Promise<void> {
    this.#stopping ??= this.#stopTiers();
    return this.#stopping;
  }

  async #stopTiers(): Promise<void> {
    const tiers = Map.groupBy(this.#running.values(), ({ options }) => options.tier);
    for (const tier of [...tiers.keys()].sort((a, b) => b - a)) {
      await Promise.all((tiers.get(tier) ?? []).map((running) => this.#end(running)));
    }
    this.#running.clear();
  }

  async #end({ options, child, ended }: Running): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) {
      await options.beforeStop?.().catch(() => {});
      signalGroup(child, options.signal ?? "SIGTERM");
      const patience = setTimeout(() => signalGroup(child, "SIGKILL"), options.graceMs ?? 5_000);
      await ended;
      clearTimeout(patience);
    }
    // Whatever the service had started itself is still in its group.
    signalGroup(child, "SIGKILL");
  }

  #spawn(options: ServiceOptions): { child: ChildProcess; ended: Promise<void> } {
    if (this.#stopping !== undefined) throw new ServiceError(`${options.name} is not started: stopping.`);
    const log = openSync(this.#prepareLog(options.name), "w");
    const child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      uid: options.uid,
      gid: options.gid,
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    const ended = new Promise<void>((resolve) => {
      child.once("exit", () => {
        this.#ledger.remove(options.name);
        resolve();
      });
      child.once("error", (error) => {
        this.#fail(new ServiceError(`${options.name} cannot be started: ${error.message}`));
        resolve();
      });
    });
    if (child.pid !== undefined) this.#ledger.add(options.name, child.pid);
    return { child, ended };
  }

  #prepareLog(name: string): string {
    const file = this.logFile(name);
    mkdirSync(dirname(file), { recursive: true });
    return file;
  }

  logFile(name: string): string {
    return this.#state.file("logs", `${name}.log`);
  }

  #describeEnd(name: string, code: number | null, signal: NodeJS.Signals | null): string {
    const how = signal === null ? `exit code ${code}` : signal;
    const lines = readFileSync(this.logFile(name), "utf8").trimEnd().split("\n").slice(-LAST_LINES);
    return `${name} ended unexpectedly (${how}). The end of ${this.logFile(name)}:\n\n  ${lines.join("\n  ")}\n`;
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
