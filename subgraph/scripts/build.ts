import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { compile, generateTypes, root } from "./compile.ts";
import { CONTRACTS, PLACEHOLDER } from "./manifest.ts";

export interface Deployment {
  chainId: number;
  contracts: Record<string, { address: string; startBlock: number } | undefined>;
  /** Currencies whose ticker and decimals the subgraph shows. */
  currencies?: { address: string; symbol: string; decimals: number }[];
  nativeCurrency?: { symbol: string; decimals: number };
  /** The wrapped native coin that coins are traded against. */
  weth: string;
}

export interface BuildOptions {
  deployment: Deployment;
  /** Emptied, then filled with `subgraph.yaml` and what it refers to. */
  outDir: string;
  /** graph-node's name of the network; by default that of the deployment's chain. */
  network?: string;
}

const NETWORKS: Record<number, string> = {
  1: "mainnet",
  137: "matic",
  8453: "base",
  31337: "localhost",
  80002: "polygon-amoy",
  84532: "base-sepolia",
  11155111: "sepolia",
};

const ZERO_ADDRESS = "0x0000000000000000000000000000000000000000";

const currenciesText = ({ currencies = [], nativeCurrency }: Deployment): string => {
  const native = nativeCurrency ? [{ ...nativeCurrency, address: ZERO_ADDRESS }] : [];
  const known = [...native, ...currencies];
  return known
    .map(({ address, symbol, decimals }) => `${address.toLowerCase()} ${decimals} ${symbol}`)
    .join(",");
};

const fillIn = (manifest: string, { deployment, network }: BuildOptions): string => {
  const name = network ?? NETWORKS[deployment.chainId];
  if (!name) throw new Error(`chain ${deployment.chainId} is unknown: name graph-node's network for it`);
  let text = manifest
    .replaceAll(PLACEHOLDER.network, name)
    .replaceAll(PLACEHOLDER.wrappedNative, JSON.stringify(deployment.weth.toLowerCase()))
    .replaceAll(PLACEHOLDER.currencies, JSON.stringify(currenciesText(deployment)));
  for (const [index, source] of CONTRACTS.entries()) {
    if (source.isTemplate) continue;
    const contract = deployment.contracts[source.name];
    if (!contract) throw new Error(`the deployment on chain ${deployment.chainId} has no ${source.name}`);
    text = text
      .replaceAll(PLACEHOLDER.address(index), contract.address.toLowerCase())
      .replaceAll(String(PLACEHOLDER.startBlock(index)), String(contract.startBlock));
  }
  return text;
};

/** A subgraph ready to deploy: `subgraph_deploy` takes `manifestPath` (gnd) or the folder goes to IPFS. */
export const buildSubgraph = async (options: BuildOptions): Promise<{ manifestPath: string }> => {
  const compiled = compile();
  const outDir = resolve(options.outDir);
  const manifestPath = join(outDir, "subgraph.yaml");
  const manifest = fillIn(readFileSync(join(compiled, "subgraph.yaml"), "utf8"), options);
  rmSync(outDir, { recursive: true, force: true });
  cpSync(compiled, outDir, { recursive: true });
  writeFileSync(manifestPath, manifest);
  return { manifestPath };
};

const main = async (): Promise<void> => {
  const [file, outDir = join(root, "build", "deployment"), network] = process.argv.slice(2);
  if (!file) {
    console.log(`compiled into ${compile()}`);
    generateTypes(root);
    return;
  }
  const deployment = JSON.parse(readFileSync(file, "utf8")) as Deployment;
  const { manifestPath } = await buildSubgraph({ deployment, outDir, ...(network ? { network } : {}) });
  console.log(manifestPath);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
