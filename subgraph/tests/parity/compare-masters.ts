import assert from "node:assert/strict";

import { getAddress, zeroAddress, type Address, type Hex } from "viem";

import { readMaster, type MasterOnChain, type ShareOnChain } from "./chain-state.ts";
import { readAll, type Row } from "./indexed.ts";
import type { Model, ModelMaster } from "./model.ts";
import { EVERYBODY, type World, type WorldMaster } from "./world.ts";

const GRACE = 30 * 86_400;
const STATUS = ["Free", "Staked", "Leaving"];

const sum = (values: bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
const big = (row: Row, field: string): bigint => BigInt(row[field] as string);
const idOf = (row: Row, field: string): string => (row[field] as { id: string }).id;
const optional = (row: Row, field: string): Address =>
  row[field] ? getAddress(idOf(row, field)) : zeroAddress;
const same = (actual: unknown, expected: unknown, what: string): void =>
  assert.deepStrictEqual(actual, expected, what);

const MASTER_FIELDS = `number sold byArtist minted acc remainder units staked holderCount transferCount purchaseCount
  depositCount deposited artistCredited artistCreditClaimed claimed proceeds fees proceedsWithdrawn feesWithdrawn
  price publicShares totalShares platformFee start end presaleStart closedAt closure transferValidator flags
  currency { id } artist { id }`;

/** The formula that the schema gives for the effective start and end. */
const extended = (opening: number, end: number, pauses: Row[]): number => {
  for (const { from, until } of pauses.toSorted((a, b) => Number(a.index) - Number(b.index))) {
    if (Number(from) < end && Number(until) > opening) end += Number(until) - Math.max(Number(from), opening);
  }
  return end;
};

const effectiveStart = ({ start, presaleStart }: Row, pauses: Row[]): number =>
  presaleStart === null ? Number(start) : extended(Number(presaleStart), Number(start), pauses);

const effectiveEnd = ({ start, end, presaleStart }: Row, pauses: Row[]): number =>
  extended(Number(presaleStart ?? start), Number(end), pauses);

const compareMaster = (
  row: Row,
  pauses: Row[],
  chain: MasterOnChain,
  model: ModelMaster,
  now: number,
): void => {
  const title = `master ${row.number as string}`;
  same(
    [big(row, "acc"), big(row, "remainder"), big(row, "units")],
    chain.accumulator,
    `${title}: accumulator`,
  );
  same([BigInt(row.minted as number), BigInt(row.byArtist as number)], chain.minted, `${title}: minted`);
  same(BigInt(row.sold as number), chain.sold, `${title}: sold`);
  same(row.sold, model.sold, `${title}: sold by the logs`);

  const net = big(row, "proceeds") - big(row, "fees") - big(row, "proceedsWithdrawn");
  same([net, big(row, "fees") - big(row, "feesWithdrawn")], chain.withdrawable, `${title}: withdrawable`);
  same(big(row, "proceeds"), BigInt(model.sold) * model.registered.price, `${title}: proceeds`);
  same(big(row, "proceedsWithdrawn"), model.proceedsWithdrawn, `${title}: proceeds withdrawn`);
  same(big(row, "feesWithdrawn"), model.feesWithdrawn, `${title}: fees withdrawn`);

  same(big(row, "deposited"), sum(model.deposits.map(({ amount }) => amount)), `${title}: deposited`);
  same(big(row, "claimed"), sum(model.claims.map(({ amount }) => amount)), `${title}: claimed`);
  const credited = sum(model.deposits.map(({ artistAmount }) => artistAmount));
  same(big(row, "artistCredited"), credited, `${title}: credited to the artist`);
  same(big(row, "artistCreditClaimed"), model.creditClaimed, `${title}: credit claimed`);
  const credit = big(row, "artistCredited") - big(row, "artistCreditClaimed");
  const book = big(row, "deposited") - big(row, "claimed") - big(row, "artistCreditClaimed");
  same([book, credit], chain.book, `${title}: book`);

  same(effectiveStart(row, pauses), chain.effectiveStart, `${title}: effective start`);
  const end = effectiveEnd(row, pauses);
  same(end, chain.effectiveEnd, `${title}: effective end`);
  same(row.closedAt !== null || now >= end + GRACE, chain.isClosed, `${title}: closed`);
  same(
    getAddress((row.transferValidator as string | null) ?? zeroAddress),
    chain.validator,
    `${title}: validator`,
  );

  const balances = EVERYBODY.filter((one) => chain.holders.get(getAddress(one))!.record.balance > 0);
  same(row.holderCount, balances.length, `${title}: holders`);
  same(row.staked, chain.shares.filter(({ status }) => status === 1).length, `${title}: staked`);
  same(row.transferCount, model.transfers, `${title}: transfers`);
  same(row.depositCount, model.deposits.length, `${title}: deposits`);
  same(row.flags, model.flags, `${title}: flags`);
};

const compareHolders = (rows: Row[], master: Row, chain: MasterOnChain, model: ModelMaster): void => {
  const title = `master ${master.number as string}`;
  same(
    new Set(rows.map((row) => getAddress(idOf(row, "account")))),
    new Set(model.holders.keys()),
    `${title}: holders`,
  );
  for (const row of rows) {
    const account = getAddress(idOf(row, "account"));
    const { record, claimable } = chain.holders.get(account)!;
    const { bought, claimed } = model.holder(account);
    const units = BigInt(10 * (row.balance as number) + 2 * (row.staked as number));
    const now = big(row, "owed") + (big(master, "acc") - big(row, "paid")) * units;
    same(
      {
        ...{ balance: row.balance, staked: row.staked, paid: big(row, "paid"), owed: big(row, "owed") },
        ...{ bought: row.bought, claimable: now, claimed: big(row, "claimed"), spent: big(row, "spent") },
        earned: big(row, "earned"),
      },
      {
        ...{ balance: record.balance, staked: record.staked, paid: record.paid, owed: record.owed },
        ...{ bought: record.bought, claimable, claimed, spent: BigInt(bought) * model.registered.price },
        earned: claimed + record.owed,
      },
      `${title}: holder ${account}`,
    );
  }
};

const sinceOf = (row: Row): number => {
  if (row.stakeStatus === "Staked") return Number(row.stakedAt);
  return row.stakeStatus === "Leaving" ? Number(row.freeAt) : 0;
};

const compareShares = (rows: Row[], title: string, chain: ShareOnChain[], model: ModelMaster): void => {
  same(rows.length, chain.length, `${title}: shares`);
  for (const row of rows) {
    const number = row.number as number;
    const on = chain[number - 1]!;
    const expected = model.shares[number - 1]!;
    same(
      {
        ...{ owner: getAddress(idOf(row, "owner")), version: row.version, status: row.stakeStatus },
        ...{ since: sinceOf(row), tier: row.tier, rate: row.royaltyRate, mover: optional(row, "mover") },
        ...{ buyer: optional(row, "buyer"), transfers: row.transferCount },
      },
      {
        ...{ owner: on.owner, version: on.version, status: STATUS[on.status] },
        ...{
          since: on.status === 0 ? 0 : on.since,
          tier: Number(on.tier),
          rate: Number(on.rate),
          mover: on.mover,
        },
        ...{ buyer: expected.isArtists ? zeroAddress : expected.buyer, transfers: expected.transfers },
      },
      `${title}: share ${number}`,
    );
  }
};

/** `kinds` tells by transaction which function was called: the events do not say that a purchase is of the presale. */
const comparePurchases = (
  rows: Row[],
  title: string,
  model: ModelMaster,
  kinds: ReadonlyMap<Hex, string>,
): void => {
  const groups = Map.groupBy(model.sales, ({ transaction, buyer }) => `${transaction}-${buyer}`);
  const expected = [...groups.entries()].map(([key, sales]) => ({
    ...{ key, count: sales.length, first: sales[0]!.number, last: sales.at(-1)!.number },
    amount: BigInt(sales.length) * model.registered.price,
    isPresale: kinds.get(sales[0]!.transaction)?.startsWith("buyPresale") === true,
  }));
  const actual = rows.map((row) => ({
    key: `${row.transaction as string}-${getAddress(idOf(row, "buyer"))}`,
    ...{ count: row.count, first: row.firstNumber, last: row.lastNumber, amount: big(row, "amount") },
    isPresale: row.isPresale,
  }));
  const byKey = (a: { key: string }, b: { key: string }) => a.key.localeCompare(b.key);
  same(actual.toSorted(byKey), expected.toSorted(byKey), `${title}: purchases`);
};

const compareEvents = async (
  url: string,
  where: string,
  title: string,
  model: ModelMaster,
): Promise<void> => {
  const transfers = await readAll(url, "shareTransfers", "", where);
  same(transfers.length, model.transfers, `${title}: transfer events`);
  const stakes = await readAll(url, "stakeEvents", "", where);
  same(stakes.length, model.stakeEvents, `${title}: stake events`);
  const deposits = await readAll(url, "deposits", "amount perUnit", where);
  same(
    sum(deposits.map((row) => big(row, "amount"))),
    sum(model.deposits.map(({ amount }) => amount)),
    title,
  );
  const claims = await readAll(url, "claims", "amount", where);
  same(claims.length, model.claims.length, `${title}: claim events`);
  same(sum(claims.map((row) => big(row, "amount"))), sum(model.claims.map(({ amount }) => amount)), title);
};

const compareOne = async (url: string, world: World, model: Model, pauses: Row[], master: WorldMaster) => {
  const chain = await readMaster(world, master);
  const state = model.masters.get(getAddress(master.shares))!;
  const where = `master: "${master.shares.toLowerCase()}"`;
  const title = `master ${master.id}`;
  const [row] = await readAll(url, "masters", MASTER_FIELDS, `number: ${master.id}`);
  assert.ok(row, `${title} is missing`);
  compareMaster(row, pauses, chain, state, world.chain.now);

  const holderFields = "balance staked paid owed bought spent claimed earned account { id }";
  compareHolders(await readAll(url, "holders", holderFields, where), row, chain, state);
  const shareFields = `number tier royaltyRate version stakeStatus stakedAt freeAt transferCount owner { id } mover { id }
    buyer { id }`;
  compareShares(await readAll(url, "shares", shareFields, where), title, chain.shares, state);
  const purchaseFields = "count firstNumber lastNumber amount isPresale transaction buyer { id }";
  const purchases = await readAll(url, "purchases", purchaseFields, where);
  comparePurchases(purchases, title, state, world.chain.kinds);
  same(row.purchaseCount, purchases.length, `${title}: purchase count`);
  await compareEvents(url, where, title, state);
};

/** Every figure of every master, holder, share and event. */
export const compareMasters = async (url: string, world: World, model: Model): Promise<void> => {
  const pauses = await readAll(url, "pauseWindows", "index from until");
  await Promise.all(world.masters.map((master) => compareOne(url, world, model, pauses, master)));
};
