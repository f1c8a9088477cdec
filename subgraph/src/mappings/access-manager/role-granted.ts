import { RoleGranted } from "../../../generated/AccessManager/AccessManager";
import { AdminRoleMember } from "../../../generated/schema";
import { adminRoleMemberId } from "../../common/ids";
import { getOrCreateAdminRole } from "../../store/admin-role";

export function handleRoleGranted(event: RoleGranted): void {
  const role = getOrCreateAdminRole(event.params.roleId);
  const member = new AdminRoleMember(adminRoleMemberId(role.id, event.params.account));
  member.role = role.id;
  member.account = event.params.account;
  member.isMember = true;
  member.delay = event.params.delay;
  member.since = event.params.since;
  member.save();
}
