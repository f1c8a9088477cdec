import { RoleLabel } from "../../../generated/AccessManager/AccessManager";
import { getOrCreateAdminRole } from "../../store/admin-role";

export function handleRoleLabel(event: RoleLabel): void {
  const role = getOrCreateAdminRole(event.params.roleId);
  role.label = event.params.label;
  role.save();
}
