import { shortAddress } from "#lib/format/address.ts";
import type { Currency } from "#lib/format/network.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";

export const CURRENCY = graphql(`
  fragment CurrencyFields on Currency {
    id
    isNative
    symbol
    decimals
  }
`);

/** A currency that the deployment does not name shows its address and whole smallest units. */
export function toCurrency(masked: FragmentOf<typeof CURRENCY>): Currency {
  const { id, isNative, symbol, decimals } = readFragment(CURRENCY, masked);
  return {
    address: id,
    symbol: symbol ?? (isNative ? "ETH" : shortAddress(id)),
    decimals: decimals ?? (isNative ? 18 : 0),
  };
}
