import assert, { AssertionError } from "node:assert/strict";

import { compileBroken, type Edit } from "./broken-copy.ts";
import { type CoinCopies, type CoinPlatform, deployCoinPlatformWith } from "./coins.ts";

const replaced = {
  launcher: "coin/CoinLauncher",
  grants: "coin/CoinGrants",
  locker: "coin/LiquidityLocker",
  staking: "staking/CoinStaking",
  governor: "governance/ArtistGovernor",
  treasury: "governance/ArtistTreasury",
} as const satisfies Record<keyof CoinCopies, string>;

/** Runs an attack's check against a platform with a broken copy and wants one of its assertions to fail. */
export async function coinGoesRed(
  check: (platform: CoinPlatform) => Promise<void>,
  which: keyof CoinCopies,
  ...edits: readonly Edit[]
): Promise<void> {
  const { bytecode } = compileBroken(replaced[which], edits);
  const platform = await deployCoinPlatformWith({ [which]: bytecode });
  await assert.rejects(check(platform), AssertionError);
}
