import { BigInt, Bytes } from "@graphprotocol/graph-ts";

import { Coin, Dao } from "../../generated/schema";
import { loadProposal, setQuorum } from "./proposal";

export function loadDao(governor: Bytes): Dao {
  return Dao.load(governor)!;
}

export function initializeDaoTotals(dao: Dao): void {
  dao.proposalCount = 0;
  dao.executedCount = 0;
  dao.voteCount = 0;
  dao.waiting = [];
}

/**
 * Gives the quorum of now to proposals whose vote is not open, and forgets those that opened: the chain counts what was
 * so at the end of the snapshot's second. Who makes many proposals makes this slower, and needs the threshold and gas
 * for each.
 */
export function refreshWaiting(dao: Dao, totalPower: BigInt, now: BigInt): void {
  const waiting: Bytes[] = [];
  for (let i = 0; i < dao.waiting.length; i++) {
    const proposal = loadProposal(dao.waiting[i]);
    if (proposal.snapshot.lt(now)) continue;
    setQuorum(proposal, totalPower, dao.quorum);
    proposal.save();
    waiting.push(proposal.id);
  }
  dao.waiting = waiting;
}

/** The denominator of quorums changed. */
export function updateWaitingProposals(coin: Coin, now: BigInt): void {
  const id = coin.dao;
  if (id === null) return;
  const dao = loadDao(id);
  if (dao.waiting.length == 0) return;
  refreshWaiting(dao, coin.totalPower, now);
  dao.save();
}
