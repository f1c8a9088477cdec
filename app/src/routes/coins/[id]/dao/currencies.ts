import type { Coin } from "#lib/format/coin.ts";
import type { Currency, NetworkConfig } from "#lib/format/network.ts";

/** What a treasury may have and a proposal pay: native coin, its wrapped form, the coin, and the deployment's ERC-20s. */
export function currenciesOf({ native, deployment }: NetworkConfig, coin: Coin): readonly Currency[] {
  if (deployment === null) return [native, coin];
  const address = deployment.coins.wrappedNative;
  return [native, { ...native, address, symbol: `W${native.symbol}` }, coin, ...deployment.currencies];
}
