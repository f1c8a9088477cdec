import { masterSharesAbi as abi } from "@audifi/contracts/abi";
import { isSameAddress } from "#lib/format/address.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { cannotSend, contractCall, readySender, send } from "../send.ts";

/** Gives a share away. What it has earned until then stays with the giver. */
export async function transferShare(
  network: NetworkConfig,
  { shares, number, to }: { readonly shares: Hex; readonly number: number; readonly to: Hex },
): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  if (isSameAddress(sender.account, to)) {
    return cannotSend({
      title: "This is your own account",
      detail: "Enter the account of the person you give to.",
    });
  }
  return send(
    network,
    contractCall({
      address: shares,
      abi,
      functionName: "safeTransferFrom",
      args: [sender.account, to, BigInt(number)],
    }),
  );
}
