import { roles, type RoleName } from "@audifi/contracts/roles";

/** What a role of the platform is for. */
export interface RoleWords {
  readonly name: string;
  readonly may: string;
}

const WORDS: Readonly<Record<RoleName, RoleWords>> = {
  admin: {
    name: "Admin",
    may: "Gives and takes roles, and decides which currencies, markets and validators are known.",
  },
  upgrader: { name: "Upgrader", may: "Replaces code that coordinates. It never holds anybody's property." },
  fees: { name: "Fees", may: "Sets the fee of new masters and who receives fees." },
  pauser: { name: "Pauser", may: "Pauses buying, launching, depositing and staking, and ends a pause." },
  curator: { name: "Curator", may: "Marks artists and masters as verified or hidden. Nothing else." },
};

/** Number of a role in the AccessManager, in decimal. */
export function roleId(name: RoleName): string {
  return roles[name].id.toString();
}

/** The words for a role by its number; roles this app does not know carry their number. */
export function roleWords(id: string, label: string | null = null): RoleWords {
  const known = (Object.keys(roles) as RoleName[]).find((name) => roleId(name) === id);
  if (known) return WORDS[known];
  return { name: label ?? `Role ${id}`, may: "A role that this page knows nothing of." };
}
