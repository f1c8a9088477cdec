import { accessManagerAbi, masterRegistryAbi, switchboardAbi } from "@audifi/contracts/abi";
import type { Deployment } from "@audifi/contracts/addresses";
import { roles } from "@audifi/contracts/roles";
import { type Address, type Hex, encodeFunctionData } from "viem";
import { artists, masters } from "../content/index.ts";
import type { SafeDesk } from "./safe.ts";
import { PAUSED, type Step, timeOf } from "./steps.ts";

/** Bits of the registry's flags. */
const VERIFIED = 1;
const HIDDEN = 2;

/** Of those who registered, the ones whom the curators know; the last borrowed a name. */
const KNOWN_ARTISTS = artists.length - 1;
const LATER_FEE = 240;
const REFUSED_FEE = 300;

const HOUR = 3600;

/** What the Safe did in a year: flags, a pause, and three changes of fees of which one was made and one still waits. */
export function tellPlatform(safe: SafeDesk, { contracts, accessManager }: Deployment, now: number): Step[] {
  const registry = contracts.MasterRegistry.address;
  const clock = (functionName: "pause" | "unpause", day: number): Promise<void> => {
    const data = encodeFunctionData({ abi: switchboardAbi, functionName });
    return safe.executeAt(timeOf(now, day), contracts.Switchboard.address, data);
  };
  const manage = (functionName: "schedule" | "execute" | "cancel", args: readonly unknown[]): Promise<void> =>
    safe.execute(accessManager, encodeFunctionData({ abi: accessManagerAbi, functionName, args } as never));
  const payToSafe = encodeRegistry("setFeeRecipient", [safe.address]);
  const feeOf = (fee: number): Hex => encodeRegistry("setPlatformFee", [fee]);
  const schedule = (target: Address, data: Hex, day: number): Promise<void> =>
    manage("schedule", [target, data, timeOf(now, day) + roles.fees.delay + HOUR]);
  return [
    { day: 392.4, act: () => schedule(registry, payToSafe, 392.4) },
    { day: 388.2, act: () => manage("execute", [registry, payToSafe]) },
    { day: 365.3, act: () => verify(safe, registry) },
    { day: PAUSED.from, act: () => clock("pause", PAUSED.from) },
    { day: PAUSED.until, act: () => clock("unpause", PAUSED.until) },
    { day: 96.1, act: () => schedule(registry, feeOf(REFUSED_FEE), 96.1) },
    { day: 95.6, act: () => manage("cancel", [safe.address, registry, feeOf(REFUSED_FEE)]) },
    { day: 14.2, act: () => hideCopy(safe, registry) },
    { day: 0.35, act: () => schedule(registry, feeOf(LATER_FEE), 0.35) },
  ];
}

const encodeRegistry = (functionName: string, args: readonly unknown[]): Hex =>
  encodeFunctionData({ abi: masterRegistryAbi, functionName, args } as never);

async function verify(safe: SafeDesk, registry: Address): Promise<void> {
  for (let id = 1; id <= KNOWN_ARTISTS; id++) {
    await safe.execute(registry, encodeRegistry("setArtistFlags", [BigInt(id), VERIFIED]));
  }
}

/** The master of the borrowed name disappears from the app, and the artist with it. */
async function hideCopy(safe: SafeDesk, registry: Address): Promise<void> {
  const number = masters.findIndex(({ artist }) => artist === KNOWN_ARTISTS) + 1;
  await safe.execute(registry, encodeRegistry("setMasterFlags", [BigInt(number), HIDDEN]));
  await safe.execute(registry, encodeRegistry("setArtistFlags", [BigInt(KNOWN_ARTISTS + 1), HIDDEN]));
}
