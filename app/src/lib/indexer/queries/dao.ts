import type { Dao, Power, ProposalSummary, Support, TreasuryMovement } from "#lib/format/dao.ts";
import { NO_POWER } from "#lib/format/dao.ts";
import { ZERO_ADDRESS, type Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { below, cursorOf, parseCursor, toPage, type Page } from "../cursor.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";

const DAO = graphql(`
  fragment Dao on Dao {
    id
    name
    treasury
    votingDelay
    votingPeriod
    lateExtension
    threshold
    quorum
    timelockDelay
    proposalCount
    voteCount
  }
`);

function toDao(masked: FragmentOf<typeof DAO>): Dao {
  const raw = readFragment(DAO, masked);
  return {
    ...{ governor: raw.id, treasury: raw.treasury, name: raw.name },
    ...{ votingDelay: Number(raw.votingDelay), votingPeriod: Number(raw.votingPeriod) },
    ...{ lateExtension: Number(raw.lateExtension), timelockDelay: Number(raw.timelockDelay) },
    ...{ threshold: raw.threshold, quorum: raw.quorum },
    ...{ proposalCount: raw.proposalCount, voteCount: raw.voteCount },
  };
}

export const PROPOSAL_SUMMARY = graphql(`
  fragment ProposalSummary on Proposal {
    id
    number
    proposalId
    title
    proposer {
      id
    }
    snapshot
    deadline
    quorum
    votesFor
    votesAgainst
    votesAbstain
    voterCount
    eta
    isExtended
    isExecuted
    isCancelled
    createdAt
    votes(first: 1, where: { voter: $account }) {
      support
    }
  }
`);

const SUPPORTS = { For: "for", Against: "against", Abstain: "abstain" } as const;

export const toSupport = (raw: keyof typeof SUPPORTS): Support => SUPPORTS[raw];

export function toProposalSummary(masked: FragmentOf<typeof PROPOSAL_SUMMARY>): ProposalSummary {
  const raw = readFragment(PROPOSAL_SUMMARY, masked);
  const [own] = raw.votes;
  return {
    ...{ number: raw.number, id: BigInt(raw.proposalId), title: raw.title, proposer: raw.proposer.id },
    ...{ snapshot: Number(raw.snapshot), deadline: Number(raw.deadline), createdAt: Number(raw.createdAt) },
    quorum: BigInt(raw.quorum),
    votes: {
      for: BigInt(raw.votesFor),
      against: BigInt(raw.votesAgainst),
      abstain: BigInt(raw.votesAbstain),
    },
    ...{ voterCount: raw.voterCount, eta: raw.eta === null ? null : Number(raw.eta) },
    ...{ isExtended: raw.isExtended, isExecuted: raw.isExecuted, isCancelled: raw.isCancelled },
    ownVote: own ? toSupport(own.support) : null,
  };
}

/** Nobody's account, so that one query serves visitors without a wallet as well. */
export const accountOrNobody = (account: Hex | null): string => (account ?? ZERO_ADDRESS).toLowerCase();

const DAO_OF_COIN = graphql(
  `
    query DaoOfCoin($coin: ID!, $account: String!) {
      coin(id: $coin) {
        dao {
          ...Dao
        }
        holders(first: 1, where: { account: $account }) {
          liquidVotes
          stakedVotes
          delegate {
            id
          }
        }
      }
    }
  `,
  [DAO],
);

/** How an account stands in a DAO now. */
export interface DaoMember {
  readonly power: Power;
  /** Whom its liquid coins vote for; null for nobody. */
  readonly delegate: Hex | null;
}

/** The DAO of a coin, null before it was deployed, and how an account stands in it. */
export async function readDao(
  indexer: Indexer,
  coin: Hex,
  account: Hex | null,
): Promise<{ readonly dao: Dao | null; readonly member: DaoMember }> {
  const variables = { coin: coin.toLowerCase(), account: accountOrNobody(account) };
  const answer = await indexer.run(DAO_OF_COIN, variables);
  const [holder] = account === null ? [] : (answer.coin?.holders ?? []);
  const delegate = holder?.delegate?.id ?? null;
  return {
    dao: answer.coin?.dao ? toDao(answer.coin.dao) : null,
    member: {
      power: holder ? { liquid: BigInt(holder.liquidVotes), staked: BigInt(holder.stakedVotes) } : NO_POWER,
      delegate: delegate === null || /^0x0{40}$/.test(delegate) ? null : delegate,
    },
  };
}

const PROPOSALS = graphql(
  `
    query Proposals($first: Int!, $where: Proposal_filter!, $account: String!) {
      proposals(first: $first, orderBy: createdAt, orderDirection: desc, where: $where) {
        ...ProposalSummary
      }
    }
  `,
  [PROPOSAL_SUMMARY],
);

interface PageQuery {
  readonly first: number;
  readonly after: string | null;
}

/** The proposals of a DAO, newest first. */
export async function readProposals(
  indexer: Indexer,
  { governor, account }: { readonly governor: Hex; readonly account: Hex | null },
  { first, after }: PageQuery,
): Promise<Page<ProposalSummary>> {
  const where = { and: [{ dao: governor }, below("createdAt", parseCursor(after))] };
  const variables = { first: first + 1, where, account: accountOrNobody(account) };
  const { proposals } = await indexer.run(PROPOSALS, variables);
  const rows = proposals.map((raw) => ({ raw, summary: toProposalSummary(raw) }));
  const page = toPage(rows, first, ({ raw, summary }) =>
    cursorOf(summary.createdAt, readFragment(PROPOSAL_SUMMARY, raw).id),
  );
  return { items: page.items.map(({ summary }) => summary), next: page.next };
}

const MOVEMENTS = graphql(`
  query TreasuryMovements($first: Int!, $where: TreasuryMovement_filter!) {
    treasuryMovements(first: $first, orderBy: timestamp, orderDirection: desc, where: $where) {
      id
      kind
      isIncoming
      currency
      amount
      counterparty
      timestamp
      transaction
    }
  }
`);

const KINDS = { Fees: "fees", Transfer: "transfer", Payment: "payment", Wrap: "wrap" } as const;

/** What came into a DAO's treasury and left it, newest first. */
export async function readMovements(
  indexer: Indexer,
  coin: Hex,
  { first, after }: PageQuery,
): Promise<Page<TreasuryMovement>> {
  const where = { and: [{ coin: coin.toLowerCase() }, below("timestamp", parseCursor(after))] };
  const { treasuryMovements } = await indexer.run(MOVEMENTS, { first: first + 1, where });
  const movements = treasuryMovements.map((raw) => ({
    ...{ id: raw.id, kind: KINDS[raw.kind], isIncoming: raw.isIncoming, currency: raw.currency },
    ...{ amount: BigInt(raw.amount), counterparty: raw.counterparty, transaction: raw.transaction },
    time: Number(raw.timestamp),
  }));
  return toPage(movements, first, ({ time, id }) => cursorOf(time, id));
}
