import {
  ZERO_ADDRESS,
  type Currency,
  type Deployment,
  type Hex,
  type NetworkChoice,
} from "#lib/format/network.ts";
import type { FiatPrice } from "#lib/format/money.ts";
import { moneyOf, type HistoryEntry } from "#lib/format/history.ts";
import { exportHeader, exportLine } from "#lib/format/tax-export.ts";

const AT_ONCE = 8;
const DAY = 86_400;
/** Spreadsheets take a file without it for another encoding. */
const BYTE_ORDER_MARK = "\uFEFF";

/** Reads the price of a currency at a block; null where it is not known. */
type PriceAt = (feed: Hex, block: number) => Promise<FiatPrice | null>;

/** Prices of an export, one per currency and day: that of the first row of the day. */
class DayPrices {
  readonly #feeds: ReadonlyMap<string, Hex>;
  readonly #read: PriceAt;
  readonly #native: Currency;
  readonly #known = new Map<string, FiatPrice | null>();

  constructor(native: Currency, deployment: Deployment | null, read: PriceAt) {
    const { nativePriceFeed = null, currencies = [] } = deployment ?? {};
    const feeds = [[ZERO_ADDRESS, nativePriceFeed] as const].concat(
      currencies.map(({ address, priceFeed }) => [address, priceFeed] as const),
    );
    this.#feeds = new Map(
      feeds.flatMap(([address, feed]) => (feed === null ? [] : [[address.toLowerCase(), feed] as const])),
    );
    this.#native = native;
    this.#read = read;
  }

  #key({ address }: Currency, time: number): string {
    return `${address.toLowerCase()} ${Math.floor(time / DAY)}`;
  }

  of(entry: HistoryEntry): FiatPrice | null {
    const money = moneyOf(entry, this.#native);
    return money && (this.#known.get(this.#key(money.currency, entry.time)) ?? null);
  }

  async learn(entries: readonly HistoryEntry[]): Promise<void> {
    const wanted = new Map<string, { readonly feed: Hex; readonly block: number }>();
    for (const entry of entries) {
      const money = moneyOf(entry, this.#native);
      if (money === null) continue;
      const key = this.#key(money.currency, entry.time);
      const feed = this.#feeds.get(money.currency.address.toLowerCase());
      if (feed && !this.#known.has(key) && !wanted.has(key)) wanted.set(key, { feed, block: entry.block });
    }
    const list = [...wanted];
    for (let from = 0; from < list.length; from += AT_ONCE) {
      const part = list.slice(from, from + AT_ONCE);
      const prices = await Promise.all(part.map(([, { feed, block }]) => this.#read(feed, block)));
      for (const [index, [key]] of part.entries()) this.#known.set(key, prices[index] ?? null);
    }
  }
}

interface Source {
  readonly account: Hex;
  readonly pages: AsyncIterator<readonly HistoryEntry[]>;
  readonly network: NetworkChoice;
  readonly deployment: Deployment | null;
  readonly priceAt: PriceAt;
}

/**
 * The whole history as a CSV, page by page, so that its length costs no memory. A page that cannot be read breaks the
 * stream off, so that no file looks complete that is not.
 */
export async function streamExport(source: Source): Promise<ReadableStream<Uint8Array>> {
  const prices = new DayPrices(source.network.native, source.deployment, source.priceAt);
  const encoder = new TextEncoder();
  const render = async (entries: readonly HistoryEntry[]) => {
    await prices.learn(entries);
    return entries
      .map((entry) => exportLine({ entry, account: source.account, price: prices.of(entry) }, source.network))
      .join("");
  };
  // The first page is read before the answer begins, so that a subgraph that is away is an error and not a broken file.
  const first = await source.pages.next();
  let begun = false;
  return new ReadableStream({
    async pull(controller) {
      const page = begun ? await source.pages.next() : first;
      const head = begun ? "" : BYTE_ORDER_MARK + exportHeader();
      begun = true;
      const lines = page.done ? "" : await render(page.value);
      if (head + lines !== "") controller.enqueue(encoder.encode(head + lines));
      if (page.done) controller.close();
    },
  });
}
