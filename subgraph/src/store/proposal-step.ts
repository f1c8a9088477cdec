import { BigInt, ethereum } from "@graphprotocol/graph-ts";

import { Proposal, ProposalStep } from "../../generated/schema";
import { eventId } from "../common/ids";

/** @param until New deadline of an extension, or when a queued proposal can be executed. */
export function recordProposalStep(
  proposal: Proposal,
  kind: string,
  until: BigInt | null,
  event: ethereum.Event,
): void {
  const step = new ProposalStep(eventId(event));
  step.proposal = proposal.id;
  step.dao = proposal.dao;
  step.kind = kind;
  step.account = event.transaction.from;
  step.until = until;
  step.block = event.block.number;
  step.timestamp = event.block.timestamp;
  step.transaction = event.transaction.hash;
  step.save();
}
