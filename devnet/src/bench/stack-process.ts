import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Endpoints } from "../endpoints.ts";
import { findFreePortBase } from "../ports.ts";
import { inRepository } from "../repository.ts";

export interface StackProcess {
  readonly readyMs: number;
  readonly endpoints: Endpoints;
  /** Ends the stack and returns how long that took, in milliseconds. */
  stop(): Promise<number>;
}

/** `npm start` without npm, on ports of its own and this state directory. */
export async function startStackProcess(
  state: string,
  env: Readonly<Record<string, string>> = {},
): Promise<StackProcess> {
  const portBase = process.env.AUDIFI_PORT_BASE ?? String(await findFreePortBase());
  const begun = performance.now();
  const child = spawn(process.execPath, [inRepository("devnet", "bin", "start.mjs")], {
    cwd: inRepository(),
    env: { ...process.env, ...env, AUDIFI_STATE_DIR: state, AUDIFI_PORT_BASE: portBase },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let text = "";
  const ready = new Promise<true>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes("AudiFi is ready: ")) resolve(true);
    });
    child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  });
  const isReady = await Promise.race([ready, ended.then(() => false)]);
  if (!isReady) throw new Error(`The stack did not start:\n${text}`);
  const readyMs = performance.now() - begun;

  return {
    readyMs,
    endpoints: JSON.parse(readFileSync(join(state, "endpoints.json"), "utf8")) as Endpoints,
    stop: async () => {
      const asked = performance.now();
      child.kill("SIGTERM");
      const code = await ended;
      if (code !== 0) throw new Error(`The stack ended with exit code ${code}:\n${text.slice(-2_000)}`);
      return performance.now() - asked;
    },
  };
}
