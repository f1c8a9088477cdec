import { coinGrantsAbi as abi } from "@audifi/contracts/abi";
import type { Coin } from "#lib/format/coin.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { signDelegation } from "../delegation.ts";
import { coinsOf } from "../deployment.ts";
import { explainError, isCancellation } from "../errors.ts";
import { cannotSend, contractCall, findObstacle, readySender, send } from "../send.ts";

/** Twice what claiming and delegating take; the contract goes on without a delegation that runs out of gas. */
const GAS_WITH_DELEGATION = 500_000n;

/**
 * Pays the caller the coins that come with the shares it bought in an artist's first offering. Where the caller's coins
 * are to vote, the wallet signs the delegation and one transaction does both.
 */
export async function claimGrant(network: NetworkConfig, coin: Coin, isVoting: boolean): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  const { account } = sender;
  const address = coinsOf(network).grants;
  const plain = contractCall({ address, abi, functionName: "claim", args: [coin.address, account] });
  if (!isVoting) return send(network, plain);
  // What cannot be claimed is found out before anything is signed.
  const obstacle = await findObstacle(network, plain);
  if (obstacle) return cannotSend(obstacle);
  try {
    const delegation = await signDelegation(network, { coin, owner: account, delegatee: account });
    const args = [coin.address, delegation] as const;
    const gas = GAS_WITH_DELEGATION;
    return await send(network, contractCall({ address, abi, functionName: "claimAndDelegate", args, gas }));
  } catch (error) {
    return isCancellation(error) ? { status: "cancelled" } : cannotSend(explainError(error));
  }
}

/** Sends the coins of shares that were not sold to the staking reserve. Anyone may. */
export async function sweepGrant(network: NetworkConfig, coin: Hex): Promise<Outcome> {
  const address = coinsOf(network).grants;
  return send(network, contractCall({ address, abi, functionName: "sweep", args: [coin] }));
}
