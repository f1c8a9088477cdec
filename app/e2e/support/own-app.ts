import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

/** One that nobody listens on, below those which systems give to outgoing connections. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 30_000 + Math.floor(Math.random() * 2_700);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** The app of the stack once more, on a port and with an environment of its own. */
export async function serveApp(
  environment: Readonly<Record<string, string>>,
): Promise<{ url: string; stop: () => void }> {
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  const child: ChildProcess = spawn(process.execPath, ["server.js"], {
    cwd: join(import.meta.dirname, "..", ".."),
    stdio: "ignore",
    env: {
      ...{ PATH: process.env.PATH, NODE_ENV: "production", HOST: "127.0.0.1", PORT: port, ORIGIN: url },
      ...environment,
    },
  });
  const stop = () => void child.kill("SIGKILL");
  for (let waited = 0; waited < 60_000; waited += 200) {
    const isUp = await fetch(`${url}/api/head`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  stop();
  throw new Error("the app did not start");
}
