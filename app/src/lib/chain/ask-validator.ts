import { allowListTransferValidatorAbi, masterSharesAbi, switchboardAbi } from "@audifi/contracts/abi";
import { BaseError, ContractFunctionRevertedError } from "viem";
import type { MarketVerdict } from "#lib/format/marketplace.ts";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "./config.ts";
import { deploymentOf } from "./deployment.ts";
import { explainError } from "./errors.ts";
import { readContract } from "./wagmi.ts";

interface ShareOnMarket {
  readonly shares: Hex;
  readonly number: number;
  readonly owner: Hex;
  /** The contract or account that would move the share for its owner. */
  readonly market: Hex;
}

function isRevert(error: unknown): boolean {
  return (
    error instanceof BaseError && error.walk((one) => one instanceof ContractFunctionRevertedError) !== null
  );
}

/** What the collection would answer a market, asked of the contracts that decide; throws when nobody answers. */
export async function askValidator(
  network: NetworkConfig,
  { shares, number, owner, market }: ShareOnMarket,
): Promise<MarketVerdict> {
  const config = wagmiConfig(network);
  const [isListed, validator] = await Promise.all([
    readContract(config, {
      address: deploymentOf(network).switchboard,
      abi: switchboardAbi,
      functionName: "isMarket",
      args: [market],
    }),
    readContract(config, { address: shares, abi: masterSharesAbi, functionName: "getTransferValidator" }),
  ]);
  if (isListed) return { kind: "listed" };
  if (validator === ZERO_ADDRESS) return { kind: "unguarded" };
  try {
    await readContract(config, {
      // The validator judges by who asks: the collection.
      account: shares,
      address: validator,
      abi: allowListTransferValidatorAbi,
      functionName: "validateTransfer",
      args: [market, owner, market, BigInt(number)],
    });
    return { kind: "passes" };
  } catch (error) {
    if (!isRevert(error)) throw error;
    return { kind: "refused", reason: explainError(error) };
  }
}
