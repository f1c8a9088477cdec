import assert, { AssertionError } from "node:assert/strict";

import { type Address, type Hash, type Hex, maxUint256, parseEventLogs, zeroAddress } from "viem";

import { studioSessionsAbi } from "../../exports/abi.ts";
import {
  type BallotMessage,
  ballotTypedData,
  buildBallotTree,
  compareBallots,
  type CountedBallot,
  hashBallot,
  leafOf,
  receiptTypedData,
  type Studio,
  tallyBallots,
  toCountedStruct,
} from "../../exports/ballots.ts";
import { compileBroken, type Edit } from "./broken-copy.ts";
import { at, deployPlatform, type Platform } from "./fixture.ts";
import { DAY, now, people, publicClient, time, viem, wallets } from "./network.ts";
import { type Cid, cid, noCid } from "./terms.ts";

/** The relay's key in tests. */
export const relay = people.collector;
export const HOUR = 3_600;

/** The platform with studio sessions that the registry knows; `dan` is a producer, people have approved test dollars. */
export async function deployStudioPlatformWith(copy?: Hex, base?: Platform) {
  const platform = base ?? (await deployPlatform());
  const args = [platform.manager, platform.registry.address, platform.switchboard.address] as const;
  const studio = at(studioSessionsAbi, await deployStudio(args, copy));
  await platform.registry.write.setStudioSessions([studio.address]);
  await studio.write.setRelay([relay, relay]);
  await studio.write.setProducer([people.dan, true]);
  await platform.usdc.write.approve([studio.address, maxUint256], { account: people.artist });
  const chainId = await publicClient.getChainId();
  return { ...platform, studio, signing: { chainId, address: studio.address } satisfies Studio };
}
export type StudioPlatform = Awaited<ReturnType<typeof deployStudioPlatformWith>>;

export async function deployStudioPlatform(): Promise<StudioPlatform> {
  return deployStudioPlatformWith();
}

async function deployStudio(args: readonly [Address, Address, Address], copy?: Hex): Promise<Address> {
  if (copy === undefined) return (await viem.deployContract("StudioSessions", args)).address;
  const hash = await wallets[0]!.deployContract({ abi: studioSessionsAbi, args, bytecode: copy });
  return (await publicClient.getTransactionReceipt({ hash })).contractAddress!;
}

/** Runs an attack's check against a broken copy of the sessions and wants one of its assertions to fail. */
export async function studioGoesRed(
  check: (platform: StudioPlatform) => Promise<void>,
  ...edits: readonly Edit[]
): Promise<void> {
  const { bytecode } = compileBroken("studio/StudioSessions", edits);
  await assert.rejects(check(await deployStudioPlatformWith(bytecode)), AssertionError);
}

interface OptionDraft {
  label: string;
  content: Cid;
}
interface DecisionDraft {
  kind: number;
  question: string;
  options: OptionDraft[];
}

export const audio = (label: string): OptionDraft => ({ label, content: cid(label) });
export const text = (label: string): OptionDraft => ({ label, content: noCid });

/** Two decisions: a drop in audio with 2 options, a title in text with 3. */
export const defaultDecisions = (): DecisionDraft[] => [
  { kind: 0, question: "Which drop?", options: [audio("Hard"), audio("Soft")] },
  { kind: 2, question: "Which title?", options: [text("Night Bus"), text("Last Bus"), text("Bus")] },
];

export interface SessionDraft {
  artistId: bigint;
  title: string;
  draft: Cid;
  details: Cid;
  rule: { gates: number; needsAll: boolean; coinUnit: bigint };
  decisions: DecisionDraft[];
}

export const sessionDraft = (changes: Partial<SessionDraft> = {}): SessionDraft => ({
  artistId: 1n,
  title: "Finish Night Bus",
  draft: cid("draft"),
  details: noCid,
  rule: { gates: 0, needsAll: false, coinUnit: 10n ** 18n },
  decisions: defaultDecisions(),
  ...changes,
});

export async function createSession(
  { studio }: StudioPlatform,
  changes: Partial<SessionDraft> = {},
): Promise<bigint> {
  await studio.write.createSession([sessionDraft(changes)], { account: people.artist });
  return studio.read.sessionCount();
}

export const openFor = async ({ studio }: StudioPlatform, session: bigint, seconds = DAY): Promise<Hash> =>
  studio.write.openSession([session, (await now()) + seconds + 1], { account: people.artist });

/** A session that is open for a day. */
export async function openSession(
  platform: StudioPlatform,
  changes: Partial<SessionDraft> = {},
): Promise<bigint> {
  const session = await createSession(platform, changes);
  await openFor(platform, session);
  return session;
}

export async function close({ studio }: StudioPlatform, session: bigint): Promise<void> {
  const { closesAt } = await studio.read.sessionOf([session]);
  await time.increaseTo(closesAt);
}

export const cast = (
  { studio }: StudioPlatform,
  session: bigint,
  account: Address,
  ...choices: readonly (readonly [decision: number, option: number])[]
): Promise<Hash> =>
  studio.write.castBallots([session, choices.map(([d]) => d), choices.map(([, o]) => o)], { account });

export const counted = (
  decision: number,
  option: number,
  voter: Address,
  changes: Partial<CountedBallot> = {},
): CountedBallot => ({
  ...{ decision, option, voter, sequence: 1n, weight: 1, class: "everyone" as const },
  ...{ isAttested: false, isDirect: false, ...changes },
});

/** The tree of ballots, sorted unless the publisher lies, with the contract's proofs of places. */
export function treeOf(session: bigint, ballots: readonly CountedBallot[], isSorted = true) {
  const leaves = isSorted ? [...ballots].sort(compareBallots) : [...ballots];
  const tree = buildBallotTree(leaves.map((ballot) => leafOf(session, ballot)));
  const prove = (index: number) => ({
    counted: toCountedStruct(leaves[index]!),
    index,
    proof: tree.proofOf(index),
  });
  const find = (decision: number, voter: Address) =>
    prove(leaves.findIndex((leaf) => leaf.decision === decision && leaf.voter === voter));
  return { ...tree, leaves, prove, find };
}

/** Publishes what was counted, as the relay does. */
export async function publish(
  { studio }: StudioPlatform,
  session: bigint,
  ballots: readonly CountedBallot[],
  isSorted = true,
) {
  const tree = treeOf(session, ballots, isSorted);
  const { decisionCount } = await studio.read.sessionOf([session]);
  const optionCounts = await Promise.all(
    Array.from({ length: decisionCount }, async (_, d) =>
      Number(await studio.read.optionCount([session, d])),
    ),
  );
  const tallies = tallyBallots(ballots, optionCounts);
  const args = [session, tree.root, tree.count, cid("ballots"), tallies] as const;
  const hash = await studio.write.publishBallots(args, { account: relay });
  return { ...tree, tallies, hash };
}

export interface ReceiptTerms {
  /** Who signs the ballot; the voter unless the test lies. */
  signer?: Address;
  /** Who signs the receipt; the relay unless the test lies. */
  receiptSigner?: Address;
  receivedAt?: number;
  studio?: Partial<Studio>;
  /** What is signed, where it differs from what is shown. */
  signed?: Partial<BallotMessage>;
}

/** A relayed ballot with its receipt. */
export async function receipted(
  { studio, signing }: StudioPlatform,
  message: BallotMessage,
  terms: ReceiptTerms = {},
) {
  const { openedAt } = await studio.read.sessionOf([message.session]);
  const { receivedAt = openedAt + 1, signer = message.voter, receiptSigner = relay } = terms;
  const signed = { ...message, ...terms.signed };
  const domain = { ...signing, ...terms.studio };
  const [wallet] = wallets;
  const signature = await wallet!.signTypedData({ account: signer, ...ballotTypedData(domain, signed) });
  const receipt = await wallet!.signTypedData({
    account: receiptSigner,
    ...receiptTypedData(domain, hashBallot(domain, signed), receivedAt),
  });
  const { decision, option, voter, sequence } = message;
  return { decision, option, voter, sequence, receivedAt, signature, receipt };
}

/** A ballot that was cast on chain, as a contest names it. */
export const direct = (decision: number, voter: Address) => ({
  ...{ decision, option: 0, voter, sequence: 0n, receivedAt: 0 },
  ...{ signature: "0x" as Hex, receipt: "0x" as Hex },
});

export const lock = (
  { studio }: StudioPlatform,
  session: bigint,
  choices: readonly number[],
  reasons: readonly string[] = choices.map(() => ""),
  account: Address = people.artist,
): Promise<Hash> => studio.write.lockSession([session, cid("final"), choices, reasons], { account });

/** What the contract holds is what it owes: open bounties and credits. */
export async function assertBounties({ studio, usdc }: StudioPlatform): Promise<void> {
  const sessions = Array.from({ length: Number(await studio.read.sessionCount()) }, (_, i) => BigInt(i + 1));
  for (const currency of [zeroAddress, usdc.address]) {
    let owed = 0n;
    for (const account of Object.values(people)) owed += await studio.read.creditOf([account, currency]);
    for (const session of sessions) {
      for (const decision of [0, 1]) {
        const bounty = await studio.read.bountyOf([session, decision]);
        if (bounty.currency.toLowerCase() === currency.toLowerCase()) owed += bounty.amount;
      }
    }
    const held =
      currency === zeroAddress
        ? await publicClient.getBalance({ address: studio.address })
        : await usdc.read.balanceOf([studio.address]);
    assert.equal(held, owed, `bounties in ${currency}`);
  }
}

/** Arguments of the events of a transaction, by name. */
export async function eventsOf(hash: Hash | Promise<Hash>, name: string): Promise<unknown[]> {
  const { logs } = await publicClient.getTransactionReceipt({ hash: await hash });
  return parseEventLogs({ abi: studioSessionsAbi, logs })
    .filter((log) => log.eventName === name)
    .map(({ args }) => args);
}
