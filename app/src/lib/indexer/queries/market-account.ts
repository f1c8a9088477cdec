import type { Currency, Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { CURRENCY, toCurrency } from "./currency.ts";

const MARKET_ACCOUNT = graphql(
  `
    query MarketAccount($account: ID!, $owner: String!) {
      account(id: $account) {
        totals(first: 20) {
          moverEarned
          marketCredited
          marketWithdrawn
          resaleEarned
          currency {
            ...CurrencyFields
          }
        }
        artists(first: 50) {
          number
          name
          totals(first: 20) {
            royaltyEarned
            royaltyWithdrawn
            currency {
              ...CurrencyFields
            }
          }
        }
      }
      listings(first: 20, orderBy: createdAt, orderDirection: desc, where: { seller: $owner, status: Open }) {
        id
        number
        price
        currency {
          ...CurrencyFields
        }
        master {
          number
          title
        }
      }
      offers(first: 20, orderBy: createdAt, orderDirection: desc, where: { bidder: $owner, status: Open }) {
        id
        shareNumber
        amount
        currency {
          ...CurrencyFields
        }
        master {
          number
          title
        }
      }
    }
  `,
  [CURRENCY],
);

/** Money that waits in the market. */
export interface MarketCredit {
  readonly currency: Currency;
  /** Withdrawable by the account: royalties as a mover, and payments it could not receive. */
  readonly own: bigint;
  /** Of all time, as a mover. */
  readonly moverEarned: bigint;
  /** Withdrawable royalties of artists whose role the account holds. */
  readonly royalties: bigint;
}

/** A share that the account offers for sale, or money that it offers for one. */
export interface OpenTrade {
  readonly id: Hex;
  readonly master: { readonly number: number; readonly title: string };
  /** Null is any share. */
  readonly share: number | null;
  readonly amount: bigint;
  readonly currency: Currency;
}

export interface MarketAccount {
  readonly credits: readonly MarketCredit[];
  /** Artists whose role it holds. */
  readonly artists: readonly bigint[];
  readonly listings: readonly OpenTrade[];
  readonly offers: readonly OpenTrade[];
}

/** What an account has in the resale market. */
export async function readMarketAccount(indexer: Indexer, account: Hex): Promise<MarketAccount> {
  const found = await indexer.run(MARKET_ACCOUNT, { account, owner: account });
  const credits = new Map<Hex, MarketCredit>();
  const add = (currency: Currency, change: Partial<Omit<MarketCredit, "currency">>) => {
    const { own, moverEarned, royalties } = credits.get(currency.address) ?? {
      ...{ own: 0n, moverEarned: 0n, royalties: 0n },
    };
    credits.set(currency.address, {
      currency,
      own: own + (change.own ?? 0n),
      moverEarned: moverEarned + (change.moverEarned ?? 0n),
      royalties: royalties + (change.royalties ?? 0n),
    });
  };
  for (const total of found.account?.totals ?? []) {
    const own = BigInt(total.marketCredited) - BigInt(total.marketWithdrawn);
    add(toCurrency(total.currency), { own, moverEarned: BigInt(total.moverEarned) });
  }
  for (const { totals } of found.account?.artists ?? []) {
    for (const { currency, royaltyEarned, royaltyWithdrawn } of totals) {
      add(toCurrency(currency), { royalties: BigInt(royaltyEarned) - BigInt(royaltyWithdrawn) });
    }
  }
  const toTrade = ({ id, master, currency }: (typeof found.listings | typeof found.offers)[number]) => ({
    id,
    master: { number: Number(master.number), title: master.title },
    currency: toCurrency(currency),
  });
  return {
    credits: [...credits.values()].filter((one) => one.own + one.moverEarned + one.royalties > 0n),
    artists: (found.account?.artists ?? []).map(({ number }) => BigInt(number)),
    listings: found.listings.map((raw) => ({
      ...toTrade(raw),
      share: raw.number,
      amount: BigInt(raw.price),
    })),
    offers: found.offers.map((raw) => ({
      ...toTrade(raw),
      share: raw.shareNumber,
      amount: BigInt(raw.amount),
    })),
  };
}
