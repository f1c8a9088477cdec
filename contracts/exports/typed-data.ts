/** EIP-712 messages: those that no contract of ours checks, with their domains, and those that anybody may send. */

export type Hex = `0x${string}`;

/** Permission of `account` to have one file pinned by the relay. */
export interface UploadTicketMessage {
  account: Hex;
  kind: string;
  /** sha-256 of the file. */
  digest: Hex;
  /** Length of the file in bytes. */
  size: bigint;
  /** Issued by the relay, good for one upload. */
  nonce: Hex;
  /** Unix seconds after which the ticket opens no upload. */
  deadline: bigint;
}

export const uploadTicketTypes = {
  UploadTicket: [
    { name: "account", type: "address" },
    { name: "kind", type: "string" },
    { name: "digest", type: "bytes32" },
    { name: "size", type: "uint256" },
    { name: "nonce", type: "bytes32" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

export const relayDomain = (chainId: number) => ({ name: "AudiFi Relay", version: "1", chainId }) as const;

/** Everything `signTypedData` and `verifyTypedData` of viem take, except the account. */
export const uploadTicketTypedData = (chainId: number, message: UploadTicketMessage) =>
  ({
    domain: relayDomain(chainId),
    types: uploadTicketTypes,
    primaryType: "UploadTicket",
    message,
  }) as const;

/** What `account` says about a master, kept by the relay. */
export interface CommentMessage {
  account: Hex;
  /** Contract of the master's shares. */
  master: Hex;
  text: string;
  /** Unix seconds. */
  time: bigint;
  /** At random, so that the same words may be said again. */
  nonce: Hex;
}

/** That a comment is to be removed, by its author or by the artist of the master. */
export interface CommentRemovalMessage {
  account: Hex;
  /** Hash of the signed comment. */
  comment: Hex;
}

export const commentTypes = {
  Comment: [
    { name: "account", type: "address" },
    { name: "master", type: "address" },
    { name: "text", type: "string" },
    { name: "time", type: "uint256" },
    { name: "nonce", type: "bytes32" },
  ],
} as const;

export const commentRemovalTypes = {
  CommentRemoval: [
    { name: "account", type: "address" },
    { name: "comment", type: "bytes32" },
  ],
} as const;

export const commentTypedData = (chainId: number, message: CommentMessage) =>
  ({ domain: relayDomain(chainId), types: commentTypes, primaryType: "Comment", message }) as const;

export const commentRemovalTypedData = (chainId: number, message: CommentRemovalMessage) =>
  ({
    domain: relayDomain(chainId),
    types: commentRemovalTypes,
    primaryType: "CommentRemoval",
    message,
  }) as const;

/** A transaction of a Safe, as its owners sign it. */
export interface SafeTransactionMessage {
  to: Hex;
  value: bigint;
  data: Hex;
  /** 0 is a call, 1 a delegate call. */
  operation: 0 | 1;
  safeTxGas: bigint;
  baseGas: bigint;
  gasPrice: bigint;
  gasToken: Hex;
  refundReceiver: Hex;
  nonce: bigint;
}

export const safeTransactionTypes = {
  SafeTx: [
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "data", type: "bytes" },
    { name: "operation", type: "uint8" },
    { name: "safeTxGas", type: "uint256" },
    { name: "baseGas", type: "uint256" },
    { name: "gasPrice", type: "uint256" },
    { name: "gasToken", type: "address" },
    { name: "refundReceiver", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
} as const;

/** What an owner of the Safe signs; its hash is the Safe's `getTransactionHash`. */
export const safeTransactionTypedData = (chainId: number, safe: Hex, message: SafeTransactionMessage) =>
  ({
    domain: { chainId, verifyingContract: safe },
    types: safeTransactionTypes,
    primaryType: "SafeTx",
    message,
  }) as const;

/** A vote that anybody may send (OpenZeppelin's Governor), under the governor's domain; `nonce` is the governor's. */
export const ballotTypes = {
  Ballot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
} as const;

/** The same with a reason. */
export const extendedBallotTypes = {
  ExtendedBallot: [
    ...ballotTypes.Ballot,
    { name: "reason", type: "string" },
    { name: "params", type: "bytes" },
  ],
} as const;

/** A delegation that anybody may send (ERC-5805), under the coin's domain; `nonce` is the coin's. */
export const delegationTypes = {
  Delegation: [
    { name: "delegatee", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "expiry", type: "uint256" },
  ],
} as const;
