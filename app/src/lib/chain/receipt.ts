import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { wagmiConfig } from "./config.ts";
import { waitForTransactionReceipt } from "./wagmi.ts";

export type Receipt =
  | { readonly status: "success" | "reverted"; readonly hash: Hex; readonly block: number }
  | { readonly status: "unknown" };

const PATIENCE = 10 * 60 * 1000;

/** Waits for a transaction, following replacements (a higher fee); unknown when it is not seen for ten minutes. */
export async function waitForReceipt(network: NetworkConfig, hash: Hex): Promise<Receipt> {
  try {
    const receipt = await waitForTransactionReceipt(wagmiConfig(network), { hash, timeout: PATIENCE });
    return { status: receipt.status, hash: receipt.transactionHash, block: Number(receipt.blockNumber) };
  } catch (error) {
    // wagmi throws for a reverted transaction after it has seen its receipt.
    if (error instanceof Error && /revert/i.test(error.message))
      return { status: "reverted", hash, block: 0 };
    return { status: "unknown" };
  }
}
