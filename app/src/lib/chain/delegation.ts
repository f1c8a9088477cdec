import { artistCoinAbi } from "@audifi/contracts/abi";
import { parseSignature } from "viem";
import type { Coin } from "#lib/format/coin.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { coinDomain } from "./coin-token.ts";
import { wagmiConfig } from "./config.ts";
import { getBlock, readContract, signTypedData } from "./wagmi.ts";

/** An ERC-5805 delegation as the contracts take it. */
interface SignedDelegation {
  readonly delegatee: Hex;
  readonly nonce: bigint;
  readonly expiry: bigint;
  readonly v: number;
  readonly r: Hex;
  readonly s: Hex;
  /** The same in one piece. */
  readonly signature: Hex;
}

const VALID_FOR = 30n * 60n;

const DELEGATION_TYPES = {
  Delegation: [
    { name: "delegatee", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "expiry", type: "uint256" },
  ],
} as const;

/** Asks the wallet to let an account vote with the signer's coins, good for half an hour of chain time. */
export async function signDelegation(
  network: NetworkConfig,
  { coin, owner, delegatee }: { readonly coin: Coin; readonly owner: Hex; readonly delegatee: Hex },
): Promise<SignedDelegation> {
  const config = wagmiConfig(network);
  const contract = { address: coin.address, abi: artistCoinAbi } as const;
  const [nonce, block] = await Promise.all([
    readContract(config, { ...contract, functionName: "nonces", args: [owner] }),
    getBlock(config),
  ]);
  const expiry = block.timestamp + VALID_FOR;
  const signature = await signTypedData(config, {
    account: owner,
    domain: { ...coinDomain(coin), chainId: network.chainId, verifyingContract: coin.address },
    types: DELEGATION_TYPES,
    primaryType: "Delegation",
    message: { delegatee, nonce, expiry },
  });
  const { r, s, yParity } = parseSignature(signature);
  return { delegatee, nonce, expiry, v: 27 + yParity, r, s, signature };
}
