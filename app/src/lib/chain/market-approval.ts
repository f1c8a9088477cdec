import { masterSharesAbi as abi } from "@audifi/contracts/abi";
import { isSameAddress } from "#lib/format/address.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { wagmiConfig } from "./config.ts";
import { marketOf } from "./deployment.ts";
import { explainError } from "./errors.ts";
import { cannotSend, contractCall, readySender, send, type ContractCall } from "./send.ts";
import { readContract, waitForTransactionReceipt } from "./wagmi.ts";

interface Shares {
  readonly shares: Hex;
  readonly numbers: readonly number[];
}

/** Whether the market may move all of these shares of the connected account. */
async function mayMove(network: NetworkConfig, owner: Hex, { shares, numbers }: Shares): Promise<boolean> {
  const config = wagmiConfig(network);
  const market = marketOf(network);
  const all = { address: shares, abi, functionName: "isApprovedForAll", args: [owner, market] } as const;
  if (await readContract(config, all)) return true;
  const approved = await Promise.all(
    numbers.map((number) =>
      readContract(config, { address: shares, abi, functionName: "getApproved", args: [BigInt(number)] }),
    ),
  );
  return approved.every((one) => isSameAddress(one, market));
}

/** What lets the market move one share, or, for several, all that the account holds of the master. */
function approvalOf(network: NetworkConfig, { shares, numbers }: Shares): ContractCall {
  const market = marketOf(network);
  const [only, ...more] = numbers;
  return only !== undefined && more.length === 0
    ? contractCall({ address: shares, abi, functionName: "approve", args: [market, BigInt(only)] })
    : contractCall({ address: shares, abi, functionName: "setApprovalForAll", args: [market, true] });
}

/** Lets the market move these shares where it may not yet, then goes on with `next`. */
export async function withApproval(
  network: NetworkConfig,
  wanted: Shares,
  next: () => Promise<Outcome>,
): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  try {
    if (await mayMove(network, sender.account, wanted)) return await next();
    const approval = await send(network, approvalOf(network, wanted));
    if (approval.status !== "submitted") return approval;
    await waitForTransactionReceipt(wagmiConfig(network), { hash: approval.hash });
    return await next();
  } catch (error) {
    return cannotSend(explainError(error));
  }
}
