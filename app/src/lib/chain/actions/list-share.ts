import { shareMarketAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { marketOf } from "../deployment.ts";
import { withApproval } from "../market-approval.ts";
import { contractCall, send } from "../send.ts";

export interface ListingTerms {
  readonly shares: Hex;
  /** Which shares, and for each what the seller was shown to receive; less is refused. */
  readonly lots: readonly { readonly number: number; readonly minNet: bigint }[];
  /** Of each. */
  readonly price: bigint;
  readonly expiry: number;
}

/** Offers shares for sale, each at the same price; replaces listings that are there. */
export async function listShares(network: NetworkConfig, terms: ListingTerms): Promise<Outcome> {
  const { shares, lots, price, expiry } = terms;
  const asks = lots.map(({ number, minNet }) => ({ shares, id: BigInt(number), price, expiry, minNet }));
  const numbers = lots.map(({ number }) => number);
  return withApproval(network, { shares, numbers }, () =>
    send(network, contractCall({ address: marketOf(network), abi, functionName: "list", args: [asks] })),
  );
}

/** Takes a listing back. */
export async function cancelListing(
  network: NetworkConfig,
  { shares, number }: { readonly shares: Hex; readonly number: number },
): Promise<Outcome> {
  const args = [[{ shares, id: BigInt(number) }]] as const;
  return send(network, contractCall({ address: marketOf(network), abi, functionName: "cancel", args }));
}
