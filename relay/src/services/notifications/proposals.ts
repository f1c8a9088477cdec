import type { Queryable } from "../../plugins/database.ts";
import { proposalLetter } from "../mail/dao-letters.ts";
import type { Subgraph } from "../subgraph.ts";
import { readMembers } from "./dao-members.ts";
import { type NewsSource, readAll } from "./news-source.ts";
import type { News } from "./notifications.ts";

const BLOCKS_AGAIN = 100;

export interface Proposal {
  id: string;
  number: number;
  title: string;
  snapshot: string;
  deadline: string;
  dao: { name: string; artist: { id: string }; coin: { id: string } };
}
/** What of a proposal its news need. */
export const proposalFields = "id number title snapshot deadline dao { name artist { id } coin { id } }";

/** What all news about a proposal say; the app makes a link of artist and number. */
export const aboutProposal = ({ number, title, dao }: Proposal) => ({
  ...{ artist: dao.artist.id, number: String(number), title, dao: dao.name },
});

const kinds = {
  Create: "proposal.created",
  Queue: "proposal.queued",
  Execute: "proposal.executed",
  Cancel: "proposal.cancelled",
} as const;

interface Step {
  id: string;
  kind: keyof typeof kinds;
  until: string | null;
  proposal: Proposal;
}
const stepsQuery = `query ($from: BigInt!, $to: BigInt!, $after: Bytes!) {
  proposalSteps(first: 500, orderBy: id, where: {
    block_gt: $from, block_lte: $to, id_gt: $after, kind_in: [${Object.keys(kinds).join(", ")}]
  }) { id kind until proposal { ${proposalFields} } }
}`;

const newsOf = async (subgraph: Subgraph, db: Queryable, step: Step): Promise<News[]> => {
  const { proposal, kind, until } = step;
  const members = await readMembers(subgraph, db, proposal.dao.coin.id);
  return members.map(({ accountId, hasVotes }) => ({
    ...{ accountId, topic: "governance", kind: kinds[kind], subject: proposal.id },
    data: {
      ...aboutProposal(proposal),
      ...(kind === "Create"
        ? { opensAt: proposal.snapshot, endsAt: proposal.deadline, hasVotes: String(hasVotes) }
        : {}),
      ...(kind === "Queue" ? { executableAt: until ?? "" } : {}),
    },
  }));
};

/** Proposals that were made, queued, executed or cancelled, told to everybody in the DAO. */
export const proposalNews = (subgraph: Subgraph): NewsSource => ({
  ...{ name: "proposals", of: "block", overlap: BLOCKS_AGAIN },
  read: async (db, from, to) => {
    const variables = { from: String(from), to: String(to) };
    const steps = await readAll<"proposalSteps", Step>(subgraph, stepsQuery, "proposalSteps", variables);
    const news: News[] = [];
    for (const step of steps) news.push(...(await newsOf(subgraph, db, step)));
    return news;
  },
  letter: (appUrl, { kind, data }) =>
    kind === "proposal.created" ? proposalLetter(appUrl, data) : undefined,
});
