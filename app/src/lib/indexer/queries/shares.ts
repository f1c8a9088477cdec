import type { MasterSummary } from "#lib/format/master.ts";
import type { Hex } from "#lib/format/network.ts";
import { stakeState, type OwnedShare } from "#lib/format/position.ts";
import type { Tier } from "#lib/format/shares.ts";
import type { Indexer } from "../client.ts";
import { toPage, type Page } from "../cursor.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";
import { HEAD, PAUSES, toHead, toPauses } from "./chain.ts";
import { MASTER_SUMMARY, toMasterSummary } from "./master-summary.ts";

export const SHARE = graphql(`
  fragment ShareFields on Share {
    number
    tier
    royaltyRate
    owner {
      id
    }
    mover {
      id
    }
    stakeStatus
    stakedAt
    freeAt
  }
`);

/** A share as lists show it. */
export interface ShareRow extends OwnedShare {
  readonly owner: Hex;
  /** Its first buyer, where it is of the first three tiers. */
  readonly mover: Hex | null;
}

export function toShare(masked: FragmentOf<typeof SHARE>, now: number): ShareRow {
  const raw = readFragment(SHARE, masked);
  return {
    number: raw.number,
    tier: raw.tier as Tier,
    royaltyRate: raw.royaltyRate,
    owner: raw.owner.id,
    mover: raw.mover?.id ?? null,
    stake: stakeState(raw, now),
  };
}

const SHARES = graphql(
  `
    query Shares($master: BigInt!, $first: Int!, $where: Share_filter!) {
      _meta {
        ...Head
      }
      switchboard(id: "switchboard") {
        ...Pauses
      }
      masters(first: 1, where: { number: $master }) {
        ...MasterSummary
        minted
        isHidden
        shares(first: $first, orderBy: number, orderDirection: asc, where: $where) {
          ...ShareFields
        }
      }
    }
  `,
  [HEAD, PAUSES, MASTER_SUMMARY, SHARE],
);

interface ShareListQuery {
  readonly first: number;
  readonly tier: Tier | null;
  /** Number of the last share of the page before. */
  readonly after: number;
}

interface ShareList extends Page<ShareRow> {
  readonly master: MasterSummary;
  readonly minted: number;
  readonly isHidden: boolean;
}

/** The shares of a master that exist, by number; null when there is no such master. */
export async function listShares(
  indexer: Indexer,
  master: string,
  { first, tier, after }: ShareListQuery,
): Promise<ShareList | null> {
  const where = { number_gt: after, ...(tier === null ? {} : { tier }) };
  const answer = await indexer.run(SHARES, { master, first: first + 1, where });
  const raw = answer.masters[0];
  if (!raw) return null;
  const { time } = toHead(answer._meta);
  const rows = raw.shares.map((share) => toShare(share, time));
  return {
    ...toPage(rows, first, ({ number }) => String(number)),
    master: toMasterSummary(raw, toPauses(answer.switchboard)),
    minted: raw.minted,
    isHidden: raw.isHidden,
  };
}
