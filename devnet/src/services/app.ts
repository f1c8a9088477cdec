import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Context } from "../context.ts";
import { withLock } from "../file-lock.ts";
import { hashFiles } from "../hash-files.ts";
import type { Ports } from "../ports.ts";
import { inRepository } from "../repository.ts";
import { waitFor } from "../wait.ts";
import { demoWallets } from "../wallets.ts";
import { CHAIN_ID } from "./chain.ts";

const SOURCES = [
  ...["src", "static", "vite", "vite.config.ts", "tsconfig.json", "package.json"].map(
    (path) => `app/${path}`,
  ),
  ...["contracts/exports", "relay/src/protocol", "subgraph/api.graphql", "package-lock.json"],
];

interface Addresses {
  graphql: string;
  rpc: string;
  ipfs: string;
  relay: string;
}

export function appUrl(ports: Ports): string {
  return `http://localhost:${ports.app}`;
}

/** Addresses reach the app when it runs, so one build serves every stack. */
export async function ensureAppBuild({
  supervisor,
  isDev,
}: Context): Promise<"built" | "up to date" | "not needed"> {
  if (isDev) return "not needed";
  const sources = hashFiles(SOURCES.map((path) => inRepository(path)));
  const stamp = inRepository("app", "build", ".sources");
  return withLock(inRepository("node_modules", ".cache", "audifi", "app.lock"), async () => {
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return "up to date";
    await supervisor.run({
      name: "vite",
      command: inRepository("node_modules", ".bin", "vite"),
      args: ["build"],
      cwd: inRepository("app"),
    });
    writeFileSync(stamp, sources);
    return "built";
  });
}

export async function startApp(context: Context, addresses: Addresses): Promise<string> {
  const { state, supervisor, ports, isDev } = context;
  const url = appUrl(ports);
  const port = String(ports.app);
  const dev = {
    command: inRepository("node_modules", ".bin", "vite"),
    args: ["dev", "--port", port, "--strictPort"],
  };
  const built = { command: process.execPath, args: [inRepository("app", "server.js")] };
  supervisor.start({
    name: "app",
    ...(isDev ? dev : built),
    cwd: inRepository("app"),
    env: {
      NODE_ENV: isDev ? "development" : "production",
      HOST: "127.0.0.1",
      PORT: port,
      ORIGIN: url,
      SHUTDOWN_TIMEOUT: "1",
      AUDIFI_GRAPHQL_URL: addresses.graphql,
      AUDIFI_RPC_URL: addresses.rpc,
      AUDIFI_CHAIN_ID: String(CHAIN_ID),
      AUDIFI_IPFS_GATEWAY: addresses.ipfs,
      AUDIFI_RELAY_URL: addresses.relay,
      AUDIFI_DEPLOYMENTS_DIR: state.file("deployments"),
      AUDIFI_DEMO_WALLETS: JSON.stringify(demoWallets),
    },
    tier: 4,
  });
  // Any answer will do: an error page is the app's to show, not a reason not to start.
  await waitFor("The start of the app", async () => (await fetch(url), true));
  return url;
}
