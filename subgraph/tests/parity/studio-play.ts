import { pad, zeroAddress, type Abi, type Address } from "viem";

import { studioSessionsAbi } from "../../../contracts/exports/abi.ts";
import {
  buildBallotTree,
  leafOf,
  tallyBallots,
  toCountedStruct,
  type CountedBallot,
} from "../../../contracts/exports/ballots.ts";
import { call, type Transaction } from "./chain.ts";
import { FANS, OPERATOR, STUDIO_RELAY, type World } from "./world.ts";

const HOUR = 3_600;
/** Longer than a pause that may be running; no session is created before. */
const AFTER_ANY_PAUSE = 15 * 24 * HOUR;
const cid = (text: string) => ({ digest: pad(`0x${Buffer.from(text).toString("hex")}`), codec: 0x55 });
const NO_CID = { digest: pad("0x"), codec: 0 };
const options = (...labels: string[]) => labels.map((label) => ({ label, content: NO_CID }));
const OPTION_COUNTS = [3, 2];

const session = (artistId: bigint, title: string): object => ({
  ...{ artistId, title, draft: cid("draft"), details: NO_CID },
  rule: { gates: 0, needsAll: false, coinUnit: 10n ** 18n },
  decisions: [
    { kind: 2, question: "Which?", options: options("one", "two") },
    { kind: 2, question: "Where?", options: options("here", "there") },
  ],
});

/** Ballots cast on chain, in the order of the tree. */
const countOf = (voters: readonly Address[]): CountedBallot[] =>
  OPTION_COUNTS.flatMap((_, decision) =>
    voters
      .toSorted((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1))
      .map((voter) => ({
        ...{ decision, option: decision === 0 ? 2 : 0, voter, sequence: 0n, weight: 1 },
        ...{ class: "everyone" as const, isAttested: false, isDirect: true },
      })),
  );

/**
 * Two sessions: one with a producer's option and a bounty, which is published wrongly, contested, published again and
 * locked with an override; one that is given up.
 */
export const playStudio = async ({ chain, deployment }: World, artist: Address): Promise<void> => {
  const { address } = deployment.contracts.StudioSessions;
  const producer = FANS[8] as Address;
  const voters = FANS.slice(0, 4);
  const on = (from: Address, name: string, args: readonly unknown[], value = 0n): Transaction =>
    call(`studio: ${name}`, from, address, studioSessionsAbi as Abi, name, args, value);
  await chain.mine([], AFTER_ANY_PAUSE);
  await chain.mustMine([
    on(OPERATOR, "setProducer", [producer, true]),
    on(artist, "createSession", [session(1n, "Finished by fans")]),
    on(artist, "createSession", [session(1n, "Given up")]),
  ]);
  await chain.mustMine([
    on(artist, "fundBounty", [1n, 0, zeroAddress, 1_000n], 1_000n),
    on(artist, "fundBounty", [2n, 1, zeroAddress, 77n], 77n),
    on(producer, "submitOption", [1n, 0, { label: "three", content: NO_CID }]),
    on(producer, "submitOption", [1n, 1, { label: "nowhere", content: NO_CID }]),
  ]);
  await chain.mustMine([on(artist, "acceptSubmission", [1n, 0]), on(artist, "cancelSession", [2n])]);
  const closesAt = chain.now + HOUR;
  await chain.mustMine([on(artist, "openSession", [1n, closesAt])]);
  await chain.mustMine(
    voters.flatMap((voter) => [
      on(voter, "castBallots", [1n, [0], [0]]),
      on(voter, "castBallots", [1n, [0, 1], [2, 0]]),
    ]),
  );
  const publish = (ballots: readonly CountedBallot[], text: string): Transaction => {
    const { root, count } = buildBallotTree(ballots.map((ballot) => leafOf(1n, ballot)));
    const args = [1n, root, count, cid(text), tallyBallots(ballots, OPTION_COUNTS)];
    return on(STUDIO_RELAY, "publishBallots", args);
  };
  const whole = countOf(voters);
  const [first, ...others] = whole as [CountedBallot, ...CountedBallot[]];
  await chain.mustMine([publish(others, "wrong")], 2 * HOUR);
  const tree = buildBallotTree(others.map((ballot) => leafOf(1n, ballot)));
  const neighbour = { counted: toCountedStruct(others[0]!), index: 0, proof: tree.proofOf(0) };
  const { decision, option, voter } = first;
  const missing = { decision, option, voter, sequence: 0n, receivedAt: 0, signature: "0x", receipt: "0x" };
  await chain.mustMine([on(first.voter, "contestMissing", [1n, [neighbour], missing])], HOUR);
  await chain.mustMine([publish(whole, "right")], HOUR);
  await chain.mustMine(
    [on(artist, "lockSession", [1n, cid("final"), [2, 1], ["", "It sounded better there."]])],
    25 * HOUR,
  );
  await chain.mustMine([
    on(producer, "withdraw", [producer, [zeroAddress]]),
    on(OPERATOR, "setProducer", [producer, false]),
  ]);
};
