import { erc20PermitAbi } from "@audifi/contracts/abi";
import { erc20Abi, parseSignature } from "viem";
import type { Erc20, Hex, NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "./config.ts";
import { getAccount, getBlock, readContract, signTypedData } from "./wagmi.ts";

/** An ERC-2612 permit as the contracts take it. */
export interface Permit {
  readonly value: bigint;
  readonly deadline: bigint;
  readonly v: number;
  readonly r: Hex;
  readonly s: Hex;
}

const VALID_FOR = 30n * 60n;

const PERMIT_TYPES = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** The allow-listed ERC-20 with that address; throws for an address that the deployment does not name. */
export function erc20Of(network: NetworkConfig, address: Hex): Erc20 {
  const found = network.deployment?.currencies.find(
    (currency) => currency.address.toLowerCase() === address.toLowerCase(),
  );
  if (!found) throw new Error(`the deployment names no currency ${address}`);
  return found;
}

export async function allowanceFor(
  network: NetworkConfig,
  currency: Hex,
  owner: Hex,
  spender: Hex,
): Promise<bigint> {
  return readContract(wagmiConfig(network), {
    address: currency,
    abi: erc20Abi,
    functionName: "allowance",
    args: [owner, spender],
  });
}

/** Asks the wallet to sign a permission for exactly `value`, good for half an hour of chain time. */
export async function signPermit(
  network: NetworkConfig,
  { currency, spender, value }: { currency: Pick<Erc20, "address" | "permit">; spender: Hex; value: bigint },
): Promise<Permit> {
  const config = wagmiConfig(network);
  const { address: owner } = getAccount(config);
  if (!owner || !currency.permit)
    throw new Error("a permit needs an account and a currency that takes permits");
  const [nonce, block] = await Promise.all([
    readContract(config, {
      address: currency.address,
      abi: erc20PermitAbi,
      functionName: "nonces",
      args: [owner],
    }),
    getBlock(config),
  ]);
  const deadline = block.timestamp + VALID_FOR;
  const signature = await signTypedData(config, {
    account: owner,
    domain: { ...currency.permit, chainId: network.chainId, verifyingContract: currency.address },
    types: PERMIT_TYPES,
    primaryType: "Permit",
    message: { owner, spender, value, nonce, deadline },
  });
  const { r, s, yParity } = parseSignature(signature);
  return { value, deadline, v: 27 + yParity, r, s };
}
