import type { network } from "hardhat";
import { encodeFunctionData } from "viem";

import { masterRegistryAbi, shareRendererAbi } from "../../exports/abi.ts";

export type Connection = Awaited<ReturnType<typeof network.create>>;

export const PLATFORM_FEE = 250;

/** The platform on a fresh chain. The first wallet is the AccessManager's admin and holds every role without delay. */
export async function deployPlatform({ viem }: Connection) {
  const [admin, artist, fan, stranger] = await viem.getWalletClients();
  if (!admin || !artist || !fan || !stranger) throw new Error("the test chain has too few wallets");

  const manager = await viem.deployContract("AccessManager", [admin.account.address]);
  const vault = await viem.deployContract("DividendVault", [manager.address]);
  const switchboard = await viem.getContractAt("Switchboard", await vault.read.switchboard());
  const registryCode = await viem.deployContract("MasterRegistry", [switchboard.address]);
  const registryProxy = await viem.deployContract("ERC1967Proxy", [
    registryCode.address,
    encodeFunctionData({
      abi: masterRegistryAbi,
      functionName: "initialize",
      args: [manager.address, admin.account.address, PLATFORM_FEE],
    }),
  ]);
  const registry = await viem.getContractAt("MasterRegistry", registryProxy.address);
  const rendererCode = await viem.deployContract("ShareRenderer", [registry.address]);
  const rendererProxy = await viem.deployContract("ERC1967Proxy", [
    rendererCode.address,
    encodeFunctionData({ abi: shareRendererAbi, functionName: "initialize", args: [manager.address] }),
  ]);
  const renderer = await viem.getContractAt("ShareRenderer", rendererProxy.address);
  const sharesCode = await viem.deployContract("MasterShares", [
    registry.address,
    vault.address,
    switchboard.address,
    renderer.address,
  ]);
  const usdc = await viem.deployContract("TestUSDC");
  const validator = await viem.deployContract("AllowListTransferValidator");

  await registry.write.setSharesImplementation([sharesCode.address]);
  await registry.write.setCurrency([usdc.address, true]);
  await switchboard.write.setValidator([validator.address, true]);

  return {
    ...{ admin, artist, fan, stranger },
    ...{ manager, switchboard, vault, registry, renderer, usdc, validator },
    ...{ registryCode, rendererCode, sharesCode },
  };
}
