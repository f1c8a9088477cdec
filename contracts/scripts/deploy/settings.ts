import type { Address } from "viem";
import { encodeFunctionData } from "viem";

import { masterRegistryAbi, studioSessionsAbi, switchboardAbi } from "../../exports/abi.ts";
import type { AudifiPlan } from "./audifi.ts";
import type { Surroundings } from "./networks.ts";
import type { Reader } from "./reader.ts";
import type { Call } from "./sender.ts";

export interface Wishes {
  /** Whether an artist's first master makes the artist's coin. */
  withCoins: boolean;
  /** Signs receipts of ballots and publishes them; sessions cannot open before there is one. */
  studioRelay: Address | undefined;
}

/** Calls that make the platform use its shares, market, studio, currencies and validators, as far as they are missing. */
export async function missingSettings(
  read: Reader,
  plan: AudifiPlan,
  { currencies, validators }: Surroundings,
  { withCoins, studioRelay }: Wishes,
): Promise<Call[]> {
  const [shares, market, launcher, studio, relay, allowed, listed] = await Promise.all([
    missingShares(read, plan),
    missingMarket(read, plan),
    withCoins ? missingLauncher(read, plan) : [],
    missingStudio(read, plan),
    studioRelay ? missingRelay(read, plan, studioRelay) : [],
    Promise.all(currencies.map(({ address }) => read.isCurrencyAllowed(plan.registry.creates, address))),
    Promise.all(validators.map(({ address }) => read.isValidator(plan.switchboard.creates, address))),
  ]);
  return [
    ...shares,
    ...market,
    ...launcher,
    ...studio,
    ...relay,
    ...currencies
      .filter((_, i) => !allowed[i])
      .map(({ symbol, address }) => ({
        label: `currency ${symbol}`,
        to: plan.registry.creates,
        data: encodeFunctionData({
          abi: masterRegistryAbi,
          functionName: "setCurrency",
          args: [address, true],
        }),
      })),
    ...validators
      .filter((_, i) => !listed[i])
      .map(({ name, address }) => ({
        label: `validator ${name}`,
        to: plan.switchboard.creates,
        data: encodeFunctionData({
          abi: switchboardAbi,
          functionName: "setValidator",
          args: [address, true],
        }),
      })),
  ];
}

async function missingShares(read: Reader, { registry, shares }: AudifiPlan): Promise<Call[]> {
  const { implementation } = await read.sharesVersion(registry.creates);
  if (implementation === shares.creates) return [];
  return [
    {
      label: "implementation of shares",
      to: registry.creates,
      data: encodeFunctionData({
        abi: masterRegistryAbi,
        functionName: "setSharesImplementation",
        args: [shares.creates],
      }),
    },
  ];
}

async function missingMarket(read: Reader, { switchboard, market }: AudifiPlan): Promise<Call[]> {
  if (await read.isMarket(switchboard.creates, market.creates)) return [];
  return [
    {
      label: "share market",
      to: switchboard.creates,
      data: encodeFunctionData({
        abi: switchboardAbi,
        functionName: "setMarket",
        args: [market.creates, true],
      }),
    },
  ];
}

async function missingLauncher(read: Reader, { registry, launcher }: AudifiPlan): Promise<Call[]> {
  if ((await read.coinLauncher(registry.creates)) === launcher.creates) return [];
  return [
    {
      label: "launcher of coins",
      to: registry.creates,
      data: encodeFunctionData({
        abi: masterRegistryAbi,
        functionName: "setCoinLauncher",
        args: [launcher.creates],
      }),
    },
  ];
}

async function missingStudio(read: Reader, { registry, studio }: AudifiPlan): Promise<Call[]> {
  if ((await read.studioSessions(registry.creates)) === studio.creates) return [];
  return [
    {
      label: "studio sessions",
      to: registry.creates,
      data: encodeFunctionData({
        abi: masterRegistryAbi,
        functionName: "setStudioSessions",
        args: [studio.creates],
      }),
    },
  ];
}

async function missingRelay(read: Reader, { studio }: AudifiPlan, relay: Address): Promise<Call[]> {
  const { receiptSigner, publisher } = await read.studioRelay(studio.creates);
  if (receiptSigner === relay && publisher === relay) return [];
  return [
    {
      label: "relay of studio sessions",
      to: studio.creates,
      data: encodeFunctionData({
        abi: studioSessionsAbi,
        functionName: "setRelay",
        args: [relay, relay],
      }),
    },
  ];
}
