import type { Coin } from "#lib/format/coin.ts";
import type { Erc20 } from "#lib/format/network.ts";

/** The EIP-712 domain of a coin's permits and delegations, chain and contract aside. */
export function coinDomain({ name }: Coin): { readonly name: string; readonly version: string } {
  return { name, version: "1" };
}

/** A coin as something that is paid with. */
export function asPayment(coin: Coin): Pick<Erc20, "address" | "permit"> {
  return { address: coin.address, permit: coinDomain(coin) };
}
