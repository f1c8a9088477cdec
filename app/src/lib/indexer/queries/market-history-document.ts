import { graphql } from "../graphql.ts";
import { CURRENCY } from "./currency.ts";
import { HISTORY_MASTER } from "./share-history-document.ts";

export const HISTORY_RESALE = graphql(
  `
    fragment HistoryResale on Resale {
      id
      block
      timestamp
      transaction
      master {
        ...HistoryMaster
      }
      number
      share {
        buyer {
          id
        }
      }
      seller {
        id
      }
      buyer {
        id
      }
      currency {
        ...CurrencyFields
      }
      price
      net
      moverAmount
      offer {
        id
      }
    }
  `,
  [HISTORY_MASTER, CURRENCY],
);

/** Each kind of what an account did on the market, where it is asked for, with the same order and a filter of its own. */
export const MARKET_HISTORY = graphql(
  `
    query MarketHistory(
      $first: Int!
      $resaleAsked: Boolean!
      $royaltyAsked: Boolean!
      $direction: OrderDirection!
      $sold: Resale_filter!
      $bought: Resale_filter!
      $moved: Resale_filter!
      $withdrawals: CreditWithdrawal_filter!
    ) {
      sold: resales(first: $first, orderBy: block, orderDirection: $direction, where: $sold)
        @include(if: $resaleAsked) {
        ...HistoryResale
      }
      bought: resales(first: $first, orderBy: block, orderDirection: $direction, where: $bought)
        @include(if: $resaleAsked) {
        ...HistoryResale
      }
      moved: resales(first: $first, orderBy: block, orderDirection: $direction, where: $moved)
        @include(if: $royaltyAsked) {
        ...HistoryResale
      }
      creditWithdrawals(first: $first, orderBy: block, orderDirection: $direction, where: $withdrawals)
        @include(if: $royaltyAsked) {
        id
        block
        timestamp
        transaction
        to
        amount
        currency {
          ...CurrencyFields
        }
        artist {
          id
          name
        }
      }
    }
  `,
  [HISTORY_RESALE, CURRENCY],
);
