import { NO_POWER, type Power, type ProposalDetail, type StepKind, type Vote } from "#lib/format/dao.ts";
import { isSameAddress } from "#lib/format/address.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { below, cursorOf, parseCursor, toPage, type Page } from "../cursor.ts";
import { graphql } from "../graphql.ts";
import { accountOrNobody, PROPOSAL_SUMMARY, toProposalSummary, toSupport } from "./dao.ts";

const PROPOSAL = graphql(
  `
    query Proposal($dao: String!, $number: Int!, $account: String!) {
      proposals(first: 1, where: { dao: $dao, number: $number }) {
        ...ProposalSummary
        description
        totalPower
        calls(first: 100, orderBy: index) {
          target
          value
          data
        }
        steps(first: 10, orderBy: timestamp) {
          kind
          account
          timestamp
          transaction
        }
      }
    }
  `,
  [PROPOSAL_SUMMARY],
);

const STEPS: Readonly<Record<string, StepKind>> = {
  Create: "create",
  Extend: "extend",
  Queue: "queue",
  Execute: "execute",
  Cancel: "cancel",
};

/** A proposal of a DAO by its number; null where there is none. */
export async function readProposal(
  indexer: Indexer,
  { governor, account }: { readonly governor: Hex; readonly account: Hex | null },
  number: number,
): Promise<ProposalDetail | null> {
  const variables = { dao: governor, number, account: accountOrNobody(account) };
  const [raw] = (await indexer.run(PROPOSAL, variables)).proposals;
  if (!raw) return null;
  return {
    ...toProposalSummary(raw),
    description: raw.description,
    totalPower: BigInt(raw.totalPower),
    calls: raw.calls.map(({ target, value, data }) => ({ target, value: BigInt(value), data })),
    steps: raw.steps.map(({ kind, account: sender, timestamp, transaction }) => ({
      ...{ kind: STEPS[kind] ?? "create", account: sender, time: Number(timestamp), transaction },
    })),
  };
}

const VOTES = graphql(`
  query ProposalVotes($first: Int!, $where: ProposalVote_filter!) {
    proposalVotes(first: $first, orderBy: weight, orderDirection: desc, where: $where) {
      id
      voter {
        id
      }
      support
      weight
      liquidVotes
      stakedVotes
      reason
      sender
      timestamp
      transaction
    }
  }
`);

interface RawVote {
  readonly voter: { readonly id: Hex };
  readonly support: "For" | "Against" | "Abstain";
  readonly weight: string;
  readonly liquidVotes: string;
  readonly stakedVotes: string;
  readonly reason: string;
  readonly sender: Hex;
  readonly timestamp: string;
  readonly transaction: Hex;
}

const toVote = (raw: RawVote): Vote => ({
  ...{ voter: raw.voter.id, support: toSupport(raw.support), weight: BigInt(raw.weight) },
  power: { liquid: BigInt(raw.liquidVotes), staked: BigInt(raw.stakedVotes) },
  ...{ reason: raw.reason, isRelayed: !isSameAddress(raw.voter.id, raw.sender) },
  ...{ time: Number(raw.timestamp), transaction: raw.transaction },
});

interface Which {
  readonly governor: Hex;
  /** The governor's number of the proposal. */
  readonly id: bigint;
}

/** As the subgraph names it: governor ++ number (32 bytes). */
const entityId = ({ governor, id }: Which): string =>
  `${governor.toLowerCase()}${id.toString(16).padStart(64, "0")}`;

/** Who voted on a proposal, the most votes first. */
export async function readVotes(
  indexer: Indexer,
  which: Which,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<Page<Vote>> {
  const where = { and: [{ proposal: entityId(which) }, below("weight", parseCursor(after))] };
  const { proposalVotes } = await indexer.run(VOTES, { first: first + 1, where });
  const page = toPage(proposalVotes, first, ({ weight, id }) => cursorOf(BigInt(weight), id));
  return {
    next: page.next,
    items: page.items.map(toVote),
  };
}

const POWER = graphql(`
  query PowerAt($coin: String!, $account: String!, $at: BigInt!) {
    powerCheckpoints(
      first: 1
      orderBy: at
      orderDirection: desc
      where: { coin: $coin, account: $account, at_lte: $at }
    ) {
      liquidVotes
      stakedVotes
    }
  }
`);

/** Votes of an account at the end of a second that is past, and where they came from. */
export async function readPowerAt(
  indexer: Indexer,
  { coin, account }: { readonly coin: Hex; readonly account: Hex },
  at: number,
): Promise<Power> {
  const variables = { coin: coin.toLowerCase(), account: account.toLowerCase(), at: String(at) };
  const [raw] = (await indexer.run(POWER, variables)).powerCheckpoints;
  return raw ? { liquid: BigInt(raw.liquidVotes), staked: BigInt(raw.stakedVotes) } : NO_POWER;
}

const ALL_VOTES = graphql(`
  query AllVotes($dao: String!, $after: Bytes!) {
    proposalVotes(first: 1000, orderBy: id, where: { dao: $dao, id_gt: $after }) {
      id
      proposal {
        number
        title
      }
      voter {
        id
      }
      support
      weight
      liquidVotes
      stakedVotes
      reason
      sender
      timestamp
      transaction
    }
  }
`);

export interface ListedVote extends Vote {
  readonly number: number;
  readonly title: string;
}

const PAGE = 1000;

/** Every vote in a DAO, oldest first. */
export async function readAllVotes(indexer: Indexer, governor: Hex): Promise<readonly ListedVote[]> {
  const votes: ListedVote[] = [];
  for (let after: Hex = "0x"; ;) {
    const { proposalVotes } = await indexer.run(ALL_VOTES, { dao: governor, after });
    for (const raw of proposalVotes) {
      const { number, title } = raw.proposal;
      votes.push({ number, title, ...toVote(raw) });
    }
    const last = proposalVotes.at(-1);
    if (!last || proposalVotes.length < PAGE) break;
    after = last.id;
  }
  return votes.sort((a, b) => a.time - b.time);
}
