/** Who may do what: roles of functions, members of roles, and the hand-over from the deployer to the Safe. */
import type { Address, Hex } from "viem";
import { encodeFunctionData, toFunctionSelector } from "viem";

import {
  accessManagerAbi,
  coinLauncherAbi,
  masterRegistryAbi,
  shareRendererAbi,
  studioSessionsAbi,
  switchboardAbi,
} from "../../exports/abi.ts";
import { type RoleName, roles } from "../../exports/roles.ts";
import type { AudifiPlan } from "./audifi.ts";
import type { Reader } from "./reader.ts";
import type { Call } from "./sender.ts";

interface Restriction {
  target: Address;
  role: RoleName;
  selectors: Hex[];
}

export interface Membership {
  role: RoleName;
  account: Address;
}

type RestrictedAbi =
  | typeof coinLauncherAbi
  | typeof masterRegistryAbi
  | typeof shareRendererAbi
  | typeof studioSessionsAbi
  | typeof switchboardAbi;

/** What is not listed here is the admin role's. */
export function restrictions({
  registry,
  renderer,
  launcher,
  switchboard,
  studio,
}: AudifiPlan): Restriction[] {
  const registryFunctions = selectorsOf(masterRegistryAbi);
  const studioFunctions = selectorsOf(studioSessionsAbi);
  const [registryAt, rendererAt] = [registry.creates, renderer.creates];
  return [
    {
      target: registryAt,
      role: "upgrader",
      selectors: registryFunctions(
        "upgradeToAndCall",
        "setSharesImplementation",
        "setCoinLauncher",
        "setStudioSessions",
      ),
    },
    {
      target: rendererAt,
      role: "upgrader",
      selectors: selectorsOf(shareRendererAbi)("upgradeToAndCall"),
    },
    {
      target: launcher.creates,
      role: "upgrader",
      selectors: selectorsOf(coinLauncherAbi)("upgradeToAndCall"),
    },
    { target: studio.creates, role: "upgrader", selectors: studioFunctions("setRelay") },
    { target: studio.creates, role: "curator", selectors: studioFunctions("setProducer") },
    { target: registryAt, role: "fees", selectors: registryFunctions("setPlatformFee", "setFeeRecipient") },
    {
      target: registryAt,
      role: "curator",
      selectors: registryFunctions("setArtistFlags", "setMasterFlags"),
    },
    {
      target: switchboard.creates,
      role: "pauser",
      selectors: selectorsOf(switchboardAbi)("pause", "unpause"),
    },
  ];
}

const selectorsOf =
  (abi: RestrictedAbi) =>
  (...names: string[]): Hex[] =>
    names.map((name) => {
      const entry = abi.find((candidate) => candidate.type === "function" && candidate.name === name);
      if (entry?.type !== "function") throw new Error(`there is no function ${name}`);
      return toFunctionSelector(entry);
    });

/** The Safe holds every role; an operator may pause and curate without it. */
export const memberships = (safe: Address, operator: Address | undefined): Membership[] => [
  ...(Object.keys(roles) as RoleName[]).map((role) => ({ role, account: safe })),
  ...(operator ? (["pauser", "curator"] as const).map((role) => ({ role, account: operator })) : []),
];

/**
 * The calls that are still missing for roles and delays, as data for the AccessManager's `multicall`. Labels and the
 * delays of targets go along with the Safe's admin role: they are made in one transaction.
 */
export async function missingAccess(
  read: Reader,
  manager: Address,
  wanted: { restrictions: Restriction[]; memberships: Membership[] },
): Promise<Hex[]> {
  const [functions, members] = await Promise.all([
    Promise.all(wanted.restrictions.map((restriction) => missingRestriction(read, manager, restriction))),
    Promise.all(wanted.memberships.map((membership) => missingMembership(read, manager, membership))),
  ]);
  const isFirst = members.flat().some(({ role }) => role === "admin");
  const targets = [...new Set(wanted.restrictions.map(({ target }) => target))];
  return [
    ...(isFirst ? [...labels(), ...targets.map(delayTarget)] : []),
    ...functions.flat(),
    ...members.flat().map(grant),
  ];
}

async function missingRestriction(read: Reader, manager: Address, { target, role, selectors }: Restriction) {
  const current = await Promise.all(
    selectors.map((selector) => read.functionRole(manager, target, selector)),
  );
  if (current.every((id) => id === roles[role].id)) return [];
  return [
    encodeFunctionData({
      abi: accessManagerAbi,
      functionName: "setTargetFunctionRole",
      args: [target, selectors, roles[role].id],
    }),
  ];
}

async function missingMembership(read: Reader, manager: Address, membership: Membership) {
  return (await read.holdsRole(manager, membership)) ? [] : [membership];
}

const labels = () =>
  (Object.keys(roles) as RoleName[])
    .filter((role) => role !== "admin")
    .map((role) =>
      encodeFunctionData({
        abi: accessManagerAbi,
        functionName: "labelRole",
        args: [roles[role].id, role.toUpperCase()],
      }),
    );

const delayTarget = (target: Address) =>
  encodeFunctionData({
    abi: accessManagerAbi,
    functionName: "setTargetAdminDelay",
    args: [target, roles.admin.delay],
  });

const grant = ({ role, account }: Membership) =>
  encodeFunctionData({
    abi: accessManagerAbi,
    functionName: "grantRole",
    args: [roles[role].id, account, roles[role].delay],
  });

export const configure = (manager: Address, calls: readonly Hex[]): Call => ({
  label: "roles and delays",
  to: manager,
  data: encodeFunctionData({ abi: accessManagerAbi, functionName: "multicall", args: [calls] }),
});

export const renounce = (manager: Address, deployer: Address): Call => ({
  label: "hand-over to the Safe",
  to: manager,
  data: encodeFunctionData({
    abi: accessManagerAbi,
    functionName: "renounceRole",
    args: [roles.admin.id, deployer],
  }),
});
