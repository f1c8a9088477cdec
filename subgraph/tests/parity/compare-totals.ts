import assert from "node:assert/strict";

import { getAddress, zeroAddress, type Address } from "viem";

import { readArtists } from "./chain-state.ts";
import { query } from "../harness.ts";
import { readAll, readBuckets, type Row } from "./indexed.ts";
import { startOfDay, startOfHour, type Model, type ModelMaster } from "./model.ts";
import type { World } from "./world.ts";

const BASIS = 10_000n;
const PLATFORM_FEE = 250n;

const sum = (values: bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
const same = (actual: unknown, expected: unknown, what: string): void =>
  assert.deepStrictEqual(actual, expected, what);
const pick = (row: Row, fields: string[]) =>
  Object.fromEntries(fields.map((field) => [field, BigInt(row[field] as string)]));

const moneyOf = (masters: ModelMaster[]): Record<string, bigint> => ({
  primaryVolume: sum(masters.map((one) => BigInt(one.sold) * one.registered.price)),
  fees: sum(masters.map((one) => (BigInt(one.sold) * one.registered.price * PLATFORM_FEE) / BASIS)),
  sharesSold: sum(masters.map((one) => BigInt(one.sold))),
  proceedsWithdrawn: sum(masters.map((one) => one.proceedsWithdrawn)),
  deposited: sum(masters.flatMap((one) => one.deposits.map(({ amount }) => amount))),
  artistCredited: sum(masters.flatMap((one) => one.deposits.map(({ artistAmount }) => artistAmount))),
  artistCreditClaimed: sum(masters.map((one) => one.creditClaimed)),
  claimed: sum(masters.flatMap((one) => one.claims.map(({ amount }) => amount))),
});
const MONEY = Object.keys(moneyOf([]));

const compareCurrencies = async (url: string, { masters }: Model): Promise<void> => {
  const rows = await readAll(url, "currencies", `symbol decimals feesWithdrawn ${MONEY.join(" ")}`);
  for (const row of rows) {
    const own = [...masters.values()].filter(
      ({ registered }) => registered.currency.toLowerCase() === row.id,
    );
    const expected = { ...moneyOf(own), feesWithdrawn: sum(own.map((one) => one.feesWithdrawn)) };
    same(pick(row, [...MONEY, "feesWithdrawn"]), expected, `currency ${row.symbol as string}`);
  }
  same(
    rows.map(({ symbol, decimals }) => `${symbol as string} ${decimals as number}`).toSorted(),
    ["ETH 18", "USDC 6"],
    "currencies",
  );
};

const compareArtists = async (url: string, world: World, { masters, artists }: Model): Promise<void> => {
  const rows = await readAll(url, "artists", "account { id } pendingAccount { id }");
  const chain = await readArtists(world, artists.length);
  const actual = rows.map((row) => ({
    account: getAddress((row.account as { id: string }).id),
    pending: row.pendingAccount ? getAddress((row.pendingAccount as { id: string }).id) : zeroAddress,
  }));
  same(actual, chain, "artists");
  for (const row of await readAll(
    url,
    "artistCurrencies",
    `artist { id } currency { id } ${MONEY.join(" ")}`,
  )) {
    const own = [...masters.values()].filter(
      ({ registered }) =>
        String(registered.artistId) === (row.artist as { id: string }).id &&
        registered.currency.toLowerCase() === (row.currency as { id: string }).id,
    );
    same(pick(row, MONEY), moneyOf(own), `totals of ${row.id as string}`);
  }
};

const compareAccounts = async (url: string, { masters }: Model): Promise<void> => {
  const fields = "account { id } currency { id } spent claimed deposited";
  for (const row of await readAll(url, "accountCurrencies", fields)) {
    const account: Address = getAddress((row.account as { id: string }).id);
    const own = [...masters.values()].filter(
      ({ registered }) => registered.currency.toLowerCase() === (row.currency as { id: string }).id,
    );
    const deposits = own.flatMap((one) => one.deposits.filter(({ payer }) => payer === account));
    const expected = {
      spent: sum(own.map((one) => BigInt(one.holders.get(account)?.bought ?? 0) * one.registered.price)),
      claimed: sum(own.map((one) => one.holders.get(account)?.claimed ?? 0n)),
      deposited: sum(deposits.map(({ amount }) => amount)),
    };
    same(pick(row, ["spent", "claimed", "deposited"]), expected, `totals of account ${account}`);
  }
};

interface Point {
  time: number;
  amount: bigint;
}

const bucketsOf = (points: Point[], startOf: (time: number) => number): string[] =>
  [...Map.groupBy(points, ({ time }) => startOf(time)).entries()].map(
    ([start, group]) => `${start} ${group.length} ${sum(group.map(({ amount }) => amount))}`,
  );

const SERIES = [
  {
    ...{ collection: "masterVolumes", amount: "volume", count: "shares" },
    points: (one: ModelMaster) => one.sales.map(({ time }) => ({ time, amount: one.registered.price })),
  },
  {
    collection: "masterRevenues",
    amount: "amount",
    count: "deposits",
    points: (one: ModelMaster) => one.deposits,
  },
  {
    collection: "masterPayouts",
    amount: "amount",
    count: "claims",
    points: (one: ModelMaster) => one.claims,
  },
];

const compareSeries = async (url: string, { masters }: Model): Promise<void> => {
  for (const { collection, amount, count, points } of SERIES) {
    for (const [interval, startOf] of [["hour", startOfHour] as const, ["day", startOfDay] as const]) {
      const rows = await readBuckets(url, collection, interval, `${amount} ${count} total master { id }`);
      for (const [address, master] of masters) {
        const own = rows.filter((row) => (row.master as { id: string }).id === address.toLowerCase());
        const actual = own.map(
          (row) => `${Number(row.timestamp) / 1e6} ${row[count] as string} ${row[amount] as string}`,
        );
        same(actual, bucketsOf(points(master), startOf), `${collection} per ${interval} of ${address}`);
      }
    }
  }
};

const comparePlatform = async (url: string, model: Model): Promise<void> => {
  const { platform } = await query<{ platform: Row }>(
    url,
    `{ platform(id: "platform") { artistCount masterCount accountCount purchaseCount depositCount claimCount } }`,
  );
  const masters = [...model.masters.values()];
  const perMaster = masters.map(
    ({ sales }) => new Set(sales.map((sale) => `${sale.transaction}-${sale.buyer}`)).size,
  );
  same(
    platform,
    {
      ...{
        artistCount: model.artists.length,
        masterCount: masters.length,
        accountCount: new Set([...model.accounts, ...model.coins.accounts]).size,
      },
      purchaseCount: perMaster.reduce((total, size) => total + size, 0),
      depositCount: masters.reduce((total, { deposits }) => total + deposits.length, 0),
      claimCount: masters.reduce((total, { claims }) => total + claims.length, 0),
    },
    "platform",
  );
  const operations = await readAll(url, "adminOperations", "operationId nonce status");
  same(
    Object.fromEntries(
      operations.map(({ operationId, nonce, status }) => [
        `${operationId as string}-${Number(nonce)}`,
        status,
      ]),
    ),
    Object.fromEntries(model.operations),
    "admin operations",
  );
};

/** Every total and every bucket, recomputed from the logs. */
export const compareTotals = async (url: string, world: World, model: Model): Promise<void> => {
  await comparePlatform(url, model);
  await compareCurrencies(url, model);
  await compareArtists(url, world, model);
  await compareAccounts(url, model);
  await compareSeries(url, model);
};
