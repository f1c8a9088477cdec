import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Deployment } from "@audifi/contracts/addresses";
import { deploy } from "@audifi/contracts/deploy";
import { findAnvil } from "../../../src/binaries.ts";
import { callRpc } from "../../../src/json-rpc.ts";
import { findFreePortBase, portsFrom } from "../../../src/ports.ts";
import { inRepository } from "../../../src/repository.ts";
import { waitFor } from "../../../src/wait.ts";
import { demoWallets, deployer, fundedAccounts, studioRelay } from "../../../src/wallets.ts";

export interface Stage {
  rpcUrl: string;
  ipfsUrl: string;
  deployment: Deployment;
  /** Seconds; the chain began 400 days before. */
  now: number;
  close(): Promise<void>;
}

/** A chain of its own that began 400 days ago, an IPFS node of its own, and the contracts. */
export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "audifi-catalogue-"));
  const now = Math.floor(Date.now() / 1000);
  const children: ChildProcess[] = [];
  const start = (command: string, args: string[], env: Record<string, string> = {}): void => {
    children.push(spawn(command, args, { stdio: "ignore", env: { ...process.env, ...env } }));
  };
  const close = async (): Promise<void> => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { rpc: rpcPort, ipfs: ipfsPort } = portsFrom(await findFreePortBase(30_000, 32_699));
    const rpcUrl = `http://127.0.0.1:${rpcPort}`;
    const ipfsUrl = `http://127.0.0.1:${ipfsPort}`;
    start(findAnvil(), [
      ...["--host", "127.0.0.1", "--port", String(rpcPort), "--chain-id", "31337", "--quiet"],
      ...["--prune-history", "500"],
      ...[
        "--accounts",
        String(fundedAccounts),
        "--hardfork",
        "cancun",
        "--timestamp",
        String(now - 400 * 86_400),
      ],
    ]);
    start(process.execPath, [inRepository("devnet", "src", "ipfs", "main.ts")], {
      AUDIFI_IPFS_DIR: join(folder, "ipfs"),
      AUDIFI_IPFS_PORT: String(ipfsPort),
    });
    await waitFor("the chain", () => callRpc<string>(rpcUrl, "eth_chainId", []));
    await waitFor("the IPFS node", async () => {
      const response = await fetch(`${ipfsUrl}/api/v0/version`, { method: "POST" });
      return response.ok || undefined;
    });
    const owners = demoWallets.filter(({ role }) => role === "operator").map(({ address }) => address);
    const deployment = await deploy({
      rpcUrl,
      deployerKey: deployer.key,
      config: {
        ...{ safeOwners: owners, coins: true, directory: join(folder, "deployments") },
        studioRelay: studioRelay.address,
      },
    });
    return { rpcUrl, ipfsUrl, deployment, now, close };
  } catch (error) {
    await close();
    throw error;
  }
}
