import { fillCandles, RANGES, rangeStart, type Candle, type RangeName } from "#lib/format/candles.ts";
import type { CandleView, CoinHoldingRow, Trade } from "#lib/format/coin-market.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { below, cursorOf, parseCursor, toPage, type Page } from "../cursor.ts";
import { graphql } from "../graphql.ts";

const MICROSECONDS = 1_000_000;
const MOST_CANDLES = 1000;

const CANDLES = graphql(`
  query CoinCandles(
    $coin: String!
    $interval: Aggregation_interval!
    $from: Timestamp!
    $before: BigInt!
    $first: Int!
  ) {
    coinCandles(
      interval: $interval
      current: include
      first: $first
      orderBy: timestamp
      orderDirection: asc
      where: { coin: $coin, timestamp_gte: $from }
    ) {
      timestamp
      open
      high
      low
      close
      volumeNative
      trades
    }
    coinTrades(
      first: 1
      orderBy: timestamp
      orderDirection: desc
      where: { coin: $coin, timestamp_lt: $before }
    ) {
      price
    }
  }
`);

/** Prices of a range that ends now, an hour or a day each. */
export async function readCandles(
  indexer: Indexer,
  coin: Hex,
  range: RangeName,
  now: number,
): Promise<CandleView> {
  const start = rangeStart(range, now);
  const { coinCandles, coinTrades } = await indexer.run(CANDLES, {
    ...{ coin, interval: RANGES[range].interval, first: MOST_CANDLES },
    ...{ from: String(start * MICROSECONDS), before: String(start) },
  });
  const found: readonly Candle[] = coinCandles.map((raw) => ({
    time: Math.floor(Number(raw.timestamp) / MICROSECONDS),
    open: BigInt(raw.open),
    high: BigInt(raw.high),
    low: BigInt(raw.low),
    close: BigInt(raw.close),
    volume: BigInt(raw.volumeNative),
    trades: Number(raw.trades),
  }));
  const before = coinTrades[0] ? BigInt(coinTrades[0].price) : null;
  return { range, candles: fillCandles(found, range, now, before) };
}

const TRADES = graphql(`
  query CoinTrades($first: Int!, $where: CoinTrade_filter!) {
    coinTrades(first: $first, orderBy: timestamp, orderDirection: desc, where: $where) {
      id
      account {
        id
      }
      isBuy
      coinAmount
      nativeAmount
      price
      timestamp
    }
  }
`);

interface PageQuery {
  readonly first: number;
  readonly after: string | null;
}

/** The trades of a coin, newest first. */
export async function readTrades(
  indexer: Indexer,
  coin: Hex,
  { first, after }: PageQuery,
): Promise<Page<Trade>> {
  const where = { and: [{ coin }, below("timestamp", parseCursor(after))] };
  const { coinTrades } = await indexer.run(TRADES, { first: first + 1, where });
  const trades: readonly Trade[] = coinTrades.map((raw) => ({
    id: raw.id,
    side: raw.isBuy ? "buy" : "sell",
    account: raw.account.id,
    coins: BigInt(raw.coinAmount),
    native: BigInt(raw.nativeAmount),
    price: BigInt(raw.price),
    time: Number(raw.timestamp),
  }));
  return toPage(trades, first, ({ time, id }) => cursorOf(time, id));
}

const HOLDERS = graphql(`
  query CoinHolders($first: Int!, $where: CoinHolder_filter!) {
    coinHolders(first: $first, orderBy: total, orderDirection: desc, where: $where) {
      id
      account {
        id
      }
      balance
      staked
    }
  }
`);

/** Who has coins, staked ones included, the most first. The coin's own contracts are left out. */
export async function readCoinHolders(
  indexer: Indexer,
  coin: Hex,
  { first, after }: PageQuery,
): Promise<Page<CoinHoldingRow>> {
  const people = { coin, contract: null, total_gt: "0" };
  const where = { and: [people, below("total", parseCursor(after))] };
  const { coinHolders } = await indexer.run(HOLDERS, { first: first + 1, where });
  const rows = coinHolders.map(({ id, account, balance, staked }) => ({
    id,
    account: account.id,
    balance: BigInt(balance),
    staked: BigInt(staked),
  }));
  return toPage(rows, first, ({ balance, staked, id }) => cursorOf(balance + staked, id));
}
