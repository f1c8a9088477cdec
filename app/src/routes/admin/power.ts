import { page } from "$app/state";
import { isSameAddress, shortAddress } from "#lib/format/address.ts";
import { roleId, roleWords } from "#lib/format/roles.ts";
import type { Hex } from "#lib/format/network.ts";
import type { AdminRole } from "#lib/indexer/queries/admin.ts";
import { safeDesk } from "#lib/state/safe-desk.svelte.ts";
import { currentAccount, senderObstacle } from "../shell/obstacles.ts";

type RoleName = Parameters<typeof roleId>[0];

function isMember(roles: readonly AdminRole[], id: string, account: Hex | null | undefined): boolean {
  const role = roles.find((candidate) => candidate.id === id);
  return role?.members.some((member) => isSameAddress(member.account, account)) ?? false;
}

/** Why the connected wallet cannot take part in what a role does; null when it can, alone or as an owner. */
export function roleObstacle(roles: readonly AdminRole[], name: RoleName): string | null {
  const problem = senderObstacle() ?? safeDesk.problem;
  if (problem !== null) return problem;
  const account = currentAccount();
  if (isMember(roles, roleId(name), account)) return null;
  if (safeDesk.state === null) return "Reading who owns the Safe…";
  if (safeDesk.isOwner(account)) return null;
  const words = roleWords(roleId(name));
  return `Only owners of the Safe ${shortAddress(safeDesk.state.address)}, and accounts with the role ${words.name}, can do this.`;
}

/** Why the connected wallet cannot execute what `caller` scheduled, or cannot cancel it, which admins may as well. */
export function settlingObstacle(
  roles: readonly AdminRole[],
  caller: Hex,
  what: "execute" | "cancel",
): string | null {
  const problem = senderObstacle() ?? safeDesk.problem;
  if (problem !== null) return problem;
  const account = currentAccount();
  if (isSameAddress(caller, account)) return null;
  const isSafes = isSameAddress(caller, page.data.network.deployment?.safe);
  const isCancelling = what === "cancel";
  if (isCancelling && isMember(roles, roleId("admin"), account)) return null;
  if ((isSafes || isCancelling) && safeDesk.isOwner(account)) return null;
  return isSafes ? "Only owners of the Safe can do this." : `Only ${shortAddress(caller)} can do this.`;
}
