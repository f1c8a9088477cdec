import {
  accessManagerAbi,
  coinLauncherAbi,
  masterRegistryAbi,
  shareRendererAbi,
  studioSessionsAbi,
  switchboardAbi,
} from "@audifi/contracts/abi";
import type { Deployment, Hex } from "#lib/format/network.ts";
import { contractCall, type ContractCall } from "../send.ts";

/** The contracts whose code can be replaced, by their name in a deployment. */
const UPGRADEABLE = {
  registry: masterRegistryAbi,
  renderer: shareRendererAbi,
  launcher: coinLauncherAbi,
} as const;

export type Upgradeable = keyof typeof UPGRADEABLE;

/** What admins may ask for on these pages. */
export type AdminOrder =
  | { readonly kind: "pause" }
  | { readonly kind: "unpause" }
  | { readonly kind: "set-fee"; readonly fee: number }
  | { readonly kind: "set-fee-recipient"; readonly to: Hex }
  | { readonly kind: "set-currency"; readonly currency: Hex; readonly isAllowed: boolean }
  | { readonly kind: "set-market"; readonly market: Hex; readonly isKnown: boolean }
  | { readonly kind: "set-validator"; readonly validator: Hex; readonly isKnown: boolean }
  | { readonly kind: "flag-artist"; readonly id: string; readonly flags: number }
  | { readonly kind: "flag-master"; readonly id: string; readonly flags: number }
  | { readonly kind: "set-producer"; readonly account: Hex; readonly isProducer: boolean }
  | { readonly kind: "upgrade"; readonly contract: Upgradeable; readonly code: Hex }
  | { readonly kind: "set-shares-code"; readonly code: Hex }
  | { readonly kind: "set-coin-launcher"; readonly code: Hex }
  | { readonly kind: "grant"; readonly role: string; readonly account: Hex; readonly delay: number }
  | { readonly kind: "revoke"; readonly role: string; readonly account: Hex }
  | { readonly kind: "execute"; readonly caller: Hex; readonly target: Hex; readonly data: Hex }
  | { readonly kind: "cancel"; readonly caller: Hex; readonly target: Hex; readonly data: Hex };

function registryCall(deployment: Deployment, order: AdminOrder): ContractCall | null {
  const [address, abi] = [deployment.registry, masterRegistryAbi] as const;
  switch (order.kind) {
    case "set-fee":
      return contractCall({ address, abi, functionName: "setPlatformFee", args: [order.fee] });
    case "set-fee-recipient":
      return contractCall({ address, abi, functionName: "setFeeRecipient", args: [order.to] });
    case "set-currency":
      return contractCall({
        address,
        abi,
        functionName: "setCurrency",
        args: [order.currency, order.isAllowed],
      });
    case "flag-artist":
      return contractCall({
        address,
        abi,
        functionName: "setArtistFlags",
        args: [BigInt(order.id), order.flags],
      });
    case "flag-master":
      return contractCall({
        address,
        abi,
        functionName: "setMasterFlags",
        args: [BigInt(order.id), order.flags],
      });
    case "set-shares-code":
      return contractCall({ address, abi, functionName: "setSharesImplementation", args: [order.code] });
    case "set-coin-launcher":
      return contractCall({ address, abi, functionName: "setCoinLauncher", args: [order.code] });
    default:
      return null;
  }
}

function upgradeCall(deployment: Deployment, order: AdminOrder): ContractCall | null {
  if (order.kind !== "upgrade") return null;
  return contractCall({
    address: deployment[order.contract],
    abi: UPGRADEABLE[order.contract],
    functionName: "upgradeToAndCall",
    args: [order.code, "0x"],
  });
}

function studioCall({ studio: address }: Deployment, order: AdminOrder): ContractCall | null {
  if (order.kind !== "set-producer") return null;
  const args = [order.account, order.isProducer] as const;
  return contractCall({ address, abi: studioSessionsAbi, functionName: "setProducer", args });
}

function switchboardCall(deployment: Deployment, order: AdminOrder): ContractCall | null {
  const [address, abi] = [deployment.switchboard, switchboardAbi] as const;
  switch (order.kind) {
    case "pause":
    case "unpause":
      return contractCall({ address, abi, functionName: order.kind, args: [] });
    case "set-market":
      return contractCall({ address, abi, functionName: "setMarket", args: [order.market, order.isKnown] });
    case "set-validator":
      return contractCall({
        address,
        abi,
        functionName: "setValidator",
        args: [order.validator, order.isKnown],
      });
    default:
      return null;
  }
}

function managerCall(deployment: Deployment, order: AdminOrder): ContractCall | null {
  const [address, abi] = [deployment.accessManager, accessManagerAbi] as const;
  switch (order.kind) {
    case "grant":
      return contractCall({
        address,
        abi,
        functionName: "grantRole",
        args: [BigInt(order.role), order.account, order.delay],
      });
    case "revoke":
      return contractCall({
        address,
        abi,
        functionName: "revokeRole",
        args: [BigInt(order.role), order.account],
      });
    case "execute":
      return contractCall({ address, abi, functionName: "execute", args: [order.target, order.data] });
    case "cancel":
      return contractCall({
        address,
        abi,
        functionName: "cancel",
        args: [order.caller, order.target, order.data],
      });
    default:
      return null;
  }
}

/** The contract call that carries an order out. */
export function callFor(deployment: Deployment, order: AdminOrder): ContractCall {
  const call =
    registryCall(deployment, order) ??
    upgradeCall(deployment, order) ??
    studioCall(deployment, order) ??
    switchboardCall(deployment, order) ??
    managerCall(deployment, order);
  if (call === null) throw new Error(`there is no call for ${order.kind}`);
  return call;
}
