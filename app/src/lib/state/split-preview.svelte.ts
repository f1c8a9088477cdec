import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { ResaleSplit } from "#lib/format/resale.ts";

/** What each party would get of a sale, asked from the market while somebody looks at the terms. */
export class SplitPreview {
  current = $state.raw<ResaleSplit | null>(null);
  #asked = 0;

  async ask(
    network: NetworkConfig,
    sale: { readonly shares: Hex; readonly number: number; readonly price: bigint },
  ): Promise<ResaleSplit | null> {
    const turn = ++this.#asked;
    this.current = null;
    try {
      const { readSplit } = await import("#lib/chain/market-split.ts");
      const split = await readSplit(network, sale);
      if (turn === this.#asked) this.current = split;
      return split;
    } catch {
      return null;
    }
  }
}
