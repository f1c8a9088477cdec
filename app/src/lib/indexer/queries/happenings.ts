import type { ClaimRow, PurchaseRow, SaleRow, StakeRow, TransferRow } from "#lib/format/activity.ts";
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
    transaction
  }
`);

export const SALE = graphql(`
  fragment SaleFields on Resale {
    id
    number
    seller {
      id
    }
    buyer {
      id
    }
    price
    offer {
      id
    }
    timestamp
    transaction
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
  const { id, number, from, to, timestamp, transaction } = readFragment(TRANSFER, masked);
  return {
    ...{ kind: "transfer", id, number, from: from.id, to: to.id },
    ...{ time: Number(timestamp), transaction },
  };
}

export function toSale(masked: FragmentOf<typeof SALE>): SaleRow {
  const { id, number, seller, buyer, price, offer, timestamp, transaction } = readFragment(SALE, masked);
  return {
    ...{ kind: "sale", id, number, seller: seller.id, buyer: buyer.id, price: BigInt(price) },
    ...{ isOffer: offer !== null, time: Number(timestamp), transaction },
  };
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
