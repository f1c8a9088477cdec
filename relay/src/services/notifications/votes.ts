import type { Queryable } from "../../plugins/database.ts";
import { resultLetter, voteEndsLetter } from "../mail/dao-letters.ts";
import type { Subgraph } from "../subgraph.ts";
import { type Member, readMembers } from "./dao-members.ts";
import { type NewsSource, readAll } from "./news-source.ts";
import type { News } from "./notifications.ts";
import { aboutProposal, type Proposal, proposalFields } from "./proposals.ts";

const SECONDS_AGAIN = 600;
/** How long before its end people are reminded of a vote: a day, of short votes the last quarter. */
const REMINDER = 86_400;

interface Ballot extends Proposal {
  quorum: string;
  votesFor: string;
  votesAgainst: string;
  votesAbstain: string;
}
interface Checkpoint {
  id: string;
  account: { id: string };
  at: string;
  power: string;
}
interface Vote {
  id: string;
  voter: { id: string };
}

const endingQuery = `query ($from: BigInt!, $to: BigInt!, $after: Bytes!) {
  proposals(first: 500, orderBy: id, where: {
    deadline_gt: $from, deadline_lte: $to, isCancelled: false, id_gt: $after
  }) { ${proposalFields} quorum votesFor votesAgainst votesAbstain }
}`;
const powersQuery = `query ($coin: String!, $accounts: [String!]!, $at: BigInt!, $after: Bytes!) {
  powerCheckpoints(first: 500, orderBy: id, where: {
    coin: $coin, account_in: $accounts, at_lte: $at, id_gt: $after
  }) { id account { id } at power }
}`;
const votesQuery = `query ($proposal: String!, $accounts: [String!]!, $after: Bytes!) {
  proposalVotes(first: 500, orderBy: id, where: {
    proposal: $proposal, voter_in: $accounts, id_gt: $after
  }) { id voter { id } }
}`;

/** As the governor counts: those who abstain count for the quorum alone. */
const resultOf = ({ quorum, votesFor, votesAgainst, votesAbstain }: Ballot) => {
  if (BigInt(votesFor) + BigInt(votesAbstain) < BigInt(quorum)) return "quorum";
  return BigInt(votesFor) > BigInt(votesAgainst) ? "passed" : "majority";
};

/** Those of these accounts that have votes in this proposal and cast none. */
const readWaiting = async (
  subgraph: Subgraph,
  { id, dao, snapshot }: Ballot,
  accounts: readonly string[],
): Promise<Set<string>> => {
  const asked = { coin: dao.coin.id, accounts, at: snapshot };
  const [checkpoints, votes] = await Promise.all([
    readAll<"powerCheckpoints", Checkpoint>(subgraph, powersQuery, "powerCheckpoints", asked),
    readAll<"proposalVotes", Vote>(subgraph, votesQuery, "proposalVotes", { proposal: id, accounts }),
  ]);
  const newest = new Map<string, Checkpoint>();
  for (const checkpoint of checkpoints) {
    const known = newest.get(checkpoint.account.id);
    if (!known || Number(known.at) < Number(checkpoint.at)) newest.set(checkpoint.account.id, checkpoint);
  }
  const withPower = [...newest.values()].filter(({ power }) => BigInt(power) > 0n);
  const waiting = new Set(withPower.map(({ account }) => account.id));
  for (const { voter } of votes) waiting.delete(voter.id);
  return waiting;
};

const remind = async (subgraph: Subgraph, ballot: Ballot, members: readonly Member[]): Promise<News[]> => {
  const accounts = members.flatMap(({ wallets }) => wallets);
  if (accounts.length === 0) return [];
  const waiting = await readWaiting(subgraph, ballot, accounts);
  return members
    .filter(({ wallets }) => wallets.some((wallet) => waiting.has(wallet)))
    .map(({ accountId }) => ({
      ...{ accountId, topic: "governance", kind: "proposal.ends_soon", subject: ballot.id },
      data: { ...aboutProposal(ballot), endsAt: ballot.deadline },
    }));
};

const announce = (ballot: Ballot, members: readonly Member[]): News[] =>
  members.map(({ accountId }) => ({
    ...{ accountId, topic: "governance", kind: "proposal.decided", subject: ballot.id },
    data: { ...aboutProposal(ballot), result: resultOf(ballot) },
  }));

/** Votes that end soon, told to those who have votes left, and how votes ended, told to everybody in the DAO. */
export const voteNews = (subgraph: Subgraph): NewsSource => {
  const readNews = async (db: Queryable, ballot: Ballot, from: number, to: number): Promise<News[]> => {
    const [opens, ends] = [Number(ballot.snapshot), Number(ballot.deadline)];
    const reminder = ends - Math.min(REMINDER, Math.floor((ends - opens) / 4));
    if (ends > to && (reminder <= from || reminder > to)) return [];
    const members = await readMembers(subgraph, db, ballot.dao.coin.id);
    return ends > to ? remind(subgraph, ballot, members) : announce(ballot, members);
  };
  return {
    ...{ name: "votes", of: "time", overlap: SECONDS_AGAIN },
    read: async (db, from, to) => {
      const variables = { from: String(from), to: String(to + REMINDER) };
      const ballots = await readAll<"proposals", Ballot>(subgraph, endingQuery, "proposals", variables);
      const news: News[] = [];
      for (const ballot of ballots) news.push(...(await readNews(db, ballot, from, to)));
      return news;
    },
    letter: (appUrl, { kind, data }) =>
      kind === "proposal.decided" ? resultLetter(appUrl, data) : voteEndsLetter(appUrl, data),
  };
};
