import type { Accrual } from "#lib/format/accrual.ts";
import { claimable } from "#lib/format/dividends.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Holding } from "#lib/format/position.ts";
import type { Indexer } from "../client.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses, type Head } from "./chain.ts";
import { CURRENCY, toCurrency } from "./currency.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";
import { POSITION, toPosition } from "./position.ts";

export interface Portfolio {
  readonly head: Head;
  readonly holdings: readonly Holding[];
  readonly next: string | null;
  /** What every master has accrued for the account, the first thousand at most, for sums over all pages. */
  readonly accruals: readonly Accrual[];
}

const ACCRUAL = graphql(
  `
    fragment Accrual on Holder {
      balance
      staked
      paid
      owed
      earned
      master {
        id
        number
        title
        price
        acc
        currency {
          ...CurrencyFields
        }
      }
    }
  `,
  [CURRENCY],
);

function toAccrual(masked: FragmentOf<typeof ACCRUAL>): Accrual {
  const { balance, staked, paid, owed, earned, master } = readFragment(ACCRUAL, masked);
  const units = { balance, staked, paid: BigInt(paid), owed: BigInt(owed) };
  const due = claimable(units, BigInt(master.acc));
  return {
    master: { id: master.id, number: Number(master.number), title: master.title },
    currency: toCurrency(master.currency),
    balance,
    claimable: due,
    earned: BigInt(earned) - BigInt(owed) + due,
    value: BigInt(master.price) * BigInt(balance),
  };
}

const PORTFOLIO = graphql(
  `
    query Portfolio($account: String!, $first: Int!, $after: Bytes!) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      holders(first: $first, orderBy: id, orderDirection: asc, where: { account: $account, id_gt: $after }) {
        id
        ...Position
        master {
          ...MasterSummary
        }
      }
      all: holders(first: 1000, orderBy: createdAt, orderDirection: asc, where: { account: $account }) {
        ...Accrual
      }
    }
  `,
  [HEAD, PAUSES, POSITION, MASTER_SUMMARY, ACCRUAL],
);

/** Everything an account holds or held, a page at a time; `after` is the cursor that the page before gave. */
export async function readPortfolio(
  indexer: Indexer,
  account: Hex,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<Portfolio> {
  const cursor = after !== null && /^0x[0-9a-f]{80}$/.test(after) ? (after as Hex) : "0x";
  const answer = await indexer.run(PORTFOLIO, {
    account: account.toLowerCase(),
    first: first + 1,
    after: cursor,
  });
  const head = toHead(answer._meta);
  const pauses = toPauses(answer.switchboard);
  const shown = answer.holders.slice(0, first);
  return {
    head,
    accruals: answer.all.map(toAccrual),
    holdings: shown.map((holder) => ({
      master: toMasterSummary(holder.master, pauses),
      position: toPosition(holder, head.time),
    })),
    next: answer.holders.length > first ? (shown.at(-1)?.id ?? null) : null,
  };
}
