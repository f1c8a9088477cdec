import { OperationExecuted } from "../../../generated/AccessManager/AccessManager";
import { settleAdminOperation } from "../../store/admin-operation";

export function handleOperationExecuted(event: OperationExecuted): void {
  settleAdminOperation(event.params.operationId, event.params.nonce, "Executed", event);
}
