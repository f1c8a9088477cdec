import { existsSync, writeFileSync, readFileSync } from "node:fs";
import type { Deployment } from "@audifi/contracts/addresses";
import { contractsFingerprint, deploy } from "../../contracts/scripts/deploy.ts";
import type { Context } from "./context.ts";
import { withLock } from "./file-lock.ts";
import { hashFiles } from "./hash-files.ts";
import { inRepository } from "./repository.ts";
import type { Chain } from "./services/chain.ts";
import { StateError } from "./state-directory.ts";
import { demoWallets, deployer, studioRelay } from "./wallets.ts";

export type { Deployment };

const SOURCES = ["contracts/src", "hardhat.config.ts", "contracts/package.json", "contracts/remappings.txt"];

/** Compiles where the artifacts are not those of the sources. */
export async function ensureArtifacts({ supervisor }: Context): Promise<"built" | "up to date"> {
  const sources = hashFiles(SOURCES.map((path) => inRepository(path)));
  const stamp = inRepository("contracts", "artifacts", ".sources");
  return withLock(inRepository("node_modules", ".cache", "audifi", "contracts.lock"), async () => {
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return "up to date";
    await supervisor.run({
      name: "hardhat",
      command: inRepository("node_modules", ".bin", "hardhat"),
      args: ["--config", inRepository("hardhat.config.ts"), "build", "--no-tests"],
      cwd: inRepository(),
    });
    writeFileSync(stamp, sources);
    return "built";
  });
}

/** Refuses a chain that other contracts made; its addresses and its history would not be ours. */
export function requireSameContracts({ state }: Context, chain: Chain): void {
  const made = state.readFacts().fingerprint;
  if (!chain.isRestored || made === contractsFingerprint()) return;
  throw new StateError(
    `The state in ${state.path} was made by other contracts than those in this folder.\n` +
      "Start over with: npm start -- --fresh",
  );
}

export async function deployContracts({ state }: Context, chain: Chain): Promise<Deployment> {
  const operators = demoWallets.filter(({ role }) => role === "operator").map(({ address }) => address);
  const deployment = await deploy({
    rpcUrl: chain.url,
    deployerKey: deployer.key,
    config: {
      safeOwners: operators,
      safeThreshold: 2,
      coins: true,
      studioRelay: studioRelay.address,
      directory: state.file("deployments"),
      ...(operators[0] === undefined ? {} : { operator: operators[0] }),
    },
  });
  await requireCode(chain, deployment, state.path);
  return deployment;
}

async function requireCode(chain: Chain, { contracts }: Deployment, statePath: string): Promise<void> {
  for (const [name, { address }] of Object.entries(contracts)) {
    if ((await chain.call<string>("eth_getCode", [address, "latest"])) !== "0x") continue;
    throw new StateError(
      `${name} has no code at ${address}: the chain in ${statePath} is damaged. Use --fresh.`,
    );
  }
}
