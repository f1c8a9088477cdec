import { graphql } from "../graphql.ts";
import { CURRENCY } from "./currency.ts";

export const HISTORY_MASTER = graphql(`
  fragment HistoryMaster on Master {
    id
    number
    title
    artist {
      name
    }
  }
`);

export const HISTORY_TRANSFER = graphql(
  `
    fragment HistoryTransfer on ShareTransfer {
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
      from {
        id
      }
      to {
        id
      }
    }
  `,
  [HISTORY_MASTER],
);

/** Each kind of what an account did with shares, where it is asked for, with the same order and a filter of its own. */
export const SHARE_HISTORY = graphql(
  `
    query ShareHistory(
      $first: Int!
      $purchaseAsked: Boolean!
      $claimAsked: Boolean!
      $giftAsked: Boolean!
      $stakeAsked: Boolean!
      $depositAsked: Boolean!
      $artistAsked: Boolean!
      $direction: OrderDirection!
      $purchases: Purchase_filter!
      $claims: Claim_filter!
      $sent: ShareTransfer_filter!
      $received: ShareTransfer_filter!
      $stakes: StakeEvent_filter!
      $deposits: Deposit_filter!
      $credits: ArtistCreditClaim_filter!
      $proceeds: ProceedsWithdrawal_filter!
    ) {
      purchases(first: $first, orderBy: block, orderDirection: $direction, where: $purchases)
        @include(if: $purchaseAsked) {
        id
        block
        timestamp
        transaction
        master {
          ...HistoryMaster
        }
        count
        firstNumber
        lastNumber
        amount
        currency {
          ...CurrencyFields
        }
      }
      claims(first: $first, orderBy: block, orderDirection: $direction, where: $claims)
        @include(if: $claimAsked) {
        id
        block
        timestamp
        transaction
        master {
          ...HistoryMaster
        }
        amount
        currency {
          ...CurrencyFields
        }
        call {
          to
          sender
        }
      }
      sent: shareTransfers(first: $first, orderBy: block, orderDirection: $direction, where: $sent)
        @include(if: $giftAsked) {
        ...HistoryTransfer
      }
      received: shareTransfers(first: $first, orderBy: block, orderDirection: $direction, where: $received)
        @include(if: $giftAsked) {
        ...HistoryTransfer
      }
      stakeEvents(first: $first, orderBy: block, orderDirection: $direction, where: $stakes)
        @include(if: $stakeAsked) {
        id
        block
        timestamp
        transaction
        master {
          ...HistoryMaster
        }
        kind
        number
        freeAt
      }
      deposits(first: $first, orderBy: block, orderDirection: $direction, where: $deposits)
        @include(if: $depositAsked) {
        id
        block
        timestamp
        transaction
        master {
          ...HistoryMaster
        }
        amount
        currency {
          ...CurrencyFields
        }
        source
      }
      artistCreditClaims(first: $first, orderBy: block, orderDirection: $direction, where: $credits)
        @include(if: $artistAsked) {
        id
        block
        timestamp
        transaction
        master {
          ...HistoryMaster
        }
        amount
        currency {
          ...CurrencyFields
        }
        to
      }
      proceedsWithdrawals(first: $first, orderBy: block, orderDirection: $direction, where: $proceeds)
        @include(if: $artistAsked) {
        id
        block
        timestamp
        transaction
        master {
          ...HistoryMaster
        }
        amount
        currency {
          ...CurrencyFields
        }
        to
      }
    }
  `,
  [HISTORY_MASTER, HISTORY_TRANSFER, CURRENCY],
);
