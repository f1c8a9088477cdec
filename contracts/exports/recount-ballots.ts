/** What is wrong with each published ballot. */
import type { PublishedBallot } from "./ballot-file.ts";
import { isBallotSigned } from "./ballot-signature.ts";
import { compareBallots, weigh } from "./ballots.ts";
import type { Reader } from "./holdings.ts";
import type { SessionFacts } from "./recount.ts";

export type DiscrepancyCode =
  | "not-published"
  | "wrong-snapshot"
  | "file-missing"
  | "file-wrong"
  | "out-of-order"
  | "doubled"
  | "unknown-option"
  | "bad-signature"
  | "unchecked-signature"
  | "not-cast"
  | "direct-ignored"
  | "direct-missing"
  | "direct-chain"
  | "may-not-vote"
  | "wrong-weight"
  | "wrong-root"
  | "wrong-tally";

/** Something that is not as it was published, in words that name the voter. */
export interface Discrepancy {
  code: DiscrepancyCode;
  words: string;
}

export async function judgeBallots(
  client: Reader,
  facts: SessionFacts,
  ballots: readonly PublishedBallot[],
): Promise<Discrepancy[]> {
  const found: Discrepancy[] = [];
  for (const [index, ballot] of ballots.entries()) {
    const previous = ballots[index - 1];
    if (previous) found.push(...judgeOrder(previous, ballot));
    found.push(...judgeOption(facts, ballot), ...judgeWeight(facts, ballot));
    found.push(...(ballot.isDirect ? judgeDirect(facts, ballot) : await judgeRelayed(client, facts, ballot)));
  }
  const counted = new Set(ballots.map(keyOf));
  for (const key of facts.direct.keys()) {
    if (counted.has(key)) continue;
    const [decision, voter] = key.split(":");
    found.push({
      code: "direct-missing",
      words: `${voter} cast a ballot on chain for decision ${decision}, which was not counted.`,
    });
  }
  return found;
}

const keyOf = ({ decision, voter }: PublishedBallot): string => `${decision}:${voter.toLowerCase()}`;

const nameOf = ({ decision, voter }: PublishedBallot): string =>
  `The ballot of ${voter} for decision ${decision}`;

function judgeOrder(previous: PublishedBallot, ballot: PublishedBallot): Discrepancy[] {
  const order = compareBallots(previous, ballot);
  if (order === 0) return [{ code: "doubled", words: `${nameOf(ballot)} was counted twice.` }];
  return order < 0 ? [] : [{ code: "out-of-order", words: `${nameOf(ballot)} is not where it belongs.` }];
}

function judgeOption({ optionCounts }: SessionFacts, ballot: PublishedBallot): Discrepancy[] {
  if (ballot.option < (optionCounts[ballot.decision] ?? 0)) return [];
  return [{ code: "unknown-option", words: `${nameOf(ballot)} is for an option that does not exist.` }];
}

/** The classes of the chain are computed; whoever is attested is a subscriber if the publisher says so. */
function judgeWeight({ rule, holdingOf }: SessionFacts, ballot: PublishedBallot): Discrepancy[] {
  const isSubscriber = ballot.isAttested && (ballot.class === "subscriber" || (rule.gates & 4) !== 0);
  const { weight, class: due } = weigh(rule, { ...holdingOf(ballot.voter), isSubscriber });
  if (weight === 0 && !ballot.isDirect) {
    return [{ code: "may-not-vote", words: `${nameOf(ballot)} counts although the voter may not vote.` }];
  }
  if (ballot.weight === weight && ballot.class === due) return [];
  const words = `${nameOf(ballot)} weighs ${weight} (${due}); published was ${ballot.weight} (${ballot.class}).`;
  return [{ code: "wrong-weight", words }];
}

function judgeDirect({ direct }: SessionFacts, ballot: PublishedBallot): Discrepancy[] {
  const option = direct.get(keyOf(ballot));
  if (option === undefined) {
    return [{ code: "not-cast", words: `${nameOf(ballot)} was never cast on chain.` }];
  }
  if (option === ballot.option && ballot.sequence === 0n) return [];
  const words = `${nameOf(ballot)} was cast on chain for option ${option}; published was ${ballot.option}.`;
  return [{ code: "direct-ignored", words }];
}

async function judgeRelayed(
  client: Reader,
  { direct, studio, session, closingBlock }: SessionFacts,
  ballot: PublishedBallot,
): Promise<Discrepancy[]> {
  const found: Discrepancy[] = [];
  if (direct.has(keyOf(ballot))) {
    const words = `${nameOf(ballot)} was cast on chain; a relayed one was counted.`;
    found.push({ code: "direct-ignored", words });
  }
  const { decision, option, voter, sequence, signature } = ballot;
  const message = { session, decision, option, voter, sequence };
  try {
    const isSigned =
      signature !== null && (await isBallotSigned(client, studio, message, signature, closingBlock));
    if (!isSigned)
      found.push({ code: "bad-signature", words: `${nameOf(ballot)} was not signed by the voter.` });
  } catch {
    const words = `${nameOf(ballot)} is signed by a wallet that this node cannot ask about that time.`;
    found.push({ code: "unchecked-signature", words });
  }
  return found;
}
