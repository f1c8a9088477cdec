import { BigInt, Bytes } from "@graphprotocol/graph-ts";

import { Proposal } from "../../generated/schema";
import { BASIS, ZERO } from "../common/constants";

const LONGEST_TITLE = 200;

export function loadProposal(id: Bytes): Proposal {
  return Proposal.load(id)!;
}

export function initializeTally(proposal: Proposal): void {
  proposal.votesFor = ZERO;
  proposal.votesAgainst = ZERO;
  proposal.votesAbstain = ZERO;
  proposal.voterCount = 0;
  proposal.isExtended = false;
  proposal.isExecuted = false;
  proposal.isCancelled = false;
}

export function setQuorum(proposal: Proposal, totalPower: BigInt, fraction: i32): void {
  proposal.totalPower = totalPower;
  proposal.quorumFraction = fraction;
  proposal.quorum = totalPower.times(BigInt.fromI32(fraction)).div(BASIS);
}

/** First line of a description without the signs of a Markdown heading. */
export function titleOf(description: string): string {
  let line = description.split("\n")[0].trim();
  while (line.startsWith("#") && !line.startsWith("#proposer=")) line = line.substring(1);
  const end = line.indexOf("#proposer=");
  if (end >= 0) line = line.substring(0, end);
  return line.trim().substring(0, LONGEST_TITLE);
}
