import { artistCoinAbi, artistGovernorAbi, coinLauncherAbi } from "@audifi/contracts/abi";
import { delegationTypes } from "@audifi/contracts/typed-data";
import {
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  encodeFunctionData,
  type Hex,
  hashTypedData,
  isAddressEqual,
  parseSignature,
} from "viem";
import { RelayError } from "../../errors.ts";
import type { Chain } from "../../plugins/chain.ts";
import type { SponsoredDelegation, SponsoredVote } from "../../protocol/sponsored.ts";
import { isSignedByKey } from "../signatures.ts";

/** What the key may pay for: one call, made ready, of a contract of ours. */
export interface Call {
  kind: "vote" | "delegation";
  signer: Address;
  target: Address;
  data: Hex;
  /** What the chain would take for it now. Throws where it would refuse. */
  estimate(from: Address): Promise<bigint>;
}

interface Needs {
  chain: Chain;
  launcher: Address;
}

/** Anything but a refusal of the contract means that the chain is away. */
const isRevert = (error: unknown): boolean =>
  error instanceof BaseError &&
  error.walk((cause) => cause instanceof ContractFunctionRevertedError) !== null;

export const chainAway = (cause: unknown) =>
  new RelayError("chain.unavailable", "The network is not reachable. Try again.", {
    cause,
    retryAfterSeconds: 5,
  });

/** A question to a contract that somebody named; undefined where the contract does not understand it. */
const ask = async <T>(question: Promise<T>): Promise<T | undefined> => {
  try {
    return await question;
  } catch (error) {
    if (isRevert(error) || isNoAnswer(error)) return undefined;
    throw chainAway(error);
  }
};

/** Of accounts without code, and of code with other functions. */
const isNoAnswer = (error: unknown): boolean =>
  error instanceof BaseError &&
  error.walk((cause) =>
    /ZeroData|AbiDecoding|InvalidAddress|PositionOutOfBounds/.test((cause as Error).name),
  ) !== null;

const unknownContract = (what: string) =>
  new RelayError("sponsor.contract_unknown", `This is no ${what} of an artist on AudiFi.`);

const hasNothing = (what: string) => new RelayError("sponsor.refused", `This account has ${what}.`);

const words: Record<string, string> = {
  GovernorAlreadyCastVote: "This account has voted on this proposal already.",
  GovernorNonexistentProposal: "There is no such proposal.",
  GovernorUnexpectedProposalState: "This proposal is not open for votes now.",
  GovernorInvalidSignature: "The signature is not the voter's, or was used before.",
  InvalidAccountNonce: "The signature was used before, or another one was.",
  VotesExpiredSignature: "The signature has expired.",
};

const estimating = async (estimate: Promise<bigint>): Promise<bigint> => {
  try {
    return await estimate;
  } catch (error) {
    if (!isRevert(error)) throw chainAway(error);
    const revert = (error as BaseError).walk((cause) => cause instanceof ContractFunctionRevertedError);
    const { data } = revert as ContractFunctionRevertedError;
    const name = data?.errorName ?? "";
    throw new RelayError(
      name === "GovernorInvalidSignature" ? "sponsor.signature_invalid" : "sponsor.refused",
      words[name] ?? `The chain would refuse this${name === "" ? "" : ` (${name})`}.`,
    );
  }
};

type Ready = Pick<Call, "data" | "estimate">;
type Ballot = readonly [proposalId: bigint, support: number, voter: Address];

const plainBallot = (chain: Chain, address: Address, args: readonly [...Ballot, Hex]): Ready => {
  const call = { abi: artistGovernorAbi, functionName: "castVoteBySig", args } as const;
  return {
    data: encodeFunctionData(call),
    estimate: (account) => estimating(chain.estimateContractGas({ ...call, address, account })),
  };
};

const ballotWithReason = (
  chain: Chain,
  address: Address,
  args: readonly [...Ballot, string, Hex, Hex],
): Ready => {
  const call = { abi: artistGovernorAbi, functionName: "castVoteWithReasonAndParamsBySig", args } as const;
  return {
    data: encodeFunctionData(call),
    estimate: (account) => estimating(chain.estimateContractGas({ ...call, address, account })),
  };
};

/** Only who has votes is paid for: accounts cost nothing, and each has a budget. */
export const prepareVote = async ({ chain, launcher }: Needs, vote: SponsoredVote): Promise<Call> => {
  const { voter, support, signature, reason } = vote;
  const proposalId = BigInt(vote.proposalId);
  const governor = { address: vote.governor, abi: artistGovernorAbi } as const;
  const artistId = await ask(chain.readContract({ ...governor, functionName: "artistId" }));
  if (artistId === undefined) throw unknownContract("governor");
  const known = await ask(
    chain.readContract({
      ...{ address: launcher, abi: coinLauncherAbi, functionName: "governorOf", args: [artistId] },
    } as const),
  );
  if (known === undefined || !isAddressEqual(known, vote.governor)) throw unknownContract("governor");
  const snapshot = await ask(
    chain.readContract({ ...governor, functionName: "proposalSnapshot", args: [proposalId] }),
  );
  if (!snapshot) throw new RelayError("sponsor.refused", words.GovernorNonexistentProposal as string);
  const votes = await ask(
    chain.readContract({ ...governor, functionName: "getVotes", args: [voter, snapshot] }),
  );
  if (votes === 0n) throw hasNothing("no votes on this proposal");
  return {
    ...{ kind: "vote", signer: voter, target: vote.governor },
    ...(reason === undefined
      ? plainBallot(chain, vote.governor, [proposalId, support, voter, signature])
      : ballotWithReason(chain, vote.governor, [proposalId, support, voter, reason, "0x", signature])),
  };
};

export const prepareDelegation = async (
  { chain, launcher }: Needs,
  delegation: SponsoredDelegation,
): Promise<Call> => {
  const { delegator, delegatee, signature } = delegation;
  const [nonce, expiry] = [BigInt(delegation.nonce), BigInt(delegation.expiry)];
  const coin = { address: delegation.coin, abi: artistCoinAbi } as const;
  const artistId = await ask(chain.readContract({ ...coin, functionName: "artistId" }));
  if (artistId === undefined) throw unknownContract("coin");
  const parts = await ask(
    chain.readContract({
      ...{ address: launcher, abi: coinLauncherAbi, functionName: "partsOf", args: [artistId] },
    } as const),
  );
  if (parts === undefined || !isAddressEqual(parts.coin, delegation.coin)) throw unknownContract("coin");
  const [domain, balance] = await Promise.all([
    ask(chain.readContract({ ...coin, functionName: "eip712Domain" })),
    ask(chain.readContract({ ...coin, functionName: "balanceOf", args: [delegator] })),
  ]);
  if (balance === 0n) throw hasNothing("no coins whose votes could be delegated");
  const [, name = "", version = "", chainId = 0n] = domain ?? [];
  const hash = hashTypedData({
    domain: { name, version, chainId, verifyingContract: delegation.coin },
    types: delegationTypes,
    primaryType: "Delegation",
    message: { delegatee, nonce, expiry },
  });
  // The contract would delegate for whatever account a signature belongs to.
  if (!(await isSignedByKey({ account: delegator, hash, signature }))) {
    throw new RelayError("sponsor.signature_invalid", "The signature is not the delegator's.");
  }
  const { r, s, yParity } = parseSignature(signature);
  const call = {
    functionName: "delegateBySig",
    args: [delegatee, nonce, expiry, 27 + yParity, r, s],
  } as const;
  return {
    ...{ kind: "delegation", signer: delegator, target: delegation.coin },
    data: encodeFunctionData({ abi: artistCoinAbi, ...call }),
    estimate: (account) => estimating(chain.estimateContractGas({ ...coin, ...call, account })),
  };
};
