import {
  accessManagerAbi,
  artistCoinAbi,
  coinGrantsAbi,
  coinLauncherAbi,
  coinStakingAbi,
  liquidityLockerAbi,
  masterRegistryAbi,
  swapRouterAbi,
} from "@audifi/contracts/abi";
import { expect } from "@playwright/test";
import { type Address, encodeFunctionData, parseEther, zeroAddress } from "viem";
import type { Money } from "./figures.ts";
import { prepareMaster, type PreparedMaster, registerArtist } from "./offerings.ts";
import type { Person } from "./person.ts";
import { addresses, client, fundedAccount, indexed, mined } from "./stack.ts";

const HOURS_48 = 48 * 60 * 60;

/** Turns the making of coins on where the platform has not done so: the Safe schedules it and waits out the delay. */
export async function ensureCoins(): Promise<void> {
  const registry = { address: addresses.registry, abi: masterRegistryAbi } as const;
  if ((await client.readContract({ ...registry, functionName: "coinLauncher" })) !== zeroAddress) return;
  const { safe } = addresses;
  await client.impersonateAccount({ address: safe });
  await client.setBalance({ address: safe, value: parseEther("1") });
  const data = encodeFunctionData({
    ...{ abi: masterRegistryAbi, functionName: "setCoinLauncher", args: [addresses.launcher] },
  });
  const manager = { address: addresses.accessManager, abi: accessManagerAbi, account: safe } as const;
  const args = [addresses.registry, data] as const;
  await mined(await client.writeContract({ ...manager, functionName: "schedule", args: [...args, 0] }));
  await client.increaseTime({ seconds: HOURS_48 + 1 });
  await mined(await client.writeContract({ ...manager, functionName: "execute", args }));
  await client.stopImpersonatingAccount({ address: safe });
  await indexed();
}

export interface LaunchedCoin extends Money {
  readonly artistId: bigint;
  readonly staking: Address;
  readonly pool: Address;
}

/** The coin that came with a master, as the chain has it. */
export async function coinOf(shares: Address): Promise<LaunchedCoin> {
  const [launch] = await client.getContractEvents({
    ...{ address: addresses.launcher, abi: coinLauncherAbi, eventName: "CoinLaunched" },
    ...{ args: { shares }, fromBlock: 0n, strict: true },
  } as const);
  if (!launch) throw new Error(`no coin came with ${shares}`);
  const { artistId, parts, terms } = launch.args;
  const { coin: address, staking, pool } = parts;
  return { artistId, address, symbol: terms.symbol, decimals: 18, staking, pool };
}

/** A coin whose market is open, made without the browser by the first master of an artist of its own. */
export async function prepareCoin(title: string): Promise<{ master: PreparedMaster; coin: LaunchedCoin }> {
  await ensureCoins();
  const by = await registerArtist(`Artist of ${title}`);
  const master = await prepareMaster(title, { totalShares: 40, publicShares: 20, by });
  return { master, coin: await coinOf(master.shares) };
}

/** The chain's own answers about a coin. */
export function coinFigures({ address, staking, artistId }: LaunchedCoin) {
  const token = { address, abi: artistCoinAbi } as const;
  const stake = { address: staking, abi: coinStakingAbi } as const;
  const read = client.readContract;
  return {
    balanceOf: (account: Address) => read({ ...token, functionName: "balanceOf", args: [account] }),
    delegateOf: (account: Address) => read({ ...token, functionName: "delegates", args: [account] }),
    grantOf: (account: Address) =>
      read({
        ...{ address: addresses.grants, abi: coinGrantsAbi, functionName: "grantedTo" },
        args: [address, account],
      } as const),
    rewardsOf: (account: Address) => read({ ...stake, functionName: "claimable", args: [account] }),
    staked: async (account: Address, lock: number) =>
      (await read({ ...stake, functionName: "positionOf", args: [account, lock] }))[0],
    votesOf: (account: Address) => read({ ...stake, functionName: "getVotes", args: [account] }),
    creditOf: (token_: Address) =>
      read({
        ...{ address: addresses.locker, abi: liquidityLockerAbi, functionName: "creditOf" },
        args: [artistId, token_],
      } as const),
  };
}

/** Somebody else buys coins with native coin, for themselves unless somebody is named. */
export async function buyCoinsElsewhere(
  coin: LaunchedCoin,
  amountIn: bigint,
  recipient?: Address,
): Promise<void> {
  const account = await fundedAccount();
  const params = {
    ...{ tokenIn: addresses.wrapped, tokenOut: coin.address, fee: 10_000 },
    recipient: recipient ?? account.address,
    ...{ amountIn, amountOutMinimum: 0n, sqrtPriceLimitX96: 0n },
  };
  await mined(
    await client.writeContract({
      ...{ account, address: addresses.router, abi: swapRouterAbi, functionName: "exactInputSingle" },
      // An estimate in the second of the last trade misses what the pool writes down once a second.
      ...{ args: [params], value: amountIn, gas: 1_000_000n },
    } as const),
  );
}

export function tradePanel({ page }: Person) {
  return page.getByRole("region", { name: /^Trade / });
}

/** Types an amount and waits for the market's answer. */
export async function quote(person: Person, side: "Buy" | "Sell", amount: string): Promise<void> {
  const panel = tradePanel(person);
  await panel.getByRole("button", { name: side, exact: true }).click();
  await panel.getByLabel(/^You pay/).fill(amount);
  await expect(panel.getByText("You get, as quoted")).toBeVisible();
  await expect(panel.getByRole("button", { name: "Review trade" })).toBeEnabled();
}
