import { masterSharesAbi as abi } from "@audifi/contracts/abi";
import { isSameAddress } from "#lib/format/address.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { wagmiConfig } from "./config.ts";
import { marketOf } from "./deployment.ts";
import { explainError } from "./errors.ts";
import { cannotSend, contractCall, readySender, send } from "./send.ts";
import { readContract, waitForTransactionReceipt } from "./wagmi.ts";

interface ShareKey {
  readonly shares: Hex;
  readonly number: number;
}

/** Whether the market may move a share of the connected account. */
async function mayMove(network: NetworkConfig, owner: Hex, { shares, number }: ShareKey): Promise<boolean> {
  const config = wagmiConfig(network);
  const market = marketOf(network);
  const [approved, isOperator] = await Promise.all([
    readContract(config, { address: shares, abi, functionName: "getApproved", args: [BigInt(number)] }),
    readContract(config, { address: shares, abi, functionName: "isApprovedForAll", args: [owner, market] }),
  ]);
  return isOperator || isSameAddress(approved, market);
}

/** Lets the market move this one share where it may not yet, then goes on with `next`. */
export async function withApproval(
  network: NetworkConfig,
  key: ShareKey,
  next: () => Promise<Outcome>,
): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  try {
    if (await mayMove(network, sender.account, key)) return await next();
    const args = [marketOf(network), BigInt(key.number)] as const;
    const approval = await send(
      network,
      contractCall({ address: key.shares, abi, functionName: "approve", args }),
    );
    if (approval.status !== "submitted") return approval;
    await waitForTransactionReceipt(wagmiConfig(network), { hash: approval.hash });
    return await next();
  } catch (error) {
    return cannotSend(explainError(error));
  }
}
