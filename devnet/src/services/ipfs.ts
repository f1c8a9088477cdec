import type { Context } from "../context.ts";
import { inRepository } from "../repository.ts";
import { waitFor } from "../wait.ts";

export interface Ipfs {
  /** Kubo's RPC under `/api/v0`, the gateway under `/ipfs`. */
  readonly url: string;
}

export async function startIpfs({ state, supervisor, ports }: Context): Promise<Ipfs> {
  const url = `http://127.0.0.1:${ports.ipfs}`;
  supervisor.start({
    name: "ipfs",
    command: process.execPath,
    args: [inRepository("devnet", "src", "ipfs", "main.ts")],
    env: { AUDIFI_IPFS_DIR: state.file("ipfs"), AUDIFI_IPFS_PORT: String(ports.ipfs) },
    tier: 1,
  });
  await waitFor("The start of IPFS", async () => {
    const response = await fetch(`${url}/api/v0/version`, { method: "POST" });
    return response.ok || undefined;
  });
  return { url };
}
