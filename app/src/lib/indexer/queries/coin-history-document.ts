import { graphql } from "../graphql.ts";

export const HISTORY_COIN = graphql(`
  fragment HistoryCoin on Coin {
    id
    name
    symbol
    artist {
      id
      name
    }
    pool
    staking
    vesting
  }
`);

export const HISTORY_COIN_TRANSFER = graphql(
  `
    fragment HistoryCoinTransfer on CoinTransfer {
      id
      block
      timestamp
      transaction
      coin {
        ...HistoryCoin
      }
      from
      to
      amount
    }
  `,
  [HISTORY_COIN],
);

/** Each kind of what an account did with coins, where it is asked for, with the same order and a filter of its own. */
export const COIN_HISTORY = graphql(
  `
    query CoinHistory(
      $first: Int!
      $tradeAsked: Boolean!
      $coinTransferAsked: Boolean!
      $grantAsked: Boolean!
      $coinStakeAsked: Boolean!
      $artistAsked: Boolean!
      $direction: OrderDirection!
      $trades: CoinTrade_filter!
      $coinsSent: CoinTransfer_filter!
      $coinsReceived: CoinTransfer_filter!
      $grants: CoinGrantClaim_filter!
      $stakes: CoinStakeEvent_filter!
      $releases: CoinVestingRelease_filter!
      $fees: CoinFeePayment_filter!
    ) {
      coinTrades(first: $first, orderBy: block, orderDirection: $direction, where: $trades)
        @include(if: $tradeAsked) {
        id
        block
        timestamp
        transaction
        coin {
          ...HistoryCoin
        }
        isBuy
        coinAmount
        nativeAmount
      }
      coinsSent: coinTransfers(first: $first, orderBy: block, orderDirection: $direction, where: $coinsSent)
        @include(if: $coinTransferAsked) {
        ...HistoryCoinTransfer
      }
      coinsReceived: coinTransfers(
        first: $first
        orderBy: block
        orderDirection: $direction
        where: $coinsReceived
      ) @include(if: $coinTransferAsked) {
        ...HistoryCoinTransfer
      }
      coinGrantClaims(first: $first, orderBy: block, orderDirection: $direction, where: $grants)
        @include(if: $grantAsked) {
        id
        block
        timestamp
        transaction
        coin {
          ...HistoryCoin
        }
        to
        bought
        amount
      }
      coinStakeEvents(first: $first, orderBy: block, orderDirection: $direction, where: $stakes)
        @include(if: $coinStakeAsked) {
        id
        block
        timestamp
        transaction
        coin {
          ...HistoryCoin
        }
        kind
        lock
        amount
        to
      }
      coinVestingReleases(first: $first, orderBy: block, orderDirection: $direction, where: $releases)
        @include(if: $artistAsked) {
        id
        block
        timestamp
        transaction
        coin {
          ...HistoryCoin
        }
        amount
      }
      coinFeePayments(first: $first, orderBy: block, orderDirection: $direction, where: $fees)
        @include(if: $artistAsked) {
        id
        block
        timestamp
        transaction
        coin {
          ...HistoryCoin
        }
        to
        coinAmount
        nativeAmount
      }
    }
  `,
  [HISTORY_COIN, HISTORY_COIN_TRANSFER],
);
