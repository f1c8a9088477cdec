import { shareMarketAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { marketOf } from "../deployment.ts";
import { withApproval } from "../market-approval.ts";
import { contractCall, send } from "../send.ts";

export interface ListingTerms {
  readonly shares: Hex;
  readonly number: number;
  readonly price: bigint;
  readonly expiry: number;
  /** What the seller was shown to receive; less is refused. */
  readonly minNet: bigint;
}

/** Offers a share for sale; replaces a listing that is there. */
export async function listShare(network: NetworkConfig, terms: ListingTerms): Promise<Outcome> {
  const { shares, number, price, expiry, minNet } = terms;
  const args = [[{ shares, id: BigInt(number), price, expiry, minNet }]] as const;
  return withApproval(network, terms, () =>
    send(network, contractCall({ address: marketOf(network), abi, functionName: "list", args })),
  );
}

/** Takes a listing back. */
export async function cancelListing(
  network: NetworkConfig,
  { shares, number }: Pick<ListingTerms, "shares" | "number">,
): Promise<Outcome> {
  const args = [[{ shares, id: BigInt(number) }]] as const;
  return send(network, contractCall({ address: marketOf(network), abi, functionName: "cancel", args }));
}
