import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { ResaleSplit } from "#lib/format/resale.ts";

/** What each party would get of sales, in their order, asked from the market while somebody looks at the terms. */
export class SplitPreview {
  current = $state.raw<readonly ResaleSplit[] | null>(null);
  #asked = 0;

  async ask(
    network: NetworkConfig,
    sales: readonly { readonly shares: Hex; readonly number: number; readonly price: bigint }[],
  ): Promise<readonly ResaleSplit[] | null> {
    const turn = ++this.#asked;
    this.current = null;
    try {
      const { readSplit } = await import("#lib/chain/market-split.ts");
      const splits = await Promise.all(sales.map((sale) => readSplit(network, sale)));
      if (turn === this.#asked) this.current = splits;
      return splits;
    } catch {
      return null;
    }
  }
}
