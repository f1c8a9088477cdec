import type { PastDeposit } from "#lib/format/boost.ts";
import type { MasterSummary } from "#lib/format/master.ts";
import type { Hex } from "#lib/format/network.ts";
import { stakeState, type OwnedShare } from "#lib/format/position.ts";
import type { Tier } from "#lib/format/shares.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses, type Head } from "./chain.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";

/** What somebody needs to know to stake, release or give shares of one master. */
export interface StakeView {
  readonly head: Head;
  readonly isPaused: boolean;
  readonly master: MasterSummary;
  readonly balance: number;
  readonly staked: number;
  readonly shares: readonly OwnedShare[];
  /** Share number after which the next page begins; null on the last. */
  readonly next: number | null;
  /** Deposits of the last twelve months. */
  readonly year: readonly PastDeposit[];
}

const STAKE_VIEW = graphql(
  `
    query StakeView($account: String!, $number: BigInt!, $first: Int!, $after: Int!) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      holders(first: 1, where: { account: $account, master_: { number: $number } }) {
        balance
        staked
        shares(first: $first, orderBy: number, orderDirection: asc, where: { number_gt: $after }) {
          number
          tier
          royaltyRate
          stakeStatus
          stakedAt
          freeAt
        }
        master {
          ...MasterSummary
          deposits(first: 1000, orderBy: timestamp, orderDirection: desc) {
            timestamp
            amount
            perUnit
          }
        }
      }
    }
  `,
  [HEAD, PAUSES, MASTER_SUMMARY],
);

const YEAR = 365 * 24 * 60 * 60;

interface StakeQuery {
  readonly number: string;
  readonly first: number;
  readonly after: number;
}

/** The shares of one master that an account holds, a page at a time; null when it never held one. */
export async function readStakeView(
  indexer: Indexer,
  account: Hex,
  { number, first, after }: StakeQuery,
): Promise<StakeView | null> {
  const answer = await indexer.run(STAKE_VIEW, {
    ...{ account: account.toLowerCase(), number, first: first + 1, after },
  });
  const holder = answer.holders[0];
  if (!holder) return null;
  const head = toHead(answer._meta);
  const pauses = toPauses(answer.switchboard);
  const shown = holder.shares.slice(0, first);
  return {
    head,
    isPaused: pauses.some(({ from, until }) => head.time >= from && head.time < until),
    master: toMasterSummary(holder.master, pauses),
    balance: holder.balance,
    staked: holder.staked,
    shares: shown.map((share) => ({
      number: share.number,
      tier: share.tier as Tier,
      royaltyRate: share.royaltyRate,
      stake: stakeState(share, head.time),
    })),
    next: holder.shares.length > first ? (shown.at(-1)?.number ?? null) : null,
    year: holder.master.deposits
      .filter(({ timestamp }) => Number(timestamp) >= head.time - YEAR)
      .map(({ amount, perUnit }) => ({ amount: BigInt(amount), perUnit: BigInt(perUnit) })),
  };
}
