import { erc20Abi } from "viem";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "./config.ts";
import { getBalance, readContract } from "./wagmi.ts";

/** The balance that an account can pay from. */
export async function balanceOf(network: NetworkConfig, currency: Hex, account: Hex): Promise<bigint> {
  const config = wagmiConfig(network);
  if (currency === ZERO_ADDRESS) return (await getBalance(config, { address: account })).value;
  return readContract(config, {
    address: currency,
    abi: erc20Abi,
    functionName: "balanceOf",
    args: [account],
  });
}
