import { OperationScheduled } from "../../../generated/AccessManager/AccessManager";
import { AdminOperation } from "../../../generated/schema";
import { adminOperationId } from "../../common/ids";

export function handleOperationScheduled(event: OperationScheduled): void {
  const operation = new AdminOperation(adminOperationId(event.params.operationId, event.params.nonce));
  operation.operationId = event.params.operationId;
  operation.nonce = event.params.nonce;
  operation.status = "Scheduled";
  operation.caller = event.params.caller;
  operation.target = event.params.target;
  operation.data = event.params.data;
  operation.executableAt = event.params.schedule;
  operation.scheduledAt = event.block.timestamp;
  operation.transaction = event.transaction.hash;
  operation.save();
}
