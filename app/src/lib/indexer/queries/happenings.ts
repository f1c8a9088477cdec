import type { ClaimRow, PurchaseRow, StakeRow, TransferRow } from "#lib/format/activity.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";

export const PURCHASE = graphql(`
  fragment PurchaseFields on Purchase {
    id
    buyer {
      id
    }
    count
    firstNumber
    lastNumber
    amount
    isPresale
    timestamp
  }
`);

export const TRANSFER = graphql(`
  fragment TransferFields on ShareTransfer {
    id
    number
    from {
      id
    }
    to {
      id
    }
    timestamp
  }
`);

export const STAKE_EVENT = graphql(`
  fragment StakeEventFields on StakeEvent {
    id
    kind
    number
    account {
      id
    }
    freeAt
    timestamp
  }
`);

export const CLAIM = graphql(`
  fragment ClaimFields on Claim {
    id
    account {
      id
    }
    amount
    timestamp
  }
`);

export function toPurchase(masked: FragmentOf<typeof PURCHASE>): PurchaseRow {
  const { buyer, amount, timestamp, ...raw } = readFragment(PURCHASE, masked);
  return { kind: "purchase", ...raw, buyer: buyer.id, amount: BigInt(amount), time: Number(timestamp) };
}

export function toTransfer(masked: FragmentOf<typeof TRANSFER>): TransferRow {
  const { id, number, from, to, timestamp } = readFragment(TRANSFER, masked);
  return { kind: "transfer", id, number, from: from.id, to: to.id, time: Number(timestamp) };
}

export function toStake(masked: FragmentOf<typeof STAKE_EVENT>): StakeRow {
  const { id, kind, number, account, freeAt, timestamp } = readFragment(STAKE_EVENT, masked);
  return {
    ...{ kind: "stake", id, number, account: account.id, step: kind },
    ...{ freeAt: freeAt === null ? null : Number(freeAt), time: Number(timestamp) },
  };
}

export function toClaim(masked: FragmentOf<typeof CLAIM>): ClaimRow {
  const { id, account, amount, timestamp } = readFragment(CLAIM, masked);
  return { kind: "claim", id, account: account.id, amount: BigInt(amount), time: Number(timestamp) };
}
