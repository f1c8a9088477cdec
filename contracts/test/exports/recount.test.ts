import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, createClient, custom, type Hex, numberToHex, zeroHash } from "viem";

import { type PublishedBallot, writeBallotFile } from "../../exports/ballot-file.ts";
import { ballotTypedData, compareBallots, leafOf } from "../../exports/ballots.ts";
import { cidToText } from "../../exports/cid-text.ts";
import { readEvents } from "../../exports/holdings.ts";
import { recount } from "../../exports/recount.ts";
import { studioSessionsAbi } from "../../exports/abi.ts";
import { buy, give } from "../helpers/actions.ts";
import { cidText } from "../helpers/cid-text.ts";
import { COIN, deployCoinPlatform, endow, launchCoin, Lock, stakeCoins } from "../helpers/coins.ts";
import { loadFixture, people, publicClient, wallets } from "../helpers/network.ts";
import {
  cast,
  close,
  counted,
  deployStudioPlatformWith,
  openSession,
  relay,
  treeOf,
} from "../helpers/studio.ts";
import { cid } from "../helpers/terms.ts";

const { ann, ben, cleo, dan, stranger } = people;

type Vote = PublishedBallot;

/**
 * Ann holds shares, Ben 36 coins in his wallet and 64 staked, Dan is a producer, Cleo casts on chain, and the stranger
 * has an e-mail address. After the opening all of them trade, which must not matter.
 */
async function deployVoted() {
  const base = await deployCoinPlatform();
  const platform = await deployStudioPlatformWith(undefined, base);
  const launched = await launchCoin(base);
  const { master } = launched;
  await buy(master, ann, 2);
  await endow(launched, 100n * COIN, ben);
  await stakeCoins(launched, ben, 64n * COIN, Lock.days30);
  const session = await openSession(platform);
  await give(master, ann, cleo, 1);
  await give(master, ann, cleo, 2);
  await launched.coin.write.transfer([cleo, 36n * COIN], { account: ben });
  await platform.studio.write.setProducer([dan, false]);
  await cast(platform, session, cleo, [0, 0], [1, 2]);
  await cast(platform, session, cleo, [0, 1]);
  await close(platform, session);
  const sign = (voter: Address, decision: number, option: number, sequence: bigint, signer = voter) =>
    wallets[0]!.signTypedData({
      account: signer,
      ...ballotTypedData(platform.signing, { session, decision, option, voter, sequence }),
    });
  const vote = async (
    decision: number,
    option: number,
    voter: Address,
    changes: Partial<Vote>,
  ): Promise<Vote> => ({
    ...counted(decision, option, voter),
    signature: changes.isDirect ? null : await sign(voter, decision, option, 1n),
    ...(changes.isDirect ? { sequence: 0n } : {}),
    ...changes,
  });
  const votes = await Promise.all([
    vote(0, 0, ann, { weight: 3, class: "shareholder" }),
    vote(0, 1, ben, { weight: 10, class: "coin-holder" }),
    vote(0, 1, cleo, { isDirect: true }),
    vote(0, 0, dan, { weight: 5, class: "producer" }),
    vote(0, 1, stranger, { isAttested: true }),
    vote(1, 0, ann, { weight: 3, class: "shareholder" }),
    vote(1, 2, cleo, { isDirect: true }),
    vote(1, 2, stranger, { isAttested: true, class: "subscriber", weight: 2 }),
  ]);
  return { platform, session, votes: votes.sort(compareBallots), sign, vote };
}
type World = Awaited<ReturnType<typeof deployVoted>>;

interface Lies {
  root?: Hex;
  tallies?: bigint[];
  text?: (text: string) => string;
}

const HONEST = [8n, 12n, 3n, 0n, 3n];

/** Publishes these ballots and says what a recount finds. */
async function publishAndRecount({ platform, session }: World, votes: readonly Vote[], lies: Lies = {}) {
  const { studio, signing } = platform;
  const tree = treeOf(session, votes, false);
  const tallies = lies.tallies ?? HONEST;
  const root = lies.root ?? tree.root;
  await studio.write.publishBallots([session, root, tree.count, cid("ballots"), tallies], { account: relay });
  const text = writeBallotFile({ studio: signing, session, ballots: [...votes] });
  return recount(publicClient, {
    ...{ studio: studio.address, session },
    fetchBallots: async (file) => {
      assert.deepEqual(file, cid("ballots"));
      return (lies.text ?? ((same) => same))(text);
    },
  });
}

const codesOf = ({ discrepancies }: Awaited<ReturnType<typeof recount>>) =>
  [...new Set(discrepancies.map(({ code }) => code))].sort();

const replace = (votes: readonly Vote[], decision: number, voter: Address, change: Partial<Vote>): Vote[] =>
  votes.map((vote) => (vote.decision === decision && vote.voter === voter ? { ...vote, ...change } : vote));

describe("recount", () => {
  it("finds nothing where everything is as published, by balances of the snapshot", async () => {
    const world = await loadFixture(deployVoted);
    const { discrepancies, tallies, published, ...figures } = await publishAndRecount(world, world.votes);
    assert.deepEqual(discrepancies, []);
    assert.deepEqual([tallies, published], [HONEST, HONEST]);
    assert.deepEqual(figures, { publication: 1, ballots: 8, attested: 2, direct: 2 });
  });

  it("says that nothing was published", async () => {
    const { platform, session } = await loadFixture(deployVoted);
    const options = { studio: platform.studio.address, session, fetchBallots: () => Promise.reject() };
    assert.deepEqual(codesOf(await recount(publicClient, options)), ["not-published"]);
  });

  const forgeries: [what: string, codes: string[], change: (world: World) => Vote[] | Promise<Vote[]>][] = [
    [
      "a weight that is too high",
      ["wrong-tally", "wrong-weight"],
      ({ votes }) => replace(votes, 0, ann, { weight: 4 }),
    ],
    [
      "a weight that is too low",
      ["wrong-tally", "wrong-weight"],
      ({ votes }) => replace(votes, 0, ben, { weight: 9 }),
    ],
    ["another class", ["wrong-weight"], ({ votes }) => replace(votes, 0, dan, { class: "coin-holder" })],
    [
      "a subscriber who is not attested",
      ["wrong-weight"],
      ({ votes }) => replace(votes, 1, stranger, { isAttested: false }),
    ],
    [
      "another option",
      ["bad-signature", "wrong-tally"],
      ({ votes }) => replace(votes, 0, ann, { option: 1 }),
    ],
    ["another sequence", ["bad-signature"], ({ votes }) => replace(votes, 0, ann, { sequence: 2n })],
    ["no signature", ["bad-signature"], ({ votes }) => replace(votes, 0, ann, { signature: null })],
    [
      "a signature of somebody else",
      ["bad-signature"],
      async ({ votes, sign }) => replace(votes, 0, ann, { signature: await sign(ann, 0, 0, 1n, ben) }),
    ],
    [
      "the other root of a signature",
      ["bad-signature"],
      ({ votes }) =>
        replace(votes, 0, ann, { signature: highS(votes.find(({ voter }) => voter === ann)!.signature!) }),
    ],
    [
      "an option that does not exist",
      ["bad-signature", "unknown-option", "wrong-tally"],
      ({ votes }) => replace(votes, 1, ann, { option: 7 }),
    ],
    ["a voter twice", ["doubled", "wrong-tally"], ({ votes }) => votes.toSpliced(1, 0, votes[0]!)],
    ["no order", ["out-of-order"], ({ votes }) => votes.toReversed()],
    [
      "no ballot of a voter on chain",
      ["direct-missing", "wrong-tally"],
      ({ votes }) => votes.filter(({ voter, decision }) => voter !== cleo || decision !== 1),
    ],
    [
      "an earlier ballot of a voter on chain",
      ["direct-ignored", "wrong-tally"],
      ({ votes }) => replace(votes, 0, cleo, { option: 0 }),
    ],
    [
      "a relayed ballot of a voter on chain",
      ["direct-ignored"],
      async ({ votes, vote }) => replace(votes, 0, cleo, await vote(0, 1, cleo, {})),
    ],
    [
      "a ballot on chain that nobody cast",
      ["not-cast"],
      ({ votes }) => replace(votes, 0, ann, { isDirect: true }),
    ],
  ];
  for (const [what, codes, change] of forgeries) {
    it(`names ${what}`, async () => {
      const world = await loadFixture(deployVoted);
      assert.deepEqual(codesOf(await publishAndRecount(world, await change(world))), codes);
    });
  }

  it("names a root, tallies and a file that are not those of the ballots", async () => {
    const lies: [codes: string[], lies: Lies][] = [
      [["wrong-root"], { root: leafOf(1n, counted(0, 0, ann)) }],
      [["wrong-tally"], { tallies: [8n, 12n, 3n, 0n, 4n] }],
      [["file-missing"], { text: () => "" }],
      [["file-wrong"], { text: (text) => text.replace('"session":"1"', '"session":"2"') }],
      [["file-wrong"], { text: (text) => text.replace('"chainId":31337', '"chainId":1') }],
    ];
    for (const [codes, lie] of lies) {
      const world = await loadFixture(deployVoted);
      assert.deepEqual(codesOf(await publishAndRecount(world, world.votes, lie)), codes);
    }
  });

  it("names whoever may not vote", async () => {
    const base = await deployCoinPlatform();
    const platform = await deployStudioPlatformWith(undefined, base);
    const rule = { gates: 1, needsAll: false, coinUnit: COIN };
    const session = await openSession(platform, { rule });
    await cast(platform, session, cleo, [0, 0]);
    await close(platform, session);
    const signature = await wallets[0]!.signTypedData({
      account: ann,
      ...ballotTypedData(platform.signing, { session, decision: 0, option: 0, voter: ann, sequence: 1n }),
    });
    const votes = [
      { ...counted(0, 0, ann), signature },
      { ...counted(0, 0, cleo, { isDirect: true, sequence: 0n, weight: 0 }), signature: null },
    ].sort(compareBallots);
    const world = { platform, session, votes } as unknown as World;
    const found = await publishAndRecount(world, votes, { tallies: [1n, 0n, 0n, 0n, 0n] });
    assert.deepEqual(codesOf(found), ["may-not-vote"]);
    assert.match(found.discrepancies[0]!.words, new RegExp(ann));
  });

  it("halves ranges that a node refuses", async () => {
    const { platform, session } = await loadFixture(deployVoted);
    const head = await publicClient.getBlockNumber();
    const asked: bigint[] = [];
    const request = async (call: { method: string; params?: unknown }) => {
      const [range] =
        call.method === "eth_getLogs" ? (call.params as [{ fromBlock: Hex; toBlock: Hex }]) : [];
      const size = range ? BigInt(range.toBlock) - BigInt(range.fromBlock) : 0n;
      asked.push(size);
      if (size > 3n) throw new Error("range too large");
      return publicClient.request(call as never);
    };
    const strict = createClient({ transport: custom({ request }, { retryCount: 0 }) });
    const range = { fromBlock: 0n, toBlock: head };
    const casts = await readEvents(strict, studioSessionsAbi, "BallotCast", platform.studio.address, range, {
      session,
    });
    assert.equal(casts.length, 3);
    assert.ok(asked.some((size) => size > 3n));
  });
});

describe("cidToText", () => {
  it("writes CIDs as the contract's words do", () => {
    for (const codec of [0x55, 0x70, 0x71, 0x0129]) {
      for (const digest of [zeroHash, cid("a").digest, `0x${"ff".repeat(32)}` as Hex]) {
        assert.equal(cidToText({ digest, codec }), cidText({ digest, codec }));
      }
    }
  });
});

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

function highS(signature: Hex): Hex {
  const s = numberToHex(CURVE_ORDER - BigInt(`0x${signature.slice(66, 130)}`), { size: 32 });
  return `${signature.slice(0, 66)}${s.slice(2)}${signature.endsWith("1b") ? "1c" : "1b"}` as Hex;
}
