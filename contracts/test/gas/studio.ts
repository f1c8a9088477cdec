import type { Hash } from "viem";
import { zeroAddress } from "viem";

import { gasOf, people, resetChain, wait } from "../helpers/network.ts";
import {
  audio,
  cast,
  close,
  counted,
  deployStudioPlatform,
  HOUR,
  lock,
  publish,
  sessionDraft,
  type StudioPlatform,
  treeOf,
} from "../helpers/studio.ts";
import type { Figures } from "./measure.ts";

const { artist, ann, ben, cleo, dan, stranger } = people;

// Figures depend on zero bytes in calldata, so times are the same in every run.
const START = 0x77111111;
const CLOSES = 0x77133333;

type Note = (name: string, hash: Hash | Promise<Hash>) => Promise<void>;

async function measureSession(platform: StudioPlatform, note: Note): Promise<void> {
  const { studio } = platform;
  await studio.write.createSession([sessionDraft()], { account: artist });
  await note(
    "create a session of 2 decisions with 5 options",
    studio.write.createSession([sessionDraft()], { account: artist }),
  );
  await note("submit an option", studio.write.submitOption([2n, 0, audio("Mine")], { account: dan }));
  await note("accept a submission", studio.write.acceptSubmission([2n, 0], { account: artist }));
  await note(
    "fund a bounty",
    studio.write.fundBounty([2n, 0, zeroAddress, 10n ** 18n], { account: artist, value: 10n ** 18n }),
  );
  await note("open a session", studio.write.openSession([2n, CLOSES], { account: artist }));
  await cast(platform, 2n, ann, [0, 1]);
  await note("cast 1 ballot on chain, a new voter", cast(platform, 2n, ben, [0, 1]));
  await note("cast 2 ballots on chain, a new voter", cast(platform, 2n, cleo, [0, 2], [1, 1]));
  await note("change 1 ballot on chain", cast(platform, 2n, ben, [0, 2]));
  await close(platform, 2n);
  const ballots = [counted(0, 2, ann), counted(0, 2, ann), counted(0, 2, ben)];
  const { hash } = await publish(platform, 2n, ballots);
  await note("publish ballots", hash);
  const { prove } = treeOf(2n, ballots);
  const contest = studio.write.contestDoubled([2n, prove(0), prove(1)], { account: stranger });
  await note("contest a voter who was counted twice", contest);
  await publish(platform, 2n, ballots.slice(1));
  await wait(24 * HOUR);
  await note("lock the master, a producer's option chosen", lock(platform, 2n, [2, 0]));
  await note("withdraw a bounty", studio.write.withdraw([dan, [zeroAddress]], { account: dan }));
}

/** Exact receipt gas of what is done in and after a session. */
export async function measureStudio(): Promise<Figures> {
  const figures: Figures = {};
  await resetChain(START);
  await measureSession(await deployStudioPlatform(), async (name, hash) => {
    figures[name] = Number(await gasOf(hash));
  });
  return figures;
}
