import type { Queryable } from "../../plugins/database.ts";
import { dividendLetter } from "../mail/letters.ts";
import type { Subgraph } from "../subgraph.ts";
import { linkedWallets, type NewsSource, readAll } from "./news-source.ts";
import type { News } from "./notifications.ts";

const BLOCKS_AGAIN = 100;
/** Units of a share, and what a staked one has more. */
const [UNITS, STAKED_UNITS] = [10n, 2n];

interface Deposit {
  id: string;
  amount: string;
  perUnit: string;
  block: string;
  master: { id: string; number: string; title: string };
  currency: { symbol: string | null; decimals: number | null };
}
interface Holder {
  id: string;
  account: { id: string };
  balance: number;
  staked: number;
}

const depositsQuery = `query ($from: BigInt!, $to: BigInt!, $after: Bytes!) {
  deposits(first: 500, orderBy: id, where: { block_gt: $from, block_lte: $to, id_gt: $after }) {
    id amount perUnit block master { id number title } currency { symbol decimals }
  }
}`;
const holdersQuery = `query ($master: String!, $block: Int!, $after: Bytes!) {
  holders(first: 500, orderBy: id, block: { number: $block },
          where: { master: $master, balance_gt: 0, id_gt: $after }) {
    id account { id } balance staked
  }
}`;

const moneyOf = ({ symbol, decimals }: Deposit["currency"]) => ({
  currency: symbol ?? "",
  decimals: decimals === null ? "" : String(decimals),
});

/** Holders as they were at the deposit, as far as they have accounts here, each with what it brought them. */
const newsOf = async (subgraph: Subgraph, db: Queryable, deposit: Deposit): Promise<News[]> => {
  const { id, master, currency, perUnit, amount: total } = deposit;
  const holders = await readAll<"holders", Holder>(subgraph, holdersQuery, "holders", {
    ...{ master: master.id, block: Number(deposit.block) },
  });
  const byAddress = new Map(holders.map((holder) => [holder.account.id, holder]));
  const earned = new Map<string, bigint>();
  for (const { accountId, address } of await linkedWallets(db, [...byAddress.keys()])) {
    const holder = byAddress.get(address);
    if (!holder) continue;
    const units = BigInt(holder.balance) * UNITS + BigInt(holder.staked) * STAKED_UNITS;
    earned.set(accountId, (earned.get(accountId) ?? 0n) + units * BigInt(perUnit));
  }
  const about = { master: master.id, number: master.number, title: master.title, total };
  return [...earned].map(([accountId, amount]) => ({
    ...{ accountId, topic: "dividends", kind: "dividend.deposited", subject: id },
    data: { ...about, amount: String(amount), ...moneyOf(currency) },
  }));
};

/** Deposits for masters, told to those who held shares. */
export const dividendNews = (subgraph: Subgraph): NewsSource => ({
  ...{ name: "dividends", of: "block", overlap: BLOCKS_AGAIN },
  read: async (db, from, to) => {
    const variables = { from: String(from), to: String(to) };
    const deposits = await readAll<"deposits", Deposit>(subgraph, depositsQuery, "deposits", variables);
    const news: News[] = [];
    for (const deposit of deposits) news.push(...(await newsOf(subgraph, db, deposit)));
    return news;
  },
  letter: (appUrl, { data }) => dividendLetter(appUrl, data),
});
