import { OperationCanceled } from "../../../generated/AccessManager/AccessManager";
import { settleAdminOperation } from "../../store/admin-operation";

export function handleOperationCanceled(event: OperationCanceled): void {
  settleAdminOperation(event.params.operationId, event.params.nonce, "Canceled", event);
}
