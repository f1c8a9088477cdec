import { artistCoinAbi as abi } from "@audifi/contracts/abi";
import type { Coin } from "#lib/format/coin.ts";
import type { CarriedDelegation } from "#lib/format/dao.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { signAndCarry } from "../carry.ts";
import { signDelegation } from "../delegation.ts";
import { cannotSend, contractCall, readySender, send } from "../send.ts";

const callOf = (coin: Hex, to: Hex) =>
  contractCall({ address: coin, abi, functionName: "delegate", args: [to] });

/** Lets an account vote with the caller's liquid coins, now and with whatever it gets later. */
export async function delegateTo(network: NetworkConfig, coin: Hex, to: Hex): Promise<Outcome> {
  return send(network, callOf(coin, to));
}

/** Lets the caller's coins vote for the caller, now and whatever it gets later. */
export async function delegateToSelf(network: NetworkConfig, coin: Hex): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  return delegateTo(network, coin, sender.account);
}

/** Delegates by signature, which somebody else sends and pays for; to the caller where nobody is named. */
export async function delegateFree(
  network: NetworkConfig,
  { coin, to }: { readonly coin: Coin; readonly to?: Hex },
  carry: (delegation: CarriedDelegation) => Promise<Outcome>,
): Promise<Outcome> {
  const sign = async (delegator: Hex): Promise<CarriedDelegation> => {
    const delegatee = to ?? delegator;
    const signed = await signDelegation(network, { coin, owner: delegator, delegatee });
    const { nonce, expiry, signature } = signed;
    return { coin: coin.address, delegator, delegatee, nonce, expiry, signature };
  };
  return signAndCarry(network, (account) => callOf(coin.address, to ?? account), sign, carry);
}
