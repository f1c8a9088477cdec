import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { encodeAbiParameters, type Hex, keccak256, zeroHash } from "viem";

import { emits, loadFixture, people, reverts, wait } from "../helpers/network.ts";
import {
  cast,
  close,
  counted,
  createSession,
  deployStudioPlatform,
  direct,
  HOUR,
  openSession,
  publish,
  receipted,
  relay,
  type StudioPlatform,
  treeOf,
} from "../helpers/studio.ts";
import { cid, noCid } from "../helpers/terms.ts";

const { ann, ben, cleo, dan, stranger } = people;
const CLOSED = 3;
const [DOUBLED, IGNORED, MISSING] = [0, 1, 2];

async function loadOpen() {
  const platform = await loadFixture(deployStudioPlatform);
  return { platform, studio: platform.studio, session: await openSession(platform) };
}

const chained = (head: Hex, voter: Hex, decision: number, option: number): Hex =>
  keccak256(
    encodeAbiParameters(
      [{ type: "bytes32" }, { type: "address" }, { type: "uint8" }, { type: "uint8" }],
      [head, voter, decision, option],
    ),
  );

/** Four ballots of Ann, Ben and Cleo of which Cleo's was cast on chain, published. */
async function loadPublished(ballots = fourBallots(), isSorted = true) {
  const { platform, studio, session } = await loadOpen();
  await cast(platform, session, cleo, [0, 1]);
  await close(platform, session);
  const published = await publish(platform, session, ballots, isSorted);
  return { platform, studio, session, published };
}

const fourBallots = () => [
  counted(0, 0, ann, { sequence: 5n, weight: 3, class: "shareholder" }),
  counted(0, 1, ben),
  counted(0, 1, cleo, { sequence: 0n, isDirect: true, weight: 4, class: "coin-holder" }),
  counted(1, 2, ann, { weight: 3, class: "shareholder" }),
];

const ballotOf = (session: bigint, voter: Hex, option: number, sequence: bigint, decision = 0) => ({
  ...{ session, decision, option, voter, sequence },
});

async function assertContested(
  { studio }: StudioPlatform,
  hash: Promise<Hex>,
  [session, fault, decision, voter]: readonly [bigint, number, number, Hex],
): Promise<void> {
  await emits(hash, studio, "PublicationContested", [session, 1, stranger, fault, decision, voter]);
  assert.equal((await studio.read.countOf([session])).isContested, true);
}

describe("StudioSessions", () => {
  describe("castBallots", () => {
    it("reverts before it opens, once it closed, for unknown options, and for lists that do not fit", async () => {
      const { platform, studio, session } = await loadOpen();
      const draft = await createSession(platform);
      await reverts(cast(platform, draft, ann, [0, 0]), studio, "StudioSessions_WrongStatus", [draft, 1]);
      await reverts(cast(platform, session, ann, [0, 2]), studio, "StudioSessions_UnknownOption", [0n, 2n]);
      await reverts(cast(platform, session, ann, [2, 0]), studio, "StudioSessions_UnknownOption", [2n, 0n]);
      await reverts(cast(platform, session, ann), studio, "StudioSessions_WrongLength", [1n, 0n]);
      const uneven = studio.write.castBallots([session, [0, 1], [0]], { account: ann });
      await reverts(uneven, studio, "StudioSessions_WrongLength", [2n, 1n]);
      await close(platform, session);
      const late = cast(platform, session, ann, [0, 0]);
      await reverts(late, studio, "StudioSessions_WrongStatus", [session, CLOSED]);
    });

    it("chains every ballot and keeps the voter's last one of each decision, also when paused", async () => {
      const { platform, studio, session } = await loadOpen();
      await platform.switchboard.write.pause();
      const hash = cast(platform, session, ann, [0, 1], [1, 2]);
      const first = chained(zeroHash, ann, 0, 1);
      const second = chained(first, ann, 1, 2);
      await emits(hash, studio, "BallotCast", [session, ann, 0, 1, 0, first]);
      await emits(hash, studio, "BallotCast", [session, ann, 1, 2, 1, second]);
      await cast(platform, session, ann, [0, 0]);
      const { directCount, directHead } = await studio.read.countOf([session]);
      assert.deepEqual([directCount, directHead], [3, chained(second, ann, 0, 0)]);
      assert.deepEqual(await studio.read.directBallotOf([session, ann, 0]), [true, 0]);
      assert.deepEqual(await studio.read.directBallotOf([session, ann, 1]), [true, 2]);
      assert.deepEqual(await studio.read.directBallotOf([session, ben, 1]), [false, 0]);
    });
  });

  describe("publishBallots", () => {
    it("is for the publisher of a closed session, with a root, a CID and a tally for each option", async () => {
      const { platform, studio, session } = await loadOpen();
      const call = (
        changes: { root?: Hex; count?: number; ballots?: typeof noCid; tallies?: bigint[] } = {},
        account = relay,
      ) => {
        const {
          root = zeroHash,
          count = 0,
          ballots = cid("ballots"),
          tallies = [0n, 0n, 0n, 0n, 0n],
        } = changes;
        return studio.write.publishBallots([session, root, count, ballots, tallies], { account });
      };
      await reverts(call(), studio, "StudioSessions_WrongStatus", [session, 2]);
      await close(platform, session);
      await reverts(call({}, ann), studio, "StudioSessions_NotPublisher", [session, ann]);
      await reverts(call({ count: 1 }), studio, "StudioSessions_InvalidRoot", [zeroHash, 1n]);
      const root = cid("root").digest;
      await reverts(call({ root }), studio, "StudioSessions_InvalidRoot", [root, 0n]);
      await reverts(call({ ballots: noCid }), studio, "StudioSessions_InvalidCid");
      await reverts(call({ tallies: [1n] }), studio, "StudioSessions_WrongLength", [2n, 1n]);
      await reverts(call({ tallies: [1n, 2n, 3n, 4n] }), studio, "StudioSessions_WrongLength", [5n, 4n]);
      await reverts(call({ tallies: Array(6).fill(1n) }), studio, "StudioSessions_WrongLength", [5n, 6n]);
      await call();
      await reverts(call(), studio, "StudioSessions_AlreadyPublished", [session]);
    });

    it("tells the tallies and knows who leads, several where they are equal, nobody where nobody voted", async () => {
      const { studio, session, published } = await loadPublished();
      const { root, count, tallies, hash } = published;
      assert.deepEqual(tallies, [3n, 5n, 0n, 0n, 3n]);
      await emits(hash, studio, "BallotsPublished", [session, 1, root, count, cid("ballots"), tallies]);
      const leads = (decision: number, option: number) => studio.read.isLeading([session, decision, option]);
      assert.deepEqual(await Promise.all([leads(0, 0), leads(0, 1), leads(1, 0), leads(1, 2), leads(9, 0)]), [
        false,
        true,
        false,
        true,
        false,
      ]);
      const even = await loadPublished([counted(0, 0, ann), counted(0, 1, ben)]);
      const evenLeads = (decision: number, option: number) =>
        even.studio.read.isLeading([even.session, decision, option]);
      assert.deepEqual(await Promise.all([evenLeads(0, 0), evenLeads(0, 1), evenLeads(1, 0)]), [
        true,
        true,
        false,
      ]);
    });

    it("may be repeated once, after a contest", async () => {
      const { platform, studio, session, published } = await loadPublished();
      const missing = await receipted(platform, ballotOf(session, dan, 0, 1n));
      const neighbours = neighboursOf(published, 0, dan);
      await studio.write.contestMissing([session, neighbours, missing], { account: stranger });
      assert.equal(await studio.read.isLeading([session, 0, 1]), false);
      const again = await publish(platform, session, [...fourBallots(), counted(0, 0, dan)]);
      const { publications, isContested, root } = await studio.read.countOf([session]);
      assert.deepEqual([publications, isContested, root], [2, false, again.root]);
      const third = publish(platform, session, fourBallots());
      await reverts(third, studio, "StudioSessions_AlreadyPublished", [session]);
    });
  });

  describe("contestDoubled", () => {
    it("proves a voter who was counted twice in a decision", async () => {
      const doubled = [counted(0, 0, ann), counted(0, 1, ann), counted(1, 1, ann)];
      const { platform, studio, session, published } = await loadPublished(doubled);
      const contest = (a: number, b: number) =>
        studio.write.contestDoubled([session, published.prove(a), published.prove(b)], { account: stranger });
      await reverts(contest(0, 0), studio, "StudioSessions_NotDoubled");
      await reverts(contest(0, 2), studio, "StudioSessions_NotDoubled");
      const moved = { ...published.prove(1), index: 2 };
      const call = studio.write.contestDoubled([session, published.prove(0), moved], { account: stranger });
      await reverts(call, studio, "StudioSessions_NotInTree", [2n]);
      const absent = { ...published.prove(1), index: 3 };
      const beyond = studio.write.contestDoubled([session, published.prove(0), absent], {
        account: stranger,
      });
      await reverts(beyond, studio, "StudioSessions_NotInTree", [3n]);
      await assertContested(platform, contest(0, 1), [session, DOUBLED, 0, ann]);
    });
  });

  describe("contestIgnored", () => {
    it("proves a newer ballot with a receipt, and refuses an older, an equal and another's", async () => {
      const { platform, studio, session, published } = await loadPublished();
      const contest = async (voter: Hex, option: number, sequence: bigint, of: Hex = voter) => {
        const ballot = await receipted(platform, ballotOf(session, voter, option, sequence));
        return studio.write.contestIgnored([session, published.find(0, of), ballot], { account: stranger });
      };
      await reverts(contest(ann, 1, 4n), studio, "StudioSessions_NotIgnored");
      await reverts(contest(ann, 0, 5n), studio, "StudioSessions_NotIgnored");
      await reverts(contest(ann, 1, 6n, ben), studio, "StudioSessions_NotIgnored");
      await assertContested(platform, contest(ann, 1, 6n), [session, IGNORED, 0, ann]);
    });

    it("decides between equal sequences by the lower hash", async () => {
      const { platform, studio, session, published } = await loadPublished();
      const hashOf = (option: number) => studio.read.ballotHash([session, 0, option, ann, 5n]);
      const isLower = (await hashOf(1)) < (await hashOf(0));
      const ballot = await receipted(platform, ballotOf(session, ann, 1, 5n));
      const call = studio.write.contestIgnored([session, published.find(0, ann), ballot], {
        account: stranger,
      });
      if (isLower) await assertContested(platform, call, [session, IGNORED, 0, ann]);
      else await reverts(call, studio, "StudioSessions_NotIgnored");
    });

    it("proves that a ballot on chain was not the one that counts, and that one counts which nobody cast", async () => {
      const relayed = [counted(0, 1, ben), counted(0, 1, cleo, { sequence: 2n ** 60n })];
      const one = await loadPublished(relayed);
      const overruled = one.studio.write.contestIgnored(
        [one.session, one.published.find(0, cleo), direct(0, cleo)],
        { account: stranger },
      );
      await assertContested(one.platform, overruled, [one.session, IGNORED, 0, cleo]);

      const invented = [counted(0, 1, ben, { isDirect: true, sequence: 0n })];
      const two = await loadPublished(invented);
      const ballot = await receipted(two.platform, ballotOf(two.session, ben, 0, 0n));
      const call = two.studio.write.contestIgnored([two.session, two.published.find(0, ben), ballot], {
        account: stranger,
      });
      await assertContested(two.platform, call, [two.session, IGNORED, 0, ben]);
    });

    it("refuses a relayed ballot, however new, where the one on chain counts", async () => {
      const { platform, studio, session, published } = await loadPublished();
      const ballot = await receipted(platform, ballotOf(session, cleo, 0, 99n));
      const call = studio.write.contestIgnored([session, published.find(0, cleo), ballot], {
        account: stranger,
      });
      await reverts(call, studio, "StudioSessions_NotIgnored");
    });
  });

  describe("contestMissing", () => {
    for (const voter of [ann, ben, cleo, dan, stranger]) {
      it(`proves that ${voter.slice(0, 6)} is missing, before, between or after the others`, async () => {
        const others = [ann, ben, cleo, dan, stranger].filter((other) => other !== voter);
        const ballots = others.map((other) => counted(0, 1, other, { isDirect: other === cleo }));
        const { platform, studio, session, published } = await loadPublished(ballots);
        const ballot =
          voter === cleo ? direct(0, cleo) : await receipted(platform, ballotOf(session, voter, 0, 1n));
        const call = studio.write.contestMissing([session, neighboursOf(published, 0, voter), ballot], {
          account: stranger,
        });
        await assertContested(platform, call, [session, MISSING, 0, voter]);
      });
    }

    it("needs no neighbours where nobody was counted, and only then", async () => {
      const empty = await loadPublished([]);
      const ballot = await receipted(empty.platform, ballotOf(empty.session, ann, 0, 1n));
      const call = empty.studio.write.contestMissing([empty.session, [], ballot], { account: stranger });
      await assertContested(empty.platform, call, [empty.session, MISSING, 0, ann]);

      const { platform, studio, session } = await loadPublished();
      const late = await receipted(platform, ballotOf(session, dan, 0, 1n));
      const none = studio.write.contestMissing([session, [], late], { account: stranger });
      await reverts(none, studio, "StudioSessions_NotMissing");
    });

    it("refuses neighbours that are not next to each other, not around the voter, or too many", async () => {
      const { platform, studio, session, published } = await loadPublished();
      const ballot = await receipted(platform, ballotOf(session, ann, 0, 9n));
      const { prove, count } = published;
      for (const indices of [[0], [count - 1], [0, 1], [0, 2], [1, 0], [2, 3], [0, 1, 2]]) {
        const call = studio.write.contestMissing([session, indices.map(prove), ballot], {
          account: stranger,
        });
        await reverts(call, studio, "StudioSessions_NotMissing");
      }
    });

    it("finds neighbours in a tree that is out of order as well", async () => {
      const scrambled = [counted(0, 1, stranger), counted(0, 0, ann), counted(0, 1, dan)];
      const { platform, studio, session, published } = await loadPublished(scrambled, false);
      const ballot = await receipted(platform, ballotOf(session, ben, 0, 1n));
      const call = studio.write.contestMissing([session, neighboursOf(published, 0, ben), ballot], {
        account: stranger,
      });
      await assertContested(platform, call, [session, MISSING, 0, ben]);
    });
  });

  describe("a contest", () => {
    it("is possible for 24 hours after a publication, once", async () => {
      const { platform, studio, session } = await loadOpen();
      const ballot = await receipted(platform, ballotOf(session, ann, 0, 1n));
      const contest = () => studio.write.contestMissing([session, [], ballot], { account: stranger });
      await close(platform, session);
      await reverts(contest(), studio, "StudioSessions_NotContestable", [session]);
      await publish(platform, session, []);
      await contest();
      await reverts(contest(), studio, "StudioSessions_NotContestable", [session]);
      await publish(platform, session, []);
      await wait(24 * HOUR);
      await reverts(contest(), studio, "StudioSessions_NotContestable", [session]);
    });

    it("of the second publication marks it and leaves its result", async () => {
      const { platform, studio, session } = await loadOpen();
      const ballot = await receipted(platform, ballotOf(session, ann, 0, 1n));
      const contest = () => studio.write.contestMissing([session, [], ballot], { account: stranger });
      await close(platform, session);
      await publish(platform, session, []);
      await contest();
      const { publishedAt } = await publish(platform, session, [counted(0, 1, ben)]).then(() =>
        studio.read.countOf([session]),
      );
      const again = await receipted(platform, ballotOf(session, dan, 0, 1n));
      const only = treeOf(session, [counted(0, 1, ben)]);
      await studio.write.contestMissing([session, neighboursOf(only, 0, dan), again], { account: stranger });
      const count = await studio.read.countOf([session]);
      assert.deepEqual([count.isContested, count.publishedAt], [true, publishedAt]);
      assert.equal(await studio.read.isLeading([session, 0, 1]), true);
    });
  });
});

type Published = Pick<Awaited<ReturnType<typeof publish>>, "leaves" | "prove">;

/** What shows that a voter is nowhere in the tree, whatever its order. */
function neighboursOf({ leaves, prove }: Published, decision: number, voter: Hex) {
  const isBefore = ({ decision: d, voter: v }: (typeof leaves)[number]) =>
    d < decision || (d === decision && v.toLowerCase() < voter.toLowerCase());
  if (!isBefore(leaves[0]!)) return [prove(0)];
  if (isBefore(leaves.at(-1)!)) return [prove(leaves.length - 1)];
  const index = leaves.findIndex((leaf, i) => isBefore(leaf) && !isBefore(leaves[i + 1]!));
  return [prove(index), prove(index + 1)];
}
