import { type Address, type Hex, keccak256, toHex } from "viem";

import { ballotTypes } from "../../exports/typed-data.ts";
import {
  COIN,
  deployCoinPlatform,
  endow,
  give,
  type Launched,
  Lock,
  stakeCoins,
} from "../../test/helpers/coins.ts";
import {
  castVote,
  type Dao,
  execute,
  harmless,
  idOf,
  launchDaoOn,
  propose,
  queue,
  settings,
  Vote,
} from "../../test/helpers/dao.ts";
import { now, people, publicClient, wait, wallets } from "../../test/helpers/network.ts";
import { call, deployPeer, type Measure, type PeerContract } from "../measure.ts";

const { admin, ann, ben, cleo, dan, stranger } = people;
const LIQUID = 1_000n * COIN;
const MANY = 100_000n * COIN;

/** What is done to a governor, ours or a peer's, so that both come to the same state in the same way. */
interface Governed {
  readonly address: Address;
  readonly name: string;
  propose(description: string): Promise<Hex>;
  idOf(description: string): Promise<bigint>;
  castVote(id: bigint, account: Address): Promise<Hex>;
  castVoteBySig(id: bigint, voter: Address, signature: Hex): Promise<Hex>;
  queue(description: string): Promise<Hex>;
  execute(description: string): Promise<Hex>;
}

function governedByUs(dao: Dao): Governed {
  const draft = (description: string) => harmless(dao, description);
  return {
    ...{ address: dao.governor.address, name: "Ada Coin DAO" },
    propose: (description) => propose(dao, draft(description), dan),
    idOf: (description) => idOf(dao, draft(description)),
    castVote: (id, account) => castVote(dao, id, Vote.for, account),
    castVoteBySig: (id, voter, signature) =>
      dao.governor.write.castVoteBySig([id, Vote.for, voter, signature], { account: stranger }),
    queue: (description) => queue(dao, draft(description)),
    execute: (description) => execute(dao, draft(description)),
  };
}

/** A peer over a coin of its own in which everybody has what they have with us, all of it delegated. */
async function deployGovernor(kind: string, { coin }: Launched): Promise<Governed & { votes: PeerContract }> {
  const votes = await deployPeer("PlainVotes");
  const timelock = await deployPeer("PlainTimelock", [BigInt(settings.timelockDelay)]);
  const times = [BigInt(settings.votingDelay), BigInt(settings.votingPeriod)];
  const governor = await deployPeer(kind, [votes.address, timelock.address, ...times]);
  for (const role of ["PROPOSER_ROLE", "CANCELLER_ROLE"]) {
    const id = await timelock.read[role]!();
    await call(timelock, "grantRole", [id, governor.address], admin);
  }
  for (const account of [ann, ben, cleo, dan]) {
    await call(votes, "mint", [account, account === dan ? MANY : 2n * LIQUID], admin);
    await call(votes, "delegate", [account], account);
  }
  await call(votes, "mint", [admin, 1_000_000n * COIN], admin);

  const batch = harmless({ coin }).calls;
  const calls = [batch.map(({ target }) => target), [0n], batch.map(({ data }) => data)] as const;
  const hashed = (description: string) => [...calls, keccak256(toHex(description))];
  return {
    ...{ address: governor.address, name: "Plain DAO", votes },
    propose: (description) => call(governor, "propose", [...calls, description], dan),
    idOf: async (description) => (await governor.read.hashProposal!(hashed(description))) as bigint,
    castVote: (id, account) => call(governor, "castVote", [id, Vote.for], account),
    castVoteBySig: (id, voter, signature) =>
      call(governor, "castVoteBySig", [id, Vote.for, voter, signature], stranger),
    queue: (description) => call(governor, "queue", hashed(description), stranger),
    execute: (description) => call(governor, "execute", hashed(description), stranger),
  };
}

/** A vote for it, as wallets sign it. */
async function signVote(
  { address, name }: Governed,
  proposalId: bigint,
  voter: Address,
  nonce: bigint,
): Promise<Hex> {
  const wallet = wallets.find(({ account }) => account.address.toLowerCase() === voter.toLowerCase())!;
  return wallet.signTypedData({
    domain: { name, version: "1", chainId: await publicClient.getChainId(), verifyingContract: address },
    types: ballotTypes,
    primaryType: "Ballot",
    message: { proposalId, support: Vote.for, voter, nonce },
  });
}

/**
 * A proposal that nobody voted on, one with a vote for it, one that Dan carried, and one that is queued. Neither Ann's
 * nor Ben's votes are enough for the quorum of 4 %, Dan's are.
 */
async function prepareProposals(governors: readonly Governed[]) {
  const [untouched, voted, carried, queued] = ["untouched", "voted", "carried", "queued"];
  const early = await forEach(governors, async (governed) => {
    for (const description of [carried!, queued!]) await governed.propose(description);
    return Promise.all([carried!, queued!].map((description) => governed.idOf(description)));
  });
  await wait(settings.votingDelay + 1);
  await forEach(governors, async (governed, index) => {
    for (const id of early[index]!) await governed.castVote(id, dan);
    const [id] = early[index]! as [bigint];
    await governed.castVoteBySig(id, ann, await signVote(governed, id, ann, 0n));
  });
  await wait(settings.votingPeriod);
  await forEach(governors, (governed) => governed.queue(queued!));
  const late = await forEach(governors, async (governed) => {
    for (const description of [untouched!, voted!]) await governed.propose(description);
    return Promise.all([untouched!, voted!].map((description) => governed.idOf(description)));
  });
  await wait(Math.max(settings.votingDelay, settings.timelockDelay) + 1);
  await forEach(governors, (governed, index) => governed.castVote(late[index]![1]!, cleo));
  return forEach(governors, async (governed, index) => {
    const [untouchedId, votedId] = late[index]! as [bigint, bigint];
    return { untouchedId, votedId, signature: await signVote(governed, votedId, ann, 1n) };
  });
}

async function forEach<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>) {
  const results: R[] = [];
  for (const [index, item] of items.entries()) results.push(await work(item, index));
  return results;
}

/** Ann, Ben and Cleo have delegated 1,000 coins to themselves and staked 1,000; Dan has enough for a quorum. */
async function prepareDao(): Promise<Dao> {
  const dao = await launchDaoOn(await deployCoinPlatform());
  await endow(dao, 2n * LIQUID, ann, ben, cleo);
  await give(dao, dan, MANY);
  for (const account of [ann, ben, cleo, dan]) await dao.coin.write.delegate([account], { account });
  for (const account of [ann, ben, cleo]) await stakeCoins(dao, account, LIQUID, Lock.none);
  return dao;
}

/** On a platform of its own: an artist has one coin. */
export async function votes(): Promise<Measure[]> {
  const dao = await prepareDao();
  const plain = await deployGovernor("PlainGovernor", dao);
  const full = await deployGovernor("FullGovernor", dao);
  await wait(1);
  const governors = [governedByUs(dao), plain, full];
  const names = ["", "OZ Governor", "OZ Governor with the parts of ours"] as const;
  const prepared = await prepareProposals(governors);
  const probe = await deployPeer("Probe");
  const past = BigInt((await now()) - 1);
  const readVotes = (source: Address, account: Address) => async () =>
    (await probe.read.getPastVotes!([source, account, past])) as bigint;

  const measure = (
    name: string,
    target: number | undefined,
    cost: (governed: Governed, proposals: (typeof prepared)[number]) => Promise<Hex>,
  ): Measure => ({
    name,
    ...(target === undefined ? {} : { target }),
    ours: () => cost(governors[0]!, prepared[0]!),
    peers: Object.fromEntries(
      [1, 2].map((index) => [names[index]!, () => cost(governors[index]!, prepared[index]!)]),
    ),
  });
  const ofCoin = { "coin with OZ ERC20Votes": readVotes(plain.votes.address, ann) };
  return [
    measure("Cast vote, first on a proposal", 95_000, (governed, { untouchedId }) =>
      governed.castVote(untouchedId, ann),
    ),
    measure("Cast vote, later", 80_200, (governed, { votedId }) => governed.castVote(votedId, ann)),
    measure("Cast vote by signature, later", 92_300, (governed, { votedId, signature }) =>
      governed.castVoteBySig(votedId, ann, signature),
    ),
    measure("Cast vote that reaches the quorum", undefined, (governed, { votedId }) =>
      governed.castVote(votedId, dan),
    ),
    { name: "Of a vote: the coin's votes", ours: readVotes(dao.coin.address, ann), peers: ofCoin },
    { name: "Of a vote: staked votes", ours: readVotes(dao.staking.address, ann) },
    measure("Propose (1 action)", 79_700, (governed) => governed.propose("another")),
    measure("Queue a proposal", undefined, (governed) => governed.queue("carried")),
    measure("Execute a proposal", undefined, (governed) => governed.execute("queued")),
  ];
}
