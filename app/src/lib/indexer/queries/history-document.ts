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

/** Each kind of what happened to an account, with the same order and a filter of its own. */
export const HISTORY = graphql(
  `
    query History(
      $first: Int!
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
      purchases(first: $first, orderBy: block, orderDirection: $direction, where: $purchases) {
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
      claims(first: $first, orderBy: block, orderDirection: $direction, where: $claims) {
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
      sent: shareTransfers(first: $first, orderBy: block, orderDirection: $direction, where: $sent) {
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
        to {
          id
        }
      }
      received: shareTransfers(first: $first, orderBy: block, orderDirection: $direction, where: $received) {
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
      }
      stakeEvents(first: $first, orderBy: block, orderDirection: $direction, where: $stakes) {
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
      deposits(first: $first, orderBy: block, orderDirection: $direction, where: $deposits) {
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
      artistCreditClaims(first: $first, orderBy: block, orderDirection: $direction, where: $credits) {
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
      proceedsWithdrawals(first: $first, orderBy: block, orderDirection: $direction, where: $proceeds) {
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
  [HISTORY_MASTER, CURRENCY],
);
