/** EIP-712 messages of AudiFi that are not checked by a contract, and the domains they are signed under. */

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
