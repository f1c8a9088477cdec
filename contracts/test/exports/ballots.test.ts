import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { getAddress, hashTypedData, type Hex, zeroHash } from "viem";

import { BallotFileError, parseBallotFile, writeBallotFile } from "../../exports/ballot-file.ts";
import {
  buildBallotTree,
  coinWeight,
  type CountedBallot,
  hashBallot,
  isInBallotTree,
  isNewerBallot,
  leafOf,
  receiptTypedData,
  tallyBallots,
  toCountedStruct,
  weigh,
} from "../../exports/ballots.ts";
import { loadFixture, people } from "../helpers/network.ts";
import { close, counted, deployStudioPlatform, openSession, publish, treeOf } from "../helpers/studio.ts";

const studio = { chainId: 31_337, address: `0x${"ab".repeat(20)}` as Hex };
const voter = (n: number): Hex => getAddress(`0x${n.toString(16).padStart(40, "0")}`);
const ballots = (count: number) =>
  Array.from({ length: count }, (_, i) => counted(i % 3, i % 2, voter(i + 1)));

describe("ballots", () => {
  it("hash as ever: these are on chains", () => {
    const message = { session: 1n, decision: 2, option: 3, voter: voter(4), sequence: 5n };
    const ballot = hashBallot(studio, message);
    assert.deepEqual(
      {
        ballot,
        receipt: hashTypedData(receiptTypedData(studio, ballot, 1_700_000_000)),
        leaf: leafOf(
          1n,
          counted(2, 3, voter(4), { sequence: 5n, weight: 6, class: "coin-holder", isAttested: true }),
        ),
        root: treeOf(1n, ballots(5)).root,
      },
      vectors,
    );
  });

  it("hash as the contract does", async () => {
    const platform = await loadFixture(deployStudioPlatform);
    const message = { session: 1n, decision: 2, option: 3, voter: people.ann, sequence: 5n };
    const hash = hashBallot(platform.signing, message);
    assert.equal(await platform.studio.read.ballotHash([1n, 2, 3, people.ann, 5n]), hash);
    assert.equal(
      await platform.studio.read.receiptHash([hash, 7]),
      hashTypedData(receiptTypedData(platform.signing, hash, 7)),
    );
  });

  for (const count of [1, 2, 3, 5, 8, 9]) {
    it(`prove each of ${count} leaves at its place only, here and on chain`, async () => {
      const platform = await loadFixture(deployStudioPlatform);
      const session = await openSession(platform);
      await close(platform, session);
      const tree = await publish(
        platform,
        session,
        ballots(count).map((ballot) => ({ ...ballot, decision: 0 })),
      );
      for (const [index, leaf] of tree.leaves.entries()) {
        const proof = tree.proofOf(index);
        assert.equal(isInBallotTree(tree, leafOf(session, leaf), index, proof), true);
        assert.equal(isInBallotTree(tree, leafOf(session, leaf), index + 1, proof), false);
        const { counted: struct } = tree.prove(index);
        const place = { counted: struct, index, proof };
        // The contract finds both in the tree and only then sees that they are one.
        const call = platform.studio.simulate.contestDoubled([session, place, place]);
        await assert.rejects(call, /StudioSessions_NotDoubled/);
      }
      assert.throws(() => tree.proofOf(count), RangeError);
    });
  }

  it("have no root where there are none", () => {
    const empty = buildBallotTree([]);
    assert.deepEqual([empty.root, empty.count, isInBallotTree(empty, zeroHash, 0, [])], [zeroHash, 0, false]);
  });

  it("are tallied by decision and option", () => {
    const counts = [counted(0, 1, voter(1), { weight: 3 }), counted(1, 0, voter(1)), counted(0, 1, voter(2))];
    assert.deepEqual(tallyBallots(counts, [2, 3]), [0n, 4n, 1n, 0n, 0n]);
    assert.deepEqual(tallyBallots([counted(0, 5, voter(1)), counted(9, 0, voter(1))], [2]), [0n, 0n]);
  });

  it("replace each other by sequence, then by hash", () => {
    const of = (option: number, sequence: bigint) => ({
      session: 1n,
      decision: 0,
      option,
      voter: voter(1),
      sequence,
    });
    assert.equal(isNewerBallot(studio, of(0, 2n), of(1, 1n)), true);
    assert.equal(isNewerBallot(studio, of(0, 1n), of(1, 2n)), false);
    const [a, b] = [of(0, 1n), of(1, 1n)];
    assert.equal(isNewerBallot(studio, a, b), hashBallot(studio, a) < hashBallot(studio, b));
    assert.equal(isNewerBallot(studio, a, a), false);
  });
});

describe("weights", () => {
  const nobody = { shares: 0n, coins: 0n, isProducer: false, isSubscriber: false };
  const everyone = { gates: 0, needsAll: false, coinUnit: 10n };

  it("of coins are the root of their units, at most 50", () => {
    const weights = [
      0n,
      9n,
      10n,
      39n,
      40n,
      10n * 49n ** 2n,
      10n * 50n ** 2n - 1n,
      10n * 50n ** 2n,
      10n ** 30n,
    ];
    assert.deepEqual(
      weights.map((coins) => coinWeight(coins, 10n)),
      [0, 0, 1, 1, 2, 49, 49, 50, 50],
    );
  });

  it("are the highest that applies", () => {
    const of = (standing: Partial<typeof nobody>) => weigh(everyone, { ...nobody, ...standing });
    assert.deepEqual(of({}), { weight: 1, class: "everyone" });
    assert.deepEqual(of({ isSubscriber: true }), { weight: 2, class: "subscriber" });
    assert.deepEqual(of({ isSubscriber: true, shares: 1n }), { weight: 3, class: "shareholder" });
    assert.deepEqual(of({ shares: 1n, coins: 40n }), { weight: 3, class: "shareholder" });
    assert.deepEqual(of({ shares: 1n, coins: 90n }), { weight: 3, class: "coin-holder" });
    assert.deepEqual(of({ coins: 250n, isProducer: true }), { weight: 5, class: "producer" });
    assert.deepEqual(of({ coins: 10n ** 9n, isProducer: true }), { weight: 50, class: "coin-holder" });
  });

  it("are nothing behind a gate that is not passed", () => {
    const rule = { gates: 3, needsAll: false, coinUnit: 10n };
    assert.equal(weigh(rule, { ...nobody, isSubscriber: true, isProducer: true }).weight, 0);
    assert.equal(weigh(rule, { ...nobody, coins: 10n }).weight, 1);
    assert.equal(weigh({ ...rule, needsAll: true }, { ...nobody, coins: 10n }).weight, 0);
    assert.equal(weigh({ ...rule, needsAll: true }, { ...nobody, coins: 10n, shares: 1n }).weight, 3);
    assert.equal(weigh({ ...rule, gates: 4 }, { ...nobody, isSubscriber: true }).weight, 2);
  });
});

describe("ballot files", () => {
  const file = {
    studio,
    session: 7n,
    ballots: [{ ...(counted(0, 1, voter(9)) as CountedBallot), signature: "0x12" as Hex }],
  };

  it("are read as they were written", () => {
    assert.deepEqual(parseBallotFile(writeBallotFile(file)), file);
    assert.deepEqual(parseBallotFile(writeBallotFile({ ...file, ballots: [] })), { ...file, ballots: [] });
    assert.equal(toCountedStruct(file.ballots[0]!).class, 0);
  });

  const broken: [what: string, edit: (text: string) => string][] = [
    ["no JSON", () => "hello"],
    ["no object", () => "null"],
    ["another format", (text) => text.replace("ballots/1", "ballots/2")],
    ["no chain", (text) => text.replace("31337", '"31337"')],
    ["no address", (text) => text.replace(studio.address, "0x1")],
    ["a session that is no number", (text) => text.replace('"7"', '"x"')],
    ["a session that is too large", (text) => text.replace('"7"', `"${2n ** 64n}"`)],
    ["no list", (text) => text.replace(/"ballots":\[[^]*\]/, '"ballots":{}')],
    ["a weight that is no number", (text) => text.replace('"weight":1', '"weight":-1')],
    ["an unknown class", (text) => text.replace("everyone", "king")],
    ["a voter that is no address", (text) => text.replace(voter(9), "ann")],
    ["no word on attestation", (text) => text.replace('"isAttested":false', '"isAttested":0')],
    ["a signature that is no bytes", (text) => text.replace("0x12", "zz")],
  ];
  for (const [what, edit] of broken) {
    it(`are refused with ${what}`, () => {
      assert.throws(() => parseBallotFile(edit(writeBallotFile(file))), BallotFileError);
    });
  }
});

const vectors = {
  ballot: "0x84a9349e22460e666f7abe328e65547ff29621abc7caae4ab735c7bbf15c2fe7",
  receipt: "0xe75382e62d75972864ec413a01de5eaca5662a185c65583b1c9fadfdf0ecdec0",
  leaf: "0x50d1c1e553c81f5ddf09d15d0d0e014d16e5fe9566b4c219fdb0f7048cfd43e1",
  root: "0x2c1f338fc8a7e4d4d0e28c137e610c502e6a599e20f5a2ca0a7393e94bf553de",
};
