import { shareMarketAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { ZERO_ADDRESS } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { marketOf } from "../deployment.ts";
import { withApproval } from "../market-approval.ts";
import { sendPaid } from "../pay.ts";
import { contractCall, send } from "../send.ts";

interface OfferTerms {
  readonly shares: Hex;
  /** Null is any unlocked share of the master. */
  readonly number: number | null;
  readonly currency: Hex;
  readonly amount: bigint;
  readonly expiry: number;
}

/** Escrows money for a share. */
export async function makeOffer(network: NetworkConfig, terms: OfferTerms): Promise<Outcome> {
  const { shares, number, currency, amount, expiry } = terms;
  const address = marketOf(network);
  const args = [shares, BigInt(number ?? 0), amount, expiry] as const;
  const value = currency === ZERO_ADDRESS ? amount : undefined;
  return sendPaid(
    network,
    { currency, amount, spender: address },
    {
      plain: contractCall({ address, abi, functionName: "offer", args, value }),
      withPermit: (permit) =>
        contractCall({ address, abi, functionName: "offerWithPermit", args: [...args, permit] }),
    },
  );
}

/** Sells a share to an offer, for at least what the seller was shown to receive. */
export async function acceptOffer(
  network: NetworkConfig,
  { shares, number, offer, minNet }: AcceptedOffer,
): Promise<Outcome> {
  const args = [offer, BigInt(number), minNet] as const;
  return withApproval(network, { shares, numbers: [number] }, () =>
    send(network, contractCall({ address: marketOf(network), abi, functionName: "acceptOffer", args })),
  );
}

interface AcceptedOffer {
  readonly shares: Hex;
  readonly number: number;
  readonly offer: bigint;
  readonly minNet: bigint;
}

/** Takes offers back; the money returns to their bidders. */
export async function cancelOffers(network: NetworkConfig, offers: readonly bigint[]): Promise<Outcome> {
  const args = [offers] as const;
  return send(network, contractCall({ address: marketOf(network), abi, functionName: "cancelOffers", args }));
}
