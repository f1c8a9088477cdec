import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

const isThere = (): boolean => spawnSync("redis-server", ["--version"]).status === 0;

/** Debian's, fetched where this may be done. */
const install = (): void => {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return;
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, timeout: 90_000 };
  spawnSync("apt-get", ["install", "-y", "-qq", "redis-server"], options);
};

export const hasRedis = (): boolean => {
  if (!isThere()) install();
  if (isThere()) return true;
  process.stdout.write("Skipped: there is no redis-server, and it could not be installed.\n");
  return false;
};

export interface RunningRedis {
  url: string;
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Again at the same address, with nothing in it. */
  startAgain(): Promise<void>;
  command(...words: string[]): string;
}

export const REDIS_PASSWORD = "redis-secret-password";

/** A real Redis of its own. */
export const startRedis = async (): Promise<RunningRedis> => {
  const folder = mkdtempSync(join(tmpdir(), "audifi-relay-redis-"));
  const port = String(await freePort());
  const command = (...words: string[]): string =>
    execFileSync("redis-cli", ["-p", port, "--no-auth-warning", "-a", REDIS_PASSWORD, ...words], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  const start = async () => {
    const flags = ["--port", port, "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
    const child = spawn("redis-server", [...flags, "--requirepass", REDIS_PASSWORD], { stdio: "ignore" });
    for (let attempt = 0; attempt < 1_000; attempt += 1) {
      try {
        if (command("ping") === "PONG") return child;
      } catch {
        // Not yet.
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("redis-server did not start");
  };
  let child = await start();
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  return {
    url: `redis://:${REDIS_PASSWORD}@127.0.0.1:${port}`,
    command,
    kill,
    startAgain: async () => {
      child = await start();
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
