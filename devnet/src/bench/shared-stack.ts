import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type StackProcess, startStackProcess } from "./stack-process.ts";

interface Shared {
  readonly state: string;
  readonly stack: Promise<StackProcess>;
}

let shared: Shared | undefined;

/** The path of `endpoints.json` of a stack that the areas after the first find running. */
export async function needStack(): Promise<string> {
  if (shared === undefined) {
    const state = mkdtempSync(join(tmpdir(), "audifi-bench-"));
    // The relay is asked more often than it lets one caller ask.
    shared = {
      state,
      stack: startStackProcess(state, {
        ...{ AUDIFI_RATE_LIMIT: "0", AUDIFI_LIVE_PER_CALLER: "0" },
        ...{ AUDIFI_STUDIO_PER_CALLER: "0", AUDIFI_STUDIO_VOTERS_PER_CALLER: "0" },
        // Whichever of its processes is told to listen for a debugger takes a port that is free.
        NODE_OPTIONS: "--inspect-port=0",
      }),
    };
  }
  await shared.stack;
  return join(shared.state, "endpoints.json");
}

export async function releaseStack(): Promise<void> {
  if (shared === undefined) return;
  const { state, stack } = shared;
  shared = undefined;
  await stack.then(
    (running) => running.stop(),
    () => undefined,
  );
  rmSync(state, { recursive: true, force: true });
}
