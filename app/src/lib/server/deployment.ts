import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Deployment, Hex } from "#lib/format/network.ts";

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

interface DeploymentFile {
  readonly startBlock?: number;
  readonly contracts?: Readonly<Record<string, string | { readonly address?: string } | undefined>>;
}

function addressOf(file: DeploymentFile, name: string): Hex {
  const entry = file.contracts?.[name];
  const address = typeof entry === "string" ? entry : entry?.address;
  if (!address || !ADDRESS.test(address)) throw new Error(`The deployment names no address for ${name}`);
  return address as Hex;
}

export function parseDeployment(text: string): Deployment {
  const file = JSON.parse(text) as DeploymentFile;
  return {
    registry: addressOf(file, "MasterRegistry"),
    vault: addressOf(file, "DividendVault"),
    startBlock: file.startBlock ?? 0,
  };
}

/** Without a deployment the app still reads; only wallet actions are missing. */
export async function readDeployment(directory: string | null, chainId: number): Promise<Deployment | null> {
  if (directory === null) return null;
  let text: string;
  try {
    text = await readFile(join(directory, `${chainId}.json`), "utf8");
  } catch {
    return null;
  }
  return parseDeployment(text);
}
