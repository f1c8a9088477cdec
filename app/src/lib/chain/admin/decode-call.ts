import {
  accessManagerAbi,
  coinLauncherAbi,
  dividendVaultAbi,
  masterRegistryAbi,
  safeAbi,
  shareRendererAbi,
  studioSessionsAbi,
  switchboardAbi,
} from "@audifi/contracts/abi";
import { decodeFunctionData, type Abi } from "viem";
import { isSameAddress } from "#lib/format/address.ts";
import type { Deployment, Hex } from "#lib/format/network.ts";

const CONTRACTS = {
  registry: { name: "MasterRegistry", abi: masterRegistryAbi },
  switchboard: { name: "Switchboard", abi: switchboardAbi },
  renderer: { name: "ShareRenderer", abi: shareRendererAbi },
  launcher: { name: "CoinLauncher", abi: coinLauncherAbi },
  studio: { name: "StudioSessions", abi: studioSessionsAbi },
  vault: { name: "DividendVault", abi: dividendVaultAbi },
  accessManager: { name: "AccessManager", abi: accessManagerAbi },
  safe: { name: "Safe", abi: safeAbi },
} as const satisfies Partial<Record<keyof Deployment, { name: string; abi: Abi }>>;

type ContractKey = keyof typeof CONTRACTS;

/** A call whose function and arguments are known. */
export interface DecodedCall {
  readonly contract: ContractKey;
  readonly contractName: string;
  readonly address: Hex;
  readonly abi: Abi;
  readonly functionName: string;
  readonly args: readonly unknown[];
}

/** The contract of the deployment at an address; null for others. */
function contractAt(deployment: Deployment, address: Hex): ContractKey | null {
  const keys = Object.keys(CONTRACTS) as ContractKey[];
  return keys.find((key) => isSameAddress(deployment[key], address)) ?? null;
}

export function contractName(deployment: Deployment, address: Hex): string | null {
  const key = contractAt(deployment, address);
  return key === null ? null : CONTRACTS[key].name;
}

/** Reads a call of one of the platform's contracts; null when target, function or arguments are not theirs. */
export function decodeCall(deployment: Deployment, to: Hex, data: Hex): DecodedCall | null {
  const contract = contractAt(deployment, to);
  if (contract === null) return null;
  const { name, abi } = CONTRACTS[contract];
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi: abi as Abi, data });
    return { contract, contractName: name, address: to, abi, functionName, args };
  } catch {
    return null;
  }
}
