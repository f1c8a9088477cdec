import { encodeFunctionData } from "viem";

import { masterRegistryAbi, switchboardAbi } from "../../exports/abi.ts";
import type { AudifiPlan } from "./audifi.ts";
import type { Surroundings } from "./networks.ts";
import type { Reader } from "./reader.ts";
import type { Call } from "./sender.ts";

/**
 * Calls that make the platform use its shares, market, currencies and validators, as far as they are missing.
 *
 * @param withCoins Whether an artist's first master makes the artist's coin.
 */
export async function missingSettings(
  read: Reader,
  plan: AudifiPlan,
  { currencies, validators }: Surroundings,
  withCoins: boolean,
): Promise<Call[]> {
  const [shares, market, launcher, allowed, listed] = await Promise.all([
    missingShares(read, plan),
    missingMarket(read, plan),
    withCoins ? missingLauncher(read, plan) : [],
    Promise.all(currencies.map(({ address }) => read.isCurrencyAllowed(plan.registry.creates, address))),
    Promise.all(validators.map(({ address }) => read.isValidator(plan.switchboard.creates, address))),
  ]);
  return [
    ...shares,
    ...market,
    ...launcher,
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
