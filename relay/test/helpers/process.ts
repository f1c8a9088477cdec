import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface RelayProcess {
  url: string;
  child: ChildProcess;
  output: () => string;
  /** Resolves with the exit code, or the signal. */
  ended: Promise<number | string>;
}

const entry = fileURLToPath(new URL("../../src/server.ts", import.meta.url));

/** The relay as operators run it: a process of its own, with nothing but its environment. */
export const spawnRelay = async (environment: Record<string, string>): Promise<RelayProcess> => {
  let output = "";
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | string);
  const listening = new Promise<string>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /Server listening at (http:\/\/[\d.:]+)/.exec(output)?.[1];
      if (url) resolve(url);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
  });
  const url = await Promise.race([listening, ended.then(() => "")]);
  return { url, child, output: () => output, ended };
};
