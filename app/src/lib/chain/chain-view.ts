import { errorsAbi } from "@audifi/contracts/abi";
import {
  BaseError,
  decodeErrorResult,
  encodeAbiParameters,
  keccak256,
  TransactionNotFoundError,
  TransactionReceiptNotFoundError,
  type Transaction,
} from "viem";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";
import { wagmiConfig } from "./config.ts";
import { wordsForError } from "./error-words.ts";
import type { ChainView, SeenTransaction } from "./follow.ts";
import {
  call,
  getBlock,
  getBlockNumber,
  getTransaction,
  getTransactionCount,
  getTransactionReceipt,
} from "./wagmi.ts";

function toSeen({ hash, from, to, value, nonce, input }: Transaction): SeenTransaction {
  const parts = [{ type: "address" }, { type: "uint256" }, { type: "bytes" }] as const;
  const fingerprint = keccak256(encodeAbiParameters(parts, [to ?? ZERO_ADDRESS, value, input]));
  return { hash, from, to, value, nonce, fingerprint };
}

/** Not being found is an answer; everything else is a node that did not give one. */
async function orNull<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (error) {
    const isMissing =
      error instanceof BaseError &&
      error.walk(
        (each) => each instanceof TransactionNotFoundError || each instanceof TransactionReceiptNotFoundError,
      ) !== null;
    if (isMissing) return null;
    throw error;
  }
}

/** The bytes that a call reverted with; nodes put them at different depths. */
function revertData(error: unknown): Hex | null {
  if (!(error instanceof BaseError)) return null;
  const found = error.walk((each) => (each as { data?: unknown } | null)?.data !== undefined);
  const { data } = (found ?? {}) as { data?: unknown };
  const bytes = typeof data === "object" && data !== null ? (data as { data?: unknown }).data : data;
  return typeof bytes === "string" && /^0x[0-9a-f]{8,}$/i.test(bytes) ? (bytes as Hex) : null;
}

function wordsOfRevert(error: unknown): Reason | null {
  const data = revertData(error);
  if (data === null) return null;
  const { errorName, args } = decodeErrorResult({ abi: errorsAbi, data });
  const [title, detail] = wordsForError(errorName, args ?? []);
  return { title, detail, technical: errorName };
}

/** The chain as the app's node sees it. */
export function chainView(network: NetworkConfig): ChainView {
  const config = wagmiConfig(network);
  return {
    head: async () => Number(await getBlockNumber(config, { cacheTime: 0 })),
    async receipt(hash) {
      const receipt = await orNull(getTransactionReceipt(config, { hash }));
      return receipt && { isSuccess: receipt.status === "success", block: Number(receipt.blockNumber) };
    },
    async transaction(hash) {
      const transaction = await orNull(getTransaction(config, { hash }));
      return transaction && toSeen(transaction);
    },
    minedCount: (address, block) =>
      getTransactionCount(
        config,
        block === undefined ? { address } : { address, blockNumber: BigInt(block) },
      ),
    async transactionsIn(block) {
      const { transactions } = await getBlock(config, {
        blockNumber: BigInt(block),
        includeTransactions: true,
      });
      return transactions.map(toSeen);
    },
    /** Does the same again on the state after its block, and before it, as far as the node still has them. */
    async whyReverted(hash: Hex, block: number) {
      const { from, to, value, input } = await getTransaction(config, { hash });
      for (const at of [block, block - 1]) {
        try {
          await call(config, { account: from, to, value, data: input, blockNumber: BigInt(at) });
        } catch (error) {
          return wordsOfRevert(error);
        }
      }
      return null;
    },
  };
}
