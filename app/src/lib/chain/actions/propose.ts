import { artistGovernorAbi as abi, coinLauncherAbi } from "@audifi/contracts/abi";
import { keccak256, stringToHex } from "viem";
import type { ProposalCall } from "#lib/format/dao.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { cannotSend, contractCall, send } from "../send.ts";

export interface Draft {
  readonly governor: Hex;
  readonly calls: readonly ProposalCall[];
  /** The whole description, `#proposer=` included. */
  readonly description: string;
}

const listed = (calls: readonly ProposalCall[]) =>
  [
    calls.map(({ target }) => target),
    calls.map(({ value }) => value),
    calls.map(({ data }) => data),
  ] as const;

export async function propose(
  network: NetworkConfig,
  { governor, calls, description }: Draft,
): Promise<Outcome> {
  const args = [...listed(calls), description] as const;
  return send(network, contractCall({ address: governor, abi, functionName: "propose", args }));
}

export type ProposalMove = "queue" | "execute" | "cancel";

/** Takes a proposal further: anybody may queue and execute it, its proposer cancel it before the vote opens. */
export async function moveProposal(
  network: NetworkConfig,
  move: ProposalMove,
  { governor, calls, description }: Draft,
): Promise<Outcome> {
  const args = [...listed(calls), keccak256(stringToHex(description))] as const;
  return send(network, contractCall({ address: governor, abi, functionName: move, args }));
}

/** Deploys the DAO of an artist who has a coin: anybody, once. */
export async function deployDao(network: NetworkConfig, artistId: string): Promise<Outcome> {
  const { deployment } = network;
  if (deployment === null) {
    return cannotSend({ title: "No contracts here", detail: "This server does not know the contracts." });
  }
  const args = [BigInt(artistId)] as const;
  return send(
    network,
    contractCall({ address: deployment.launcher, abi: coinLauncherAbi, functionName: "deployDao", args }),
  );
}
