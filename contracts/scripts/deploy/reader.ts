import type { Address, Hex } from "viem";

import { accessManagerAbi, masterRegistryAbi, studioSessionsAbi, switchboardAbi } from "../../exports/abi.ts";
import { roles } from "../../exports/roles.ts";
import type { Membership } from "./access.ts";
import type { Client } from "./sender.ts";

export type Reader = ReturnType<typeof createReader>;

type Presence = (address: Address) => boolean;

/** What the chain says about contracts of which some may not exist yet; those answer like empty ones. */
export function createReader(client: Client, isThere: Presence) {
  return {
    ...createPartsReader(client, isThere),
    async functionRole(manager: Address, target: Address, selector: Hex) {
      if (!isThere(manager)) return undefined;
      const args = [target, selector] as const;
      const abi = accessManagerAbi;
      return client.readContract({ address: manager, abi, functionName: "getTargetFunctionRole", args });
    },
    async holdsRole(manager: Address, { role, account }: Membership) {
      if (!isThere(manager)) return false;
      const args = [roles[role].id, account] as const;
      const abi = accessManagerAbi;
      const [isMember] = await client.readContract({ address: manager, abi, functionName: "hasRole", args });
      return isMember;
    },
    async sharesVersion(registry: Address) {
      if (!isThere(registry)) return { implementation: undefined, version: 0 };
      const [implementation, version] = await client.readContract({
        address: registry,
        abi: masterRegistryAbi,
        functionName: "sharesImplementation",
      });
      return { implementation, version };
    },
    async isCurrencyAllowed(registry: Address, currency: Address) {
      if (!isThere(registry)) return false;
      const abi = masterRegistryAbi;
      return client.readContract({
        address: registry,
        abi,
        functionName: "isCurrencyAllowed",
        args: [currency],
      });
    },
    async isMarket(switchboard: Address, market: Address) {
      if (!isThere(switchboard)) return false;
      return client.readContract({
        address: switchboard,
        abi: switchboardAbi,
        functionName: "isMarket",
        args: [market],
      });
    },
    async isValidator(switchboard: Address, validator: Address) {
      if (!isThere(switchboard)) return false;
      const abi = switchboardAbi;
      return client.readContract({
        address: switchboard,
        abi,
        functionName: "isValidator",
        args: [validator],
      });
    },
  };
}

function createPartsReader(client: Client, isThere: Presence) {
  return {
    async coinLauncher(registry: Address) {
      if (!isThere(registry)) return undefined;
      const abi = masterRegistryAbi;
      return client.readContract({ address: registry, abi, functionName: "coinLauncher" });
    },
    async studioSessions(registry: Address) {
      if (!isThere(registry)) return undefined;
      const abi = masterRegistryAbi;
      return client.readContract({ address: registry, abi, functionName: "studioSessions" });
    },
    async studioRelay(studio: Address) {
      if (!isThere(studio)) return { receiptSigner: undefined, publisher: undefined };
      const abi = studioSessionsAbi;
      const [receiptSigner, publisher] = await client.readContract({
        address: studio,
        abi,
        functionName: "relay",
      });
      return { receiptSigner, publisher };
    },
  };
}

/** The first block in which an address had code; needs a node that remembers that far back, else `undefined`. */
export async function findCreationBlock(client: Client, address: Address): Promise<number | undefined> {
  let [low, high] = [0n, await client.getBlockNumber()];
  try {
    while (low < high) {
      const middle = (low + high) / 2n;
      if (await client.getCode({ address, blockNumber: middle })) high = middle;
      else low = middle + 1n;
    }
    return Number(high);
  } catch {
    return undefined;
  }
}
