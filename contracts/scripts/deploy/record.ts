import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Address } from "viem";

import type { DeployedContract, Deployment } from "../../exports/addresses.ts";
import { type AudifiPlan, contractsFingerprint } from "./audifi.ts";
import type { Surroundings } from "./networks.ts";

export const defaultDirectory = (): string =>
  process.env.AUDIFI_DEPLOYMENTS_DIR ?? fileURLToPath(new URL("../../deployments", import.meta.url));

export function readRecord(dir: string, chainId: number): Deployment | undefined {
  try {
    return JSON.parse(readFileSync(`${dir}/${chainId}.json`, "utf8")) as Deployment;
  } catch {
    return undefined;
  }
}

/** Written to a neighbour and renamed, so that nobody reads half of it. */
export function writeRecord(dir: string, deployment: Deployment): void {
  mkdirSync(dir, { recursive: true });
  const path = `${dir}/${deployment.chainId}.json`;
  writeFileSync(`${path}.part`, `${JSON.stringify(deployment, null, 2)}\n`);
  renameSync(`${path}.part`, path);
}

export function describe(
  chainId: number,
  plan: AudifiPlan,
  surroundings: Surroundings,
  safe: Address,
  startBlockOf: (address: Address) => number,
): Deployment {
  const at = (address: Address): DeployedContract => ({ address, startBlock: startBlockOf(address) });
  return {
    chainId,
    name: surroundings.name,
    contracts: {
      MasterRegistry: at(plan.registry.creates),
      MasterShares: at(plan.shares.creates),
      DividendVault: at(plan.vault.creates),
      Switchboard: at(plan.switchboard.creates),
      StudioSessions: at(plan.studio.creates),
      ShareRenderer: at(plan.renderer.creates),
      ShareMarket: at(plan.market.creates),
      AccessManager: at(plan.accessManager.creates),
      ArtistCoin: at(plan.coin.creates),
      ArtistGovernor: at(plan.governor.creates),
      ArtistTreasury: at(plan.treasury.creates),
      ArtistVesting: at(plan.vesting.creates),
      CoinGrants: at(plan.grants.creates),
      CoinLauncher: at(plan.launcher.creates),
      CoinStaking: at(plan.staking.creates),
      LiquidityLocker: at(plan.locker.creates),
    },
    currencies: surroundings.currencies,
    nativeCurrency: surroundings.nativeCurrency,
    weth: surroundings.weth,
    uniswap: surroundings.uniswap,
    validators: surroundings.validators,
    safe,
    accessManager: plan.accessManager.creates,
    implementations: {
      MasterRegistry: plan.registryCode.creates,
      ShareRenderer: plan.rendererCode.creates,
      CoinLauncher: plan.launcherCode.creates,
    },
    fingerprint: contractsFingerprint(),
  };
}
