import { createPublicClient, fallback, http, type PublicClient } from "viem";
import type { Config } from "./env.ts";

/** What the relay asks a chain. Endpoints are tried in the order of the configuration. */
export type Chain = Pick<
  PublicClient,
  | "estimateContractGas"
  | "estimateFeesPerGas"
  | "getBalance"
  | "getBlock"
  | "getBlockNumber"
  | "getChainId"
  | "getCode"
  | "getTransactionCount"
  | "getTransactionReceipt"
  | "readContract"
  | "request"
  | "sendRawTransaction"
  | "verifyHash"
>;

export const connectChain = (config: Config): Chain =>
  createPublicClient({
    transport: fallback(
      config.rpcUrls.map((url) => http(url, { timeout: 4_000, retryCount: 0 })),
      // A node that stalls once fails no request. Whatever is sent twice counts once.
      { retryCount: 1 },
    ),
  });
