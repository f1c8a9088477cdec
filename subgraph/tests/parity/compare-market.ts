import assert from "node:assert/strict";

import { createPublicClient, getAddress, http, zeroAddress, type Abi, type Address } from "viem";

import { shareMarketAbi } from "../../../contracts/exports/abi.ts";
import { readAll, readBuckets, type Row } from "./indexed.ts";
import { startOfDay, type Model } from "./model.ts";
import type { ModelResale } from "./model-market.ts";
import { EVERYBODY, type World } from "./world.ts";

const same = (actual: unknown, expected: unknown, what: string): void =>
  assert.deepStrictEqual(actual, expected, what);
const idOf = (row: Row, field: string): string | null =>
  row[field] === null ? null : (row[field] as { id: string }).id;
const sum = (values: bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
const lower = (address: Address): string => address.toLowerCase();
const numberOf = (row: Row, field: string): bigint => BigInt(row[field] as string);

const createReader = ({ chain, deployment }: World) => {
  const client = createPublicClient({ transport: http(chain.url, { timeout: 60_000 }) });
  const { address } = deployment.contracts.ShareMarket;
  return async <T>(functionName: string, all: (readonly unknown[])[]): Promise<T[]> =>
    (await client.multicall({
      contracts: all.map((args) => ({ address, abi: shareMarketAbi as Abi, functionName, args })),
      allowFailure: false,
      deployless: true,
      batchSize: 60_000,
    })) as T[];
};
type Reader = ReturnType<typeof createReader>;

interface ListingOnChain {
  seller: Address;
  price: bigint;
  expiry: number;
  isApproved: boolean;
}

const compareListings = async (url: string, read: Reader, { market, masters }: Model): Promise<void> => {
  const keys = [...market.everListed.values()];
  const chain = await read<ListingOnChain>(
    "listingOf",
    keys.map(({ shares, id }) => [shares, BigInt(id)]),
  );
  const expected = keys.flatMap(({ shares, id }, i) => {
    const { seller, price, expiry, isApproved } = chain[i]!;
    return seller === zeroAddress
      ? []
      : [`${lower(shares)} ${id} ${lower(seller)} ${price} ${expiry} ${isApproved}`];
  });
  const rows = await readAll(
    url,
    "listings",
    "number price expiry isApproved master { id } seller { id }",
    "status: Open",
  );
  const actual = rows.map(
    (row) =>
      `${idOf(row, "master")} ${row.number as number} ${idOf(row, "seller")} ${row.price as string} ` +
      `${row.expiry as string} ${row.isApproved as boolean}`,
  );
  same(actual.toSorted(), expected.toSorted(), "listings");
  const listed = await readAll(url, "shares", "listing { status }", "listing_not: null");
  same(listed.length, rows.length, "shares that are listed");
  for (const row of await readAll(url, "masters", "listedCount tiers { tier listedCount }")) {
    const ofMaster = actual.filter((text) => text.startsWith(row.id as string)).length;
    const perTier = (row.tiers as unknown as { listedCount: number }[]).map((tier) => tier.listedCount);
    same(row.listedCount, ofMaster, `listings of ${row.id as string}`);
    same(
      perTier.reduce((total, count) => total + count, 0),
      ofMaster,
      `tiers of ${row.id as string}`,
    );
  }
  assert.ok(masters.size > 0);
};

const compareOffers = async (url: string, read: Reader, { market }: Model): Promise<void> => {
  const numbers = market.offers.map((_, i) => [BigInt(i + 1)]);
  const chain = await read<{ bidder: Address; amount: bigint; expiry: number }>("offerOf", numbers);
  const rows = await readAll(url, "offers", "number amount expiry status shareNumber bidder { id }");
  const byNumber = new Map(rows.map((row) => [Number(row.number), row]));
  same(byNumber.size, chain.length, "number of offers");
  for (const [i, made] of market.offers.entries()) {
    const row = byNumber.get(i + 1)!;
    const { bidder } = chain[i]!;
    same(row.status === "Open", bidder !== zeroAddress, `offer ${i + 1} stands`);
    same(idOf(row, "bidder"), lower(made.bidder), `bidder of offer ${i + 1}`);
    same(
      [numberOf(row, "amount"), Number(row.expiry), row.shareNumber ?? 0],
      [made.amount, made.expiry, made.id],
      `offer ${i + 1}`,
    );
  }
};

const compareCredits = async (url: string, read: Reader, world: World, model: Model): Promise<void> => {
  const currencies = [zeroAddress, world.usdc];
  const pairs = EVERYBODY.flatMap((one) => currencies.map((currency) => [one, currency] as const));
  const credits = await read<bigint>("creditOf", pairs);
  const rows = await readAll(
    url,
    "accountCurrencies",
    "account { id } currency { id } marketCredited marketWithdrawn moverEarned resaleSpent resaleEarned",
  );
  for (const [i, [account, currency]] of pairs.entries()) {
    const row = rows.find(
      (one) => idOf(one, "account") === lower(account) && idOf(one, "currency") === lower(currency),
    );
    const open = row ? numberOf(row, "marketCredited") - numberOf(row, "marketWithdrawn") : 0n;
    same(open, credits[i], `credit of ${account} in ${currency}`);
    const own = model.market.resales.filter(
      ({ shares }) => model.masters.get(shares)!.registered.currency.toLowerCase() === lower(currency),
    );
    const netOf = (one: ModelResale) => one.price - one.artistAmount - one.moverAmount - one.fee;
    const expected = {
      moverEarned: sum(own.filter(({ mover }) => mover === account).map((one) => one.moverAmount)),
      resaleSpent: sum(own.filter(({ buyer }) => buyer === account).map((one) => one.price)),
      resaleEarned: sum(own.filter(({ seller }) => seller === account).map(netOf)),
    };
    for (const [field, amount] of Object.entries(expected)) {
      same(row ? numberOf(row, field) : 0n, amount, `${field} of ${account}`);
    }
  }
  await compareRoles(url, read, currencies, model);
};

const compareRoles = async (
  url: string,
  read: Reader,
  currencies: Address[],
  { artists }: Model,
): Promise<void> => {
  const roles = artists.flatMap((_, i) => currencies.map((currency) => [BigInt(i + 1), currency] as const));
  const royalties = await read<bigint>("artistCreditOf", roles);
  const rows = await readAll(url, "artistCurrencies", "royaltyEarned royaltyWithdrawn");
  for (const [i, [artist, currency]] of roles.entries()) {
    const row = rows.find(({ id }) => id === `${artist}-${lower(currency)}`);
    const open = row ? numberOf(row, "royaltyEarned") - numberOf(row, "royaltyWithdrawn") : 0n;
    same(open, royalties[i], `royalties of artist ${artist} in ${currency}`);
  }
  const fees = await read<bigint>(
    "feesOf",
    currencies.map((currency) => [currency]),
  );
  for (const row of await readAll(url, "currencies", "marketFees marketFeesWithdrawn")) {
    const open = numberOf(row, "marketFees") - numberOf(row, "marketFeesWithdrawn");
    same(open, fees[currencies.findIndex((one) => lower(one) === row.id)], "fees of the market");
  }
};

const compareResales = async (url: string, { market, masters }: Model): Promise<void> => {
  const fields =
    "number price net artistAmount moverAmount fee master { id } seller { id } buyer { id } mover { id }";
  const rows = await readAll(url, "resales", fields);
  const text = (values: unknown[]) => values.map(String).join(" ");
  same(
    rows
      .map((row) =>
        text([
          ...[idOf(row, "master"), row.number, idOf(row, "seller"), idOf(row, "buyer"), idOf(row, "mover")],
          ...[row.price, row.net, row.artistAmount, row.moverAmount, row.fee],
        ]),
      )
      .toSorted(),
    market.resales
      .map((one) =>
        text([
          ...[lower(one.shares), one.id, lower(one.seller), lower(one.buyer)],
          ...[one.mover === zeroAddress ? null : lower(one.mover), one.price],
          ...[one.price - one.artistAmount - one.moverAmount - one.fee, one.artistAmount, one.moverAmount],
          one.fee,
        ]),
      )
      .toSorted(),
    "sales on the market",
  );
  for (const row of await readAll(
    url,
    "masters",
    "resaleCount resaleVolume royaltyEarned moverEarned lastResalePrice",
  )) {
    const own = market.resales.filter(({ shares }) => lower(shares) === row.id);
    same(
      [
        row.resaleCount,
        numberOf(row, "resaleVolume"),
        numberOf(row, "royaltyEarned"),
        numberOf(row, "moverEarned"),
      ],
      [
        own.length,
        ...[sum(own.map((one) => one.price)), sum(own.map((one) => one.artistAmount))],
        sum(own.map((one) => one.moverAmount)),
      ],
      `resale totals of ${row.id as string}`,
    );
    same(row.lastResalePrice, own.at(-1)?.price.toString() ?? null, `last price of ${row.id as string}`);
  }
  await compareHistories(url, market.resales);
  assert.ok(masters.size > 0);
};

const compareHistories = async (url: string, resales: ModelResale[]): Promise<void> => {
  const rows = await readBuckets(
    url,
    "masterResales",
    "day",
    "resales volume open high low close master { id }",
  );
  const actual = rows.map(
    (row) =>
      `${idOf(row, "master")} ${Number(row.timestamp) / 1e6} ${row.resales as string} ${row.volume as string} ` +
      `${row.open as string} ${row.high as string} ${row.low as string} ${row.close as string}`,
  );
  const groups = Map.groupBy(resales, ({ shares, time }) => `${lower(shares)} ${startOfDay(time)}`);
  const expected = [...groups].map(([key, group]) => {
    const prices = group.map(({ price }) => price);
    const sorted = prices.toSorted((a, b) => (a < b ? -1 : 1));
    return `${key} ${group.length} ${sum(prices)} ${prices[0]} ${sorted.at(-1)} ${sorted[0]} ${prices.at(-1)}`;
  });
  same(actual.toSorted(), expected.toSorted(), "price histories");
};

/** Every listing, offer, sale and credit against the chain's answers and the logs. */
export const compareMarket = async (url: string, world: World, model: Model): Promise<void> => {
  const read = createReader(world);
  await Promise.all([
    compareListings(url, read, model),
    compareOffers(url, read, model),
    compareCredits(url, read, world, model),
    compareResales(url, model),
  ]);
  assert.ok([...model.market.accounts].every((one) => getAddress(one) === one));
};
