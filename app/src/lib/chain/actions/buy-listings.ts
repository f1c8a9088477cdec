import { shareMarketAbi as abi } from "@audifi/contracts/abi";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import { ZERO_ADDRESS } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { marketOf } from "../deployment.ts";
import { sendPaid } from "../pay.ts";
import { contractCall } from "../send.ts";

interface ListedShare {
  readonly shares: Hex;
  readonly number: number;
  readonly price: bigint;
}

/** Buys listed shares at exactly the prices shown, all in one currency; all of them, or none. */
export async function buyListings(
  network: NetworkConfig,
  currency: Hex,
  listed: readonly ListedShare[],
): Promise<Outcome> {
  const address = marketOf(network);
  const amount = listed.reduce((sum, { price }) => sum + price, 0n);
  const purchases = listed.map(({ shares, number, price }) => ({ shares, id: BigInt(number), price }));
  const value = currency === ZERO_ADDRESS ? amount : undefined;
  return sendPaid(
    network,
    { currency, amount, spender: address },
    {
      plain: contractCall({ address, abi, functionName: "buy", args: [purchases, false], value }),
      withPermit: (permit) =>
        contractCall({
          ...{ address, abi, functionName: "buyWithPermit" },
          args: [purchases, false, currency, permit],
        } as const),
    },
  );
}
