import { type Address, encodeFunctionData, getAddress, type Hex, keccak256, toHex } from "viem";

import { artistGovernorAbi, artistTreasuryAbi } from "../../exports/abi.ts";
import { daoDefaults } from "../../scripts/deploy/audifi.ts";
import {
  COIN,
  type CoinPlatform,
  deployCoinPlatform,
  endow,
  give,
  launchCoin,
  type Launched,
  Lock,
  stakeCoins,
} from "./coins.ts";
import { at } from "./fixture.ts";
import { loadFixture, now, people, wait } from "./network.ts";

const { ann, ben, cleo } = people;

export const settings = daoDefaults(false);

/** As in OpenZeppelin's `IGovernor.ProposalState`, by name. */
export const State = {
  pending: 0,
  active: 1,
  canceled: 2,
  defeated: 3,
  succeeded: 4,
  queued: 5,
  expired: 6,
  executed: 7,
} as const;

/** As in OpenZeppelin's `GovernorCountingSimple.VoteType`, by name. */
export const Vote = { against: 0, for: 1, abstain: 2 } as const;

export interface Call {
  target: Address;
  value?: bigint;
  data?: Hex;
}

export interface Draft {
  calls: readonly Call[];
  description: string;
}

/** An artist with a coin and a DAO, on a platform that may hold a broken copy. */
export async function launchDaoOn(platform: CoinPlatform) {
  const launched = await launchCoin(platform);
  const { launcher } = launched.platform;
  await launcher.write.deployDao([1n]);
  const [governor, treasury] = await Promise.all([
    launcher.read.governorOf([1n]),
    launcher.read.treasuryOf([1n]),
  ]);
  return {
    ...launched,
    governor: at(artistGovernorAbi, getAddress(governor)),
    treasury: at(artistTreasuryAbi, getAddress(treasury)),
  };
}
export type Dao = Awaited<ReturnType<typeof launchDaoOn>>;

/** Ann has 60,000 liquid coins that vote for her, Ben 20,000 staked for 365 days (100,000 votes), Cleo 1,000. */
export async function launchVotersOn(platform: CoinPlatform): Promise<Dao> {
  const dao = await launchDaoOn(platform);
  await give(dao, ann, 60_000n * COIN);
  await give(dao, cleo, 1_000n * COIN);
  await endow(dao, 20_000n * COIN, ben);
  for (const account of [ann, cleo]) await dao.coin.write.delegate([account], { account });
  await stakeCoins(dao, ben, 20_000n * COIN, Lock.days365);
  await wait(1);
  return dao;
}

const launchDao = async () => launchDaoOn(await deployCoinPlatform());
const launchVoters = async () => launchVotersOn(await deployCoinPlatform());

export const loadDao = () => loadFixture(launchDao);
export const loadVoters = () => loadFixture(launchVoters);

/** A call that nobody can object to: it asks the coin for its name. */
export const harmless = (
  { coin }: Pick<Launched, "coin">,
  description = "Ask the coin for its name",
): Draft => ({
  calls: [{ target: coin.address, data: encodeFunctionData({ abi: coin.abi, functionName: "name" }) }],
  description,
});

const batchOf = ({ calls }: Draft) =>
  [
    calls.map(({ target }) => target),
    calls.map(({ value }) => value ?? 0n),
    calls.map(({ data }) => data ?? "0x"),
  ] as const;

const hashedBatchOf = (draft: Draft) => [...batchOf(draft), keccak256(toHex(draft.description))] as const;

export const idOf = ({ governor }: Dao, draft: Draft): Promise<bigint> =>
  governor.read.hashProposal(hashedBatchOf(draft));

export const propose = ({ governor }: Dao, draft: Draft, account: Address = ann) =>
  governor.write.propose([...batchOf(draft), draft.description], { account });

export const queue = ({ governor }: Dao, draft: Draft) => governor.write.queue(hashedBatchOf(draft));
export const execute = ({ governor }: Dao, draft: Draft) => governor.write.execute(hashedBatchOf(draft));
export const cancel = ({ governor }: Dao, draft: Draft, account: Address = ann) =>
  governor.write.cancel(hashedBatchOf(draft), { account });

/** Proposes and waits until votes count. */
export async function openVote(dao: Dao, draft: Draft, account: Address = ann): Promise<bigint> {
  await propose(dao, draft, account);
  await wait(settings.votingDelay + 1);
  return idOf(dao, draft);
}

export const castVote = ({ governor }: Dao, id: bigint, vote: number, account: Address) =>
  governor.write.castVote([id, vote], { account });

/** Takes a proposal that Ben carries from its draft to its execution. */
export async function carry(dao: Dao, draft: Draft): Promise<void> {
  const id = await openVote(dao, draft);
  await castVote(dao, id, Vote.for, ben);
  await wait(settings.votingPeriod);
  await queue(dao, draft);
  await wait(settings.timelockDelay);
  await execute(dao, draft);
}

/** The second before the newest block, whose votes can be looked up. */
export const past = async (): Promise<bigint> => BigInt((await now()) - 1);
