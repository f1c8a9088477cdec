import { isSameAddress } from "#lib/format/address.ts";
import type { Coin } from "#lib/format/coin.ts";
import type { Currency, Hex, NetworkConfig } from "#lib/format/network.ts";

/** What a bounty may be paid in: native coin, the deployment's ERC-20s, and the artist's coin. */
export function bountyCurrencies(
  { native, deployment }: NetworkConfig,
  coin: Coin | null,
): readonly Currency[] {
  return [native, ...(deployment?.currencies ?? []), ...(coin === null ? [] : [coin])];
}

/** The currency at an address; one that is not known here shows its smallest units. */
export function currencyAt(network: NetworkConfig, coin: Coin | null, address: Hex): Currency {
  const known = bountyCurrencies(network, coin).find((one) => isSameAddress(one.address, address));
  return known ?? { address, symbol: "of an unknown ERC-20's smallest unit", decimals: 0 };
}
