import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";

import { AdminOperation } from "../../generated/schema";
import { adminOperationId } from "../common/ids";

/** Marks an operation as executed or cancelled. One that ran without having been scheduled is not recorded. */
export function settleAdminOperation(
  operation: Bytes,
  nonce: BigInt,
  status: string,
  event: ethereum.Event,
): void {
  const entry = AdminOperation.load(adminOperationId(operation, nonce));
  if (entry == null) return;
  entry.status = status;
  entry.settledAt = event.block.timestamp;
  entry.save();
}
