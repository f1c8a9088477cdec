/** Our own contracts: what is created, in which order, from what. */
import type { Address, Hex } from "viem";
import { concatHex, keccak256 } from "viem";

import { builtArtifact, ownArtifact } from "../artifacts.ts";
import { create, createProxy } from "./steps.ts";

/** Platform fee of new masters in basis points of the proceeds. */
const PLATFORM_FEE = 250;

const artifacts = () => ({
  accessManager: builtArtifact("@openzeppelin/contracts/access/manager/AccessManager"),
  switchboard: ownArtifact("access/Switchboard"),
  vault: ownArtifact("revenue/DividendVault"),
  registry: ownArtifact("masters/MasterRegistry"),
  renderer: ownArtifact("masters/ShareRenderer"),
  shares: ownArtifact("masters/MasterShares"),
});

/** @param deployer First admin of the AccessManager, until it has handed over. @param safe Receives fees. */
export function planAudifi(deployer: Address, safe: Address) {
  const built = artifacts();
  const accessManager = create("AccessManager", built.accessManager, [deployer]);
  const switchboard = create("Switchboard", built.switchboard, [accessManager.creates]);
  const vault = create("DividendVault", built.vault, [switchboard.creates]);
  const registryCode = create("MasterRegistry (implementation)", built.registry, [switchboard.creates]);
  const registry = createProxy("MasterRegistry", registryCode.creates, built.registry, [
    accessManager.creates,
    safe,
    PLATFORM_FEE,
  ]);
  const rendererCode = create("ShareRenderer (implementation)", built.renderer, [registry.creates]);
  const renderer = createProxy("ShareRenderer", rendererCode.creates, built.renderer, [
    accessManager.creates,
  ]);
  const shares = create("MasterShares", built.shares, [
    registry.creates,
    vault.creates,
    switchboard.creates,
    renderer.creates,
  ]);
  return { accessManager, switchboard, vault, registryCode, registry, rendererCode, renderer, shares };
}

export type AudifiPlan = ReturnType<typeof planAudifi>;

/** Hash of the creation code of our contracts as they are built now. */
export const contractsFingerprint = (): Hex =>
  keccak256(concatHex(Object.values(artifacts()).map(({ bytecode }) => keccak256(bytecode))));
