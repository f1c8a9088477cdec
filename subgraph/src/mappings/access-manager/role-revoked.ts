import { RoleRevoked } from "../../../generated/AccessManager/AccessManager";
import { AdminRoleMember } from "../../../generated/schema";
import { adminRoleId, adminRoleMemberId } from "../../common/ids";

export function handleRoleRevoked(event: RoleRevoked): void {
  const id = adminRoleMemberId(adminRoleId(event.params.roleId), event.params.account);
  const member = AdminRoleMember.load(id)!;
  member.isMember = false;
  member.save();
}
