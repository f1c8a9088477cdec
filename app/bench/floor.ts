import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const project = join(import.meta.dirname, "floor");
const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin", "vite.js");

function runNode(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, args, {
    ...{ cwd: project, env: { ...process.env, ...environment } },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** The address in what the server says once it listens. */
async function addressOf({ stdout }: ChildProcess): Promise<string> {
  let said = "";
  for await (const chunk of stdout ?? []) {
    said += String(chunk);
    const port = /Listening on \S+?:(\d+)\s/.exec(said)?.[1];
    if (port !== undefined) return `http://localhost:${port}`;
  }
  throw new Error(`The static page was not served: ${said}`);
}

export interface Floor {
  readonly url: string;
  stop(): Promise<void>;
}

/** A static page of the same SvelteKit, built and served as the app is: the least that a page of it can cost. */
export async function serveFloor(): Promise<Floor> {
  const build = runNode([vite, "build"]);
  build.stdout?.resume();
  const [code] = (await once(build, "exit")) as [number | null];
  if (code !== 0) throw new Error(`The static page could not be built: vite ended with ${code}`);
  const server = runNode([join(".svelte-kit", "server", "index.js")], { HOST: "127.0.0.1", PORT: "0" });
  const url = await addressOf(server);
  return {
    url,
    async stop() {
      const ended = once(server, "exit");
      server.kill();
      await ended;
    },
  };
}
