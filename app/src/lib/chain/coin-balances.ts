import { artistCoinAbi } from "@audifi/contracts/abi";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "./config.ts";
import { getBalance, readContract } from "./wagmi.ts";

/** What an account can trade with now. */
export interface TradingBalances {
  readonly native: bigint;
  readonly coins: bigint;
  /** Whether its coins vote for anybody. */
  readonly isDelegated: boolean;
}

export async function readTradingBalances(
  network: NetworkConfig,
  coin: Hex,
  account: Hex,
): Promise<TradingBalances> {
  const config = wagmiConfig(network);
  const contract = { address: coin, abi: artistCoinAbi, args: [account] } as const;
  const [{ value }, coins, delegatee] = await Promise.all([
    getBalance(config, { address: account }),
    readContract(config, { ...contract, functionName: "balanceOf" }),
    readContract(config, { ...contract, functionName: "delegates" }),
  ]);
  return { native: value, coins, isDelegated: delegatee !== ZERO_ADDRESS };
}
