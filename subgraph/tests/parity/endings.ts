import assert from "node:assert/strict";

import { zeroAddress, type Abi, type Address } from "viem";

import { masterSharesAbi } from "../../../contracts/exports/abi.ts";
import { call, type Transaction } from "./chain.ts";
import { readAll } from "./indexed.ts";
import { addMasters, FANS, type MasterPlan, type World, type WorldMaster } from "./world.ts";

const MINUTE = 60;
const DAY = 86_400;
/** Longer than a pause that may be running; nobody can be registered before. */
const AFTER_ANY_PAUSE = 15 * DAY;

const PLAN: MasterPlan = {
  ...{ artist: 0, currency: zeroAddress, price: 5n, totalShares: 40, publicShares: 30 },
  ...{ walletCap: 0, startsIn: 0, days: 4, presaleDays: 0 },
};

const onShares = (
  { shares }: WorldMaster,
  from: Address,
  name: string,
  args: unknown[],
  value = 0n,
): Transaction => call(name, from, shares, masterSharesAbi as Abi, name, args, value);

const buy = (master: WorldMaster, fan: Address, count: bigint): Transaction =>
  onShares(master, fan, "buy", [count], count * PLAN.price);

const readEnd = async (url: string, { shares }: WorldMaster): Promise<unknown> => {
  const [row] = await readAll(url, "masters", "end sold byArtist closure", `id: "${shares.toLowerCase()}"`);
  return row && [Number(row.end), row.sold, row.byArtist, row.closure];
};

/** One offering is extended after its end, sells on, and is closed by its artist; another is closed by nobody. */
export const playEndings = async (
  { world, url, artist }: { world: World; url: string; artist: Address },
  compare: () => Promise<void>,
): Promise<void> => {
  const { chain } = world;
  await chain.mine([], AFTER_ANY_PAUSE);
  const [extended, lapsing] = await addMasters(world, [PLAN, PLAN], artist);
  if (!extended || !lapsing) throw new Error("two masters were registered");
  const firstEnd = chain.now + PLAN.days * DAY;
  await chain.mustMine([buy(extended, FANS[0]!, 2n), buy(lapsing, FANS[1]!, 1n)], MINUTE);

  const end = chain.now + 8 * DAY;
  await chain.mustMine([onShares(extended, artist, "extendOffering", [end])], 5 * DAY);
  await chain.mustMine([buy(extended, FANS[2]!, 3n)], DAY);
  assert.ok(chain.now > firstEnd);
  await compare();
  assert.deepEqual(await readEnd(url, extended), [end, 5, 0, null]);

  await chain.mustMine([onShares(extended, artist, "closeOffering", [])], 3 * DAY);
  await chain.mustMine([onShares(extended, artist, "mintRemaining", [FANS[3], 4n])], MINUTE);
  await compare();
  assert.deepEqual(await readEnd(url, extended), [end, 5, 4, "ByArtist"]);

  await chain.mustMine([onShares(lapsing, artist, "mintRemaining", [artist, 2n])], 30 * DAY);
  await compare();
  const [, ...lapsed] = (await readEnd(url, lapsing)) as unknown[];
  assert.deepEqual(lapsed, [1, 2, "Lapsed"]);
};
