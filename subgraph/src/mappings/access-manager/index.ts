export { handleOperationCanceled } from "./operation-canceled";
export { handleOperationExecuted } from "./operation-executed";
export { handleOperationScheduled } from "./operation-scheduled";
export { handleRoleGranted } from "./role-granted";
export { handleRoleLabel } from "./role-label";
export { handleRoleRevoked } from "./role-revoked";
