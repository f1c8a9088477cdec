import { execFileSync, spawn } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";

export interface Run {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly timeoutMs: number;
  readonly abort: AbortSignal;
}

export interface RunEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly endedBy: "itself" | "timeout" | "abort";
}

/** The descendants of a process, those included that have left its process group. */
function findDescendants(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const line of execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).split("\n")) {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    if (child === undefined || parent === undefined || Number.isNaN(parent)) continue;
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const found: number[] = [];
  const queue = [pid];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const child of children.get(next) ?? []) {
      found.push(child);
      queue.push(child);
    }
  }
  return found;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    return;
  }
}

/** Ends a process that was started detached, its group and whoever else descends from it. */
function killTree(pid: number): void {
  let descendants: number[] = [];
  try {
    descendants = findDescendants(pid);
  } catch {
    // A machine without `ps`, or without memory to run it, still has the group ended.
  }
  signal(-pid, "SIGKILL");
  for (const descendant of descendants) signal(descendant, "SIGKILL");
}

export async function runToEnd(run: Run): Promise<RunEnd> {
  const [program, ...args] = run.command;
  // No pipe through this process: whoever outlives the command may go on writing.
  const log = openSync(run.logFile, "w");
  const child = spawn(program, args, {
    cwd: run.cwd,
    env: run.env,
    detached: true,
    stdio: ["ignore", log, log],
  });
  let endedBy: RunEnd["endedBy"] = "itself";
  const end = (reason: RunEnd["endedBy"]): void => {
    endedBy = reason;
    if (child.pid !== undefined) killTree(child.pid);
  };
  const timer = setTimeout(() => end("timeout"), run.timeoutMs);
  const onAbort = (): void => end("abort");
  run.abort.addEventListener("abort", onAbort, { once: true });
  if (run.abort.aborted) onAbort();

  const exit = await new Promise<Omit<RunEnd, "endedBy">>((resolve) => {
    child.once("error", (error) => {
      writeSync(log, `${error.message}\n`);
      resolve({ code: null, signal: null });
    });
    child.once("exit", (code, name) => resolve({ code, signal: name }));
  });
  clearTimeout(timer);
  run.abort.removeEventListener("abort", onAbort);
  // Whatever it left behind in its group would hold ports open.
  if (child.pid !== undefined) signal(-child.pid, "SIGKILL");
  closeSync(log);
  return { ...exit, endedBy };
}
