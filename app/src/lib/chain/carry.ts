import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { explainError, isCancellation } from "./errors.ts";
import { cannotSend, findObstacle, readySender, type ContractCall } from "./send.ts";

/**
 * Has the wallet sign what somebody else sends and pays for, and hands it over. What the chain would refuse if the wallet
 * sent it itself is not signed.
 */
export async function signAndCarry<Signed>(
  network: NetworkConfig,
  callOf: (account: Hex) => ContractCall,
  sign: (account: Hex) => Promise<Signed>,
  carry: (signed: Signed) => Promise<Outcome>,
): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  const { account } = sender;
  const obstacle = await findObstacle(network, callOf(account));
  if (obstacle) return cannotSend(obstacle);
  try {
    return await carry(await sign(account));
  } catch (error) {
    return isCancellation(error)
      ? { status: "cancelled" }
      : { status: "failed", reason: explainError(error) };
  }
}
