import { type Address, parseSignature } from "viem";

import type { Platform } from "./fixture.ts";
import { publicClient, wallets } from "./network.ts";

export interface PermitTerms {
  owner: Address;
  spender: Address;
  value: bigint;
  deadline: bigint;
  /** Who really signs; the owner unless the test lies. */
  signer?: Address;
  chainId?: number;
  token?: Address;
}

const types = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** An ERC-2612 permit of the test dollar in the shape that the contracts take. */
export async function signPermit({ usdc }: Platform, terms: PermitTerms) {
  const signature = await wallets[0]!.signTypedData({
    account: terms.signer ?? terms.owner,
    domain: {
      name: "USD Coin",
      version: "1",
      chainId: terms.chainId ?? (await publicClient.getChainId()),
      verifyingContract: terms.token ?? usdc.address,
    },
    types,
    primaryType: "Permit",
    message: {
      owner: terms.owner,
      spender: terms.spender,
      value: terms.value,
      nonce: await usdc.read.nonces([terms.owner]),
      deadline: terms.deadline,
    },
  });
  const { r, s, yParity } = parseSignature(signature);
  return { value: terms.value, deadline: terms.deadline, v: 27 + yParity, r, s };
}
