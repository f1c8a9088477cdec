import { needsVote, type OpenVote } from "#lib/format/dao.ts";
import type { Hex } from "#lib/format/network.ts";
import { displayLine } from "#lib/format/text.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { HEAD, toHead, type Head } from "./chain.ts";
import { toCoin } from "./coin-summary.ts";
import { readPowerAt } from "./dao-proposal.ts";
import { PROPOSAL_SUMMARY, toProposalSummary } from "./dao.ts";

/** graph-node gives at most this many at once; more coins than anybody votes with. */
const MOST_COINS = 1000;
/** Open proposals that are looked at, those that end first. */
const MOST_PROPOSALS = 50;

const VOTER = graphql(
  `
    query Voter($account: String!, $first: Int!) {
      _meta {
        ...Head
      }
      coinHolders(first: $first, orderBy: power, orderDirection: desc, where: { account: $account }) {
        coin {
          dao {
            id
          }
        }
      }
    }
  `,
  [HEAD],
);

const OPEN_PROPOSALS = graphql(
  `
    query OpenProposals($daos: [String!]!, $now: BigInt!, $first: Int!, $account: String!) {
      proposals(
        first: $first
        orderBy: deadline
        orderDirection: asc
        where: { dao_in: $daos, snapshot_lt: $now, deadline_gte: $now, isExecuted: false, isCancelled: false }
      ) {
        ...ProposalSummary
        dao {
          coin {
            id
            name
            symbol
          }
          artist {
            id
            name
          }
        }
      }
    }
  `,
  [PROPOSAL_SUMMARY],
);

export interface OpenVotes {
  readonly head: Head;
  /** Whether it ever had anything to do with a coin whose DAO is made. */
  readonly isMember: boolean;
  readonly votes: readonly OpenVote[];
}

/**
 * The open votes in which an account has votes and has not voted, the first to end first. What counts is what it had
 * when each vote opened, so who has sold since is asked as well.
 */
export async function readOpenVotes(indexer: Indexer, owner: Hex): Promise<OpenVotes> {
  const account = owner.toLowerCase();
  const { _meta, coinHolders } = await indexer.run(VOTER, { account, first: MOST_COINS });
  const head = toHead(_meta);
  const daos = coinHolders.flatMap(({ coin: { dao } }) => (dao ? [dao.id] : []));
  if (daos.length === 0) return { head, isMember: false, votes: [] };
  const variables = { daos, account, now: String(head.time), first: MOST_PROPOSALS };
  const { proposals } = await indexer.run(OPEN_PROPOSALS, variables);
  const asked = await Promise.all(
    proposals.map(async (raw): Promise<OpenVote | null> => {
      const { artist, ...dao } = raw.dao;
      const [proposal, coin] = [toProposalSummary(raw), toCoin(dao.coin)];
      if (proposal.ownVote !== null) return null;
      const power = await readPowerAt(indexer, { coin: coin.address, account: owner }, proposal.snapshot);
      if (!needsVote(proposal, power, head.time)) return null;
      const by = { id: artist.id, name: displayLine(artist.name, `Artist ${artist.id}`) };
      return { proposal, coin, artist: by, power };
    }),
  );
  return { head, isMember: true, votes: asked.filter((vote) => vote !== null) };
}
