import { isBallotSigned } from "@audifi/contracts/ballot-signature";
import { type PublishedBallot, writeBallotFile } from "@audifi/contracts/ballot-file";
import { compareBallots, leafOf, stepsOfBallotTree, tallyBallots, weigh } from "@audifi/contracts/ballots";
import { readSession } from "@audifi/contracts/recount";
import type { Hex } from "viem";
import type { Queryable } from "../../plugins/database.ts";
import { finishInTurns, inTurns } from "../in-turns.ts";
import { hexOf } from "../sponsored/transactions.ts";
import type { SessionFacts, Sessions } from "./sessions.ts";
import type { Voters } from "./voters.ts";

export interface Counted {
  file: Buffer;
  root: Hex;
  count: number;
  tallies: bigint[];
}

interface Row {
  decision: number;
  option: number;
  voter: Buffer;
  sequence: string;
  signature: Buffer;
  isAttested: boolean;
  isSubscriber: boolean;
  isByKey: boolean;
}

type Recounted = Awaited<ReturnType<typeof readSession>>["facts"];

interface Needs {
  database: Queryable;
  sessions: Sessions;
  voters: Voters;
}

/**
 * All that counts of a session that is closed: the newest ballot of each voter, the one cast on chain where there is
 * one. Weights and ballots of the chain are read as a recount reads them. Throws where the node does not tell all.
 */
export const countBallots = async (needs: Needs, roomId: string, session: SessionFacts): Promise<Counted> => {
  const { sessions } = needs;
  const { reader } = sessions;
  const read = await readSession(reader, session.studio, session.session, await sessions.fromBlock());
  const [problem] = read.discrepancies;
  if (problem) throw new Error(problem.words);
  const ballots = [
    ...(await readRelayed(needs, roomId, read.facts)),
    ...(await weighDirect(needs, roomId, read.facts)),
  ].sort(compareBallots);
  const { studio, optionCounts } = read.facts;
  const leaves: ReturnType<typeof leafOf>[] = [];
  for await (const ballot of inTurns(ballots)) leaves.push(leafOf(session.session, ballot));
  const { root, count } = await finishInTurns(stepsOfBallotTree(leaves));
  const file = Buffer.from(writeBallotFile({ studio, session: session.session, ballots }));
  return { file, root, count, tallies: tallyBallots(ballots, optionCounts) };
};

const readRelayed = async (
  { database, sessions }: Needs,
  roomId: string,
  facts: Recounted,
): Promise<PublishedBallot[]> => {
  const { rows } = await database.query(
    `select decision, option, voter, sequence::text, signature, is_attested as "isAttested",
            is_subscriber as "isSubscriber", is_by_key as "isByKey"
     from relay.studio_ballots where room_id = $1`,
    [roomId],
  );
  const ballots: PublishedBallot[] = [];
  // A signature takes about a millisecond; people in other rooms go on talking meanwhile.
  for await (const row of inTurns(rows as Row[])) {
    const { decision, option, isAttested, isSubscriber } = row;
    const voter = hexOf(row.voter);
    if (facts.direct.has(`${decision}:${voter}`)) continue;
    const [sequence, signature] = [BigInt(row.sequence), hexOf(row.signature)];
    const message = { session: facts.session, decision, option, voter, sequence };
    const { studio, closingBlock } = facts;
    const isSigned =
      row.isByKey || (await isBallotSigned(sessions.reader, studio, message, signature, closingBlock));
    if (!isSigned) continue;
    const { weight, class: why } = weigh(facts.rule, { ...facts.holdingOf(voter), isSubscriber });
    ballots.push({
      ...{ decision, option, voter, sequence, weight, class: why, isAttested, isDirect: false, signature },
    });
  }
  return ballots;
};

const weighDirect = async (
  { voters }: Needs,
  roomId: string,
  { direct, rule, holdingOf }: Recounted,
): Promise<PublishedBallot[]> => {
  const ballots: PublishedBallot[] = [];
  for (const [key, option] of direct) {
    const [decision, voter] = key.split(":") as [string, Hex];
    const weighed = await voters.weighDirect(roomId, rule, voter, holdingOf(voter));
    const { weight, class: why, isAttested } = weighed;
    ballots.push({
      ...{ decision: Number(decision), option, voter, sequence: 0n, weight, class: why },
      ...{ isAttested: isAttested && weight > 0, isDirect: true, signature: null },
    });
  }
  return ballots;
};
