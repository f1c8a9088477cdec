import { BigInt } from "@graphprotocol/graph-ts";

import { AdminRole } from "../../generated/schema";
import { adminRoleId } from "../common/ids";

export function getOrCreateAdminRole(number: BigInt): AdminRole {
  const id = adminRoleId(number);
  let role = AdminRole.load(id);
  if (role == null) {
    role = new AdminRole(id);
    role.save();
  }
  return role;
}
