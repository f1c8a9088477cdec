import { artistGovernorAbi } from "@audifi/contracts/abi";
import { SUPPORTS, type Dao, type Support } from "#lib/format/dao.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "../config.ts";
import { readContract, signTypedData } from "../wagmi.ts";

export interface Ballot {
  readonly dao: Dao;
  readonly proposalId: bigint;
  readonly support: Support;
  /** May be empty. */
  readonly reason: string;
}

const BALLOT = [
  { name: "proposalId", type: "uint256" },
  { name: "support", type: "uint8" },
  { name: "voter", type: "address" },
  { name: "nonce", type: "uint256" },
] as const;

const EXTENDED = [...BALLOT, { name: "reason", type: "string" }, { name: "params", type: "bytes" }] as const;

/** Asks the wallet for a vote that anybody may send (OpenZeppelin's `Ballot`, with a reason `ExtendedBallot`). */
export async function signVote(
  network: NetworkConfig,
  voter: Hex,
  { dao, proposalId, support, reason }: Ballot,
): Promise<Hex> {
  const config = wagmiConfig(network);
  const address = dao.governor;
  const nonce = await readContract(config, {
    ...{ address, abi: artistGovernorAbi, functionName: "nonces", args: [voter] },
  });
  const domain = { name: dao.name, version: "1", chainId: network.chainId, verifyingContract: address };
  const message = { proposalId, support: SUPPORTS.indexOf(support), voter, nonce };
  return reason === ""
    ? signTypedData(config, {
        account: voter,
        domain,
        types: { Ballot: BALLOT },
        primaryType: "Ballot",
        message,
      })
    : signTypedData(config, {
        ...{ account: voter, domain, types: { ExtendedBallot: EXTENDED } },
        ...{ primaryType: "ExtendedBallot", message: { ...message, reason, params: "0x" } },
      });
}
