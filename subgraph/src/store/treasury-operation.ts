import { Bytes } from "@graphprotocol/graph-ts";

import { Dao, Proposal, TreasuryOperation } from "../../generated/schema";
import { treasuryOperationId } from "../common/ids";

/** The timelock's newest operation is that of the proposal which was just queued. */
export function linkOperation(dao: Dao, proposal: Proposal): void {
  const operation = new TreasuryOperation(treasuryOperationId(dao.treasury, dao.newestOperation!));
  operation.proposal = proposal.id;
  operation.save();
}

/** The proposal of an operation; null when somebody else than the governor scheduled it. */
export function proposalOfOperation(treasury: Bytes, operation: Bytes): Bytes | null {
  const record = TreasuryOperation.load(treasuryOperationId(treasury, operation));
  return record == null ? null : record.proposal;
}
