import { masterSharesAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { ZERO_ADDRESS } from "#lib/format/network.ts";
import { explainError } from "../errors.ts";
import { sendPaid } from "../pay.ts";
import { provePresale } from "../presale.ts";
import { cannotSend, contractCall, readySender } from "../send.ts";

export interface Purchase {
  readonly shares: Hex;
  readonly currency: Hex;
  readonly count: number;
  readonly price: bigint;
  /** Set while only the allow-list may buy. */
  readonly presale: { readonly listCid: string; readonly root: Hex } | null;
}

/** Buys shares of an offering, in the presale with the account's proof. */
export async function buyShares(network: NetworkConfig, purchase: Purchase): Promise<Outcome> {
  return purchase.presale === null
    ? buyOpen(network, purchase)
    : buyInPresale(network, purchase, purchase.presale);
}

function payment({ shares, currency, count, price }: Purchase) {
  const amount = BigInt(count) * price;
  return { currency, amount, spender: shares, value: currency === ZERO_ADDRESS ? amount : undefined };
}

function buyOpen(network: NetworkConfig, purchase: Purchase): Promise<Outcome> {
  const { value, ...paid } = payment(purchase);
  const address = purchase.shares;
  const count = BigInt(purchase.count);
  return sendPaid(network, paid, {
    plain: contractCall({ address, abi, functionName: "buy", args: [count], value }),
    withPermit: (permit) =>
      contractCall({ address, abi, functionName: "buyWithPermit", args: [count, permit] }),
  });
}

async function buyInPresale(
  network: NetworkConfig,
  purchase: Purchase,
  list: { readonly listCid: string; readonly root: Hex },
): Promise<Outcome> {
  const sender = readySender(network);
  if ("problem" in sender) return cannotSend(sender.problem);
  try {
    const entry = await provePresale(network.gateway, list, sender.account);
    if ("problem" in entry) return cannotSend(entry.problem);
    const { value, ...paid } = payment(purchase);
    const address = purchase.shares;
    const args = [BigInt(purchase.count), entry.max, entry.proof] as const;
    return await sendPaid(network, paid, {
      plain: contractCall({ address, abi, functionName: "buyPresale", args, value }),
      withPermit: (permit) =>
        contractCall({ address, abi, functionName: "buyPresaleWithPermit", args: [...args, permit] }),
    });
  } catch (error) {
    return cannotSend(explainError(error));
  }
}
