import { masterRegistryAbi } from "@audifi/contracts/abi";
import { keccak256, toBytes, toHex } from "viem";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";
import { wagmiConfig } from "../config.ts";
import { getBytecode, readContract } from "../wagmi.ts";
import type { AdminOrder } from "./calls.ts";

/** Where a proxy keeps the address of its code (ERC-1967); code made for proxies names it (ERC-1822). */
const CODE_SLOT = toHex(BigInt(keccak256(toBytes("eip1967.proxy.implementation"))) - 1n, { size: 32 });

async function isForProxies(network: NetworkConfig, address: Hex): Promise<boolean> {
  try {
    const slot = await readContract(wagmiConfig(network), {
      address,
      abi: masterRegistryAbi,
      functionName: "proxiableUUID",
    });
    return slot === CODE_SLOT;
  } catch {
    return false;
  }
}

/**
 * Why an address cannot be the code that an order names; null when it can, and for orders that name none. A scheduled
 * call is not simulated, so a wrong address would come out only days later.
 */
export async function findCodeProblem(network: NetworkConfig, order: AdminOrder): Promise<Reason | null> {
  if (!("code" in order)) return null;
  const code = await getBytecode(wagmiConfig(network), { address: order.code });
  if (!code || code === "0x") {
    return {
      title: "There is no contract at this address",
      detail: `Nothing was signed. Deploy it on ${network.name} first, or check the address.`,
    };
  }
  if (order.kind !== "upgrade" || (await isForProxies(network, order.code))) return null;
  return {
    title: "This contract is not made to be somebody's code",
    detail: "It does not say that it works behind a proxy, so the upgrade would fail. Nothing was signed.",
  };
}
