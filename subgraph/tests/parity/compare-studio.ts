import assert from "node:assert/strict";

import { createPublicClient, http, zeroAddress, zeroHash, type Abi } from "viem";

import { studioSessionsAbi } from "../../../contracts/exports/abi.ts";
import { createReader, type Read } from "./chain-state.ts";
import { readAll, type Row } from "./indexed.ts";
import type { World } from "./world.ts";

/** In the order of the contract; an open session closes by the time alone, which the subgraph does not know. */
const STATUSES = ["None", "Draft", "Open", "Open", "Locked", "Cancelled"];
const OUTCOMES = [null, "Counted", "Uncounted", "Contested"];

const SESSION = `number artist { id } gates needsAll coinUnit status decisionCount openedAt closesAt snapshotBlock
  snapshotHash snapshotTime receiptSigner publisher directCount directHead publicationCount outcome
  publication { root count isContested }`;

interface SessionOnChain {
  artistId: bigint;
  status: number;
  outcome: number;
  decisionCount: number;
  openedAt: number;
  closesAt: number;
  rule: { gates: number; needsAll: boolean; coinUnit: bigint };
  snapshot: { blockNumber: bigint; blockHash: string; time: number };
  receiptSigner: string;
  publisher: string;
}

interface CountOnChain {
  root: string;
  count: number;
  publications: number;
  isContested: boolean;
  directCount: number;
  directHead: string;
}

const same = (actual: unknown, expected: unknown, what: string): void =>
  assert.deepStrictEqual(actual, expected, what);
const big = (value: unknown): bigint => BigInt((value as string | null) ?? 0);
const lower = (value: unknown, otherwise: string): string =>
  ((value as string | null) ?? otherwise).toLowerCase();
const idOf = (row: Row, field: string): string => (row[field] as { id: string }).id;

const compareSession = (row: Row, chain: SessionOnChain): void => {
  const what = `session ${row.id as string}`;
  same([idOf(row, "artist"), row.status], [String(chain.artistId), STATUSES[chain.status]], what);
  const { gates, needsAll, coinUnit } = chain.rule;
  same([row.gates, row.needsAll, big(row.coinUnit)], [gates, needsAll, coinUnit], `${what}: rule`);
  same([row.decisionCount, row.outcome], [chain.decisionCount, OUTCOMES[chain.outcome]], `${what}: outcome`);
  same(
    [big(row.openedAt), big(row.closesAt)],
    [BigInt(chain.openedAt), BigInt(chain.closesAt)],
    `${what}: times`,
  );
  if (row.openedAt === null) return;
  const { blockNumber, blockHash, time } = chain.snapshot;
  same(
    [big(row.snapshotBlock), row.snapshotHash, big(row.snapshotTime)],
    [blockNumber, blockHash, BigInt(time)],
    `${what}: snapshot`,
  );
  same(
    [lower(row.receiptSigner, zeroAddress), lower(row.publisher, zeroAddress)],
    [chain.receiptSigner.toLowerCase(), chain.publisher.toLowerCase()],
    `${what}: relay`,
  );
};

const compareCount = (row: Row, chain: CountOnChain): void => {
  const what = `count of session ${row.id as string}`;
  const newest = row.publication as Record<string, unknown> | null;
  same(
    [row.directCount, lower(row.directHead, zeroHash)],
    [chain.directCount, chain.directHead],
    `${what}: direct`,
  );
  same(row.publicationCount, chain.publications, `${what}: publications`);
  same(
    [newest?.root ?? zeroHash, big(newest?.count), newest?.isContested ?? false],
    [chain.root, BigInt(chain.count), chain.isContested],
    `${what}: publication`,
  );
};

/** Decisions, whose options they are, which of them leads, and what is escrowed. */
const compareDecisions = async (
  url: string,
  world: World,
  of: (name: string, ...args: unknown[]) => Read,
) => {
  const read = createReader(world);
  const decisions = await readAll(
    url,
    "studioDecisions",
    `index optionCount session { id } bounty { amount settledAt }
     options(first: 8, orderBy: index) { index producer { id } }`,
  );
  for (const row of decisions) {
    const [session, index] = [BigInt(idOf(row, "session")), row.index as number];
    const what = `decision ${row.id as string}`;
    const options = row.options as unknown as { index: number; producer: { id: string } | null }[];
    const values = await read([
      of("optionCount", session, index),
      of("bountyOf", session, index),
      ...options.map((option) => of("producerOf", session, index, option.index)),
    ]);
    const [count, bounty, ...producers] = values as [bigint, { amount: bigint }, ...string[]];
    same([BigInt(row.optionCount as number), options.length], [count, Number(count)], `${what}: options`);
    same(
      options.map(({ producer }) => producer?.id ?? zeroAddress),
      producers.map((producer) => producer.toLowerCase()),
      `${what}: producers`,
    );
    const held = row.bounty as { amount: string; settledAt: string | null } | null;
    same(held === null || held.settledAt !== null ? 0n : big(held.amount), bounty.amount, `${what}: bounty`);
  }
};

/** Where an option stands among all of its session: a decision has eight at most. */
const placeOf = ({ decision, index }: Row): number =>
  8 * (decision as unknown as { index: number }).index + (index as number);

/** The chain keeps no tallies; it says them with each publication, those of the first decision first. */
const compareTallies = async (url: string, { chain, deployment }: World, sessions: readonly Row[]) => {
  const { address } = deployment.contracts.StudioSessions;
  const published = await createPublicClient({ transport: http(chain.url) }).getContractEvents({
    ...{ address, abi: studioSessionsAbi, eventName: "BallotsPublished", fromBlock: 0n, strict: true },
  });
  const options = await readAll(url, "studioOptions", "index tally session { id } decision { index }");
  for (const { id } of sessions) {
    const newest = published.findLast(({ args }) => String(args.session) === id)?.args.tallies;
    const tallies = options
      .filter((option) => idOf(option, "session") === id)
      .sort((one, other) => placeOf(one) - placeOf(other))
      .map(({ tally }) => (tally === null ? null : big(tally)));
    same(tallies, newest ?? tallies.map(() => null), `tallies of session ${id as string}`);
  }
};

/** Returns how many sessions there are. */
export const compareStudio = async (url: string, world: World): Promise<number> => {
  const { address } = world.deployment.contracts.StudioSessions;
  const of = (functionName: string, ...args: unknown[]): Read => ({
    ...{ address, abi: studioSessionsAbi as Abi, functionName, args },
  });
  const read = createReader(world);
  const sessions = await readAll(url, "studioSessions", SESSION);
  const [total] = await read([of("sessionCount")]);
  same(BigInt(sessions.length), total, "sessions");
  const stored = await read(sessions.map((row) => of("sessionOf", big(row.number))));
  const counts = await read(sessions.map((row) => of("countOf", big(row.number))));
  for (const [at, row] of sessions.entries()) {
    compareSession(row, stored[at] as SessionOnChain);
    compareCount(row, counts[at] as CountOnChain);
  }
  await compareDecisions(url, world, of);
  await compareTallies(url, world, sessions);
  const credits = await readAll(url, "bountyCredits", "owed currency account { id }");
  same(
    credits.map((row) => big(row.owed)),
    await read(credits.map((row) => of("creditOf", idOf(row, "account"), row.currency))),
    "credits",
  );
  const producers = await readAll(url, "producers", "isProducer");
  same(
    producers.map(({ isProducer }) => isProducer),
    await read(producers.map(({ id }) => of("isProducer", id))),
    "producers",
  );
  return sessions.length;
};
