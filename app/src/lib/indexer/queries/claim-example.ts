import type { Units } from "#lib/format/dividends.ts";
import type { Currency, Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { CURRENCY, toCurrency } from "./currency.ts";

/** A real holder whose claimable dividends show how they are computed. */
export interface ClaimExample extends Units {
  readonly account: Hex;
  readonly master: Hex;
  readonly title: string;
  readonly number: string;
  readonly acc: bigint;
  readonly currency: Currency;
}

const EXAMPLE = graphql(
  `
    query ClaimExample {
      holders(
        first: 1
        orderBy: staked
        orderDirection: desc
        where: { balance_gt: 0, master_: { acc_gt: 0, isHidden: false } }
      ) {
        account {
          id
        }
        balance
        staked
        paid
        owed
        master {
          id
          number
          title
          acc
          currency {
            ...CurrencyFields
          }
        }
      }
    }
  `,
  [CURRENCY],
);

export async function readClaimExample(indexer: Indexer): Promise<ClaimExample | null> {
  const { holders } = await indexer.run(EXAMPLE, {});
  const holder = holders[0];
  if (!holder) return null;
  const { account, balance, staked, paid, owed, master } = holder;
  return {
    account: account.id,
    ...{ balance, staked, paid: BigInt(paid), owed: BigInt(owed) },
    master: master.id,
    title: master.title,
    number: master.number,
    acc: BigInt(master.acc),
    currency: toCurrency(master.currency),
  };
}
