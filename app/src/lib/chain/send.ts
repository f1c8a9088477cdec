import { errorsAbi } from "@audifi/contracts/abi";
import type { Abi, ContractFunctionArgs, ContractFunctionName } from "viem";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome, Reason } from "#lib/format/outcome.ts";
import { wagmiConfig } from "./config.ts";
import { explainError, isCancellation } from "./errors.ts";
import { getAccount, simulateContract, writeContract } from "./wagmi.ts";

type Writing = "nonpayable" | "payable";

/** One call of a contract, whose arguments `contractCall` has checked against the ABI. */
export interface ContractCall {
  readonly address: Hex;
  readonly abi: Abi;
  readonly functionName: string;
  readonly args: readonly unknown[];
  readonly value?: bigint;
  /** Where an estimate would be too low: it finds the least with which a call succeeds, also without what it may skip. */
  readonly gas?: bigint;
}

export function contractCall<const TAbi extends Abi, Name extends ContractFunctionName<TAbi, Writing>>(call: {
  readonly address: Hex;
  readonly abi: TAbi;
  readonly functionName: Name;
  readonly args: ContractFunctionArgs<TAbi, Writing, Name>;
  readonly value?: bigint;
  readonly gas?: bigint;
}): ContractCall {
  return { ...call, args: call.args as readonly unknown[], abi: [...call.abi, ...errorsAbi] };
}

export function cannotSend(reason: Reason): Outcome {
  return { status: "cannot-send", reason };
}

/** The connected account on the app's network, or why nothing can be sent. */
export function readySender(network: NetworkConfig): { account: Hex } | { problem: Reason } {
  const { address, chainId } = getAccount(wagmiConfig(network));
  if (!address) {
    return { problem: { title: "No wallet is connected", detail: "Connect a wallet and try again." } };
  }
  if (chainId !== network.chainId) {
    return {
      problem: {
        title: "Your wallet is on another network",
        detail: `Switch it to ${network.name} and try again. Nothing was sent.`,
      },
    };
  }
  return { account: address };
}

/** Simulates a call without asking for a signature; null means that it would go through now. */
export async function findObstacle(network: NetworkConfig, call: ContractCall): Promise<Reason | null> {
  const sender = readySender(network);
  return "problem" in sender ? sender.problem : findObstacleOf(network, sender.account, call);
}

/** As `findObstacle`, for a call that another account would make, such as a multisig. */
export async function findObstacleOf(
  network: NetworkConfig,
  account: Hex,
  call: ContractCall,
): Promise<Reason | null> {
  try {
    await simulateContract(wagmiConfig(network), { ...call, account });
    return null;
  } catch (error) {
    return explainError(error);
  }
}

/** Simulates, asks the wallet, and reports how it ended. Never throws. */
export async function send(network: NetworkConfig, call: ContractCall): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  const obstacle = await findObstacle(network, call);
  if (obstacle) return cannotSend(obstacle);
  const { account } = sender;
  try {
    // With the account that was checked: a wallet that changed in between refuses, rather than signing for another.
    const hash = await writeContract(wagmiConfig(network), { ...call, account, chainId: network.chainId });
    return { status: "submitted", hash };
  } catch (error) {
    return isCancellation(error)
      ? { status: "cancelled" }
      : { status: "failed", reason: explainError(error) };
  }
}
