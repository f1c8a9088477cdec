import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { zeroAddress, zeroHash } from "viem";

import { deployMock } from "../helpers/fixture.ts";
import {
  DAY,
  emits,
  loadFixture,
  nextAt,
  now,
  pays,
  people,
  publicClient,
  reverts,
} from "../helpers/network.ts";
import { signPermit } from "../helpers/permits.ts";
import {
  assertBounties,
  audio,
  close,
  createSession,
  defaultDecisions,
  deployStudioPlatform,
  eventsOf,
  openFor,
  relay,
  type SessionDraft,
  sessionDraft,
  text,
} from "../helpers/studio.ts";
import { cid, noCid } from "../helpers/terms.ts";

const { artist, ann, ben, dan, stranger } = people;
const load = () => loadFixture(deployStudioPlatform);
const DRAFT = 1;
const OPEN = 2;

const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

describe("StudioSessions", () => {
  describe("createSession", () => {
    it("reverts when the platform is paused, and for others than the artist", async () => {
      const { studio, switchboard } = await load();
      const foreign = studio.write.createSession([sessionDraft()], { account: ann });
      await reverts(foreign, studio, "StudioSessions_NotArtist", [1n, ann]);
      await switchboard.write.pause();
      const paused = studio.write.createSession([sessionDraft()], { account: artist });
      await reverts(paused, studio, "StudioSessions_Paused");
    });

    const question = (value: string) => [{ ...defaultDecisions()[0]!, question: value }];
    const refusals: [what: string, error: string, change: Partial<SessionDraft>, args?: unknown[]][] = [
      ["the title is empty", "InvalidText", { title: "" }],
      ["the title is too long", "InvalidText", { title: "a".repeat(65) }],
      ["the title has control characters", "InvalidText", { title: "a\nb" }],
      ["a question is too long", "InvalidText", { decisions: question("a".repeat(141)) }],
      ["there is no draft", "InvalidCid", { draft: noCid }],
      ["the details are half a CID", "InvalidCid", { details: { digest: zeroHash, codec: 0x55 } }],
      [
        "an audio option has no content",
        "InvalidCid",
        { decisions: [{ ...question("?")[0]!, options: [text("a")] }] },
      ],
      ["a label is empty", "InvalidText", { decisions: [{ ...question("?")[0]!, options: [audio("")] }] }],
      ["there are no decisions", "InvalidDecisions", { decisions: [] }, [0n]],
      ["there are 33 decisions", "InvalidDecisions", { decisions: many(33, () => question("?")[0]!) }, [33n]],
      [
        "there are 9 options",
        "InvalidOptions",
        { decisions: [{ kind: 2, question: "?", options: many(9, () => text("a")) }] },
        [0n, 9n],
      ],
      ["a gate is unknown", "InvalidRule", { rule: { gates: 8, needsAll: false, coinUnit: 1n } }, [8n, 1n]],
      ["the unit is zero", "InvalidRule", { rule: { gates: 0, needsAll: false, coinUnit: 0n } }, [0n, 0n]],
    ];
    for (const [what, error, change, args = []] of refusals) {
      it(`reverts when ${what}`, async () => {
        const { studio } = await load();
        const call = studio.write.createSession([sessionDraft(change)], { account: artist });
        await reverts(call, studio, `StudioSessions_${error}` as never, args);
      });
    }

    it("stores the session and tells its decisions and options", async () => {
      const { studio } = await load();
      const draft = sessionDraft({
        details: cid("details"),
        rule: { gates: 3, needsAll: true, coinUnit: 7n },
      });
      const hash = studio.write.createSession([draft], { account: artist });
      const created = [1n, 1n, artist, draft.title, draft.draft, draft.details, draft.rule];
      await emits(hash, studio, "SessionCreated", created);
      assert.equal((await eventsOf(hash, "DecisionAdded")).length, 2);
      const options = (await eventsOf(hash, "OptionAdded")) as { label: string; option: number }[];
      assert.deepEqual(
        options.map(({ label, option }) => [label, option]),
        [
          ["Hard", 0],
          ["Soft", 1],
          ["Night Bus", 0],
          ["Last Bus", 1],
          ["Bus", 2],
        ],
      );
      const { status, rule, artistId, decisionCount, snapshot } = await studio.read.sessionOf([1n]);
      assert.deepEqual(
        { status, rule, artistId, decisionCount },
        { status: DRAFT, rule: draft.rule, artistId: 1n, decisionCount: 2 },
      );
      assert.deepEqual(snapshot, { blockNumber: 0n, blockHash: zeroHash, time: 0 });
      assert.equal(await studio.read.optionCount([1n, 1]), 3n);
      assert.equal(await studio.read.optionCount([1n, 200]), 0n);
    });

    it("takes 32 decisions of 8 options below 12 million gas", async () => {
      const { studio } = await load();
      const decisions = many(32, () => ({
        kind: 0,
        question: "Which one?",
        options: many(8, () => audio("One")),
      }));
      const hash = await studio.write.createSession([sessionDraft({ decisions })], { account: artist });
      const { gasUsed } = await publicClient.getTransactionReceipt({ hash });
      assert.ok(gasUsed < 12_000_000n, String(gasUsed));
    });
  });

  describe("submitOption", () => {
    it("is for producers, drafts and decisions there are", async () => {
      const platform = await load();
      const { studio } = platform;
      const session = await createSession(platform);
      const submit = (decision: number, draft = audio("Mine"), account = dan) =>
        studio.write.submitOption([session, decision, draft], { account });
      await reverts(submit(0, audio("Mine"), ann), studio, "StudioSessions_NotProducer", [ann]);
      await reverts(submit(2), studio, "StudioSessions_UnknownOption", [2n, 0n]);
      await reverts(submit(0, text("No audio")), studio, "StudioSessions_InvalidCid");
      await reverts(
        studio.write.submitOption([9n, 0, audio("Mine")], { account: dan }),
        studio,
        "StudioSessions_UnknownSession",
        [9n],
      );
      await openFor(platform, session);
      await reverts(submit(0), studio, "StudioSessions_WrongStatus", [session, OPEN]);
    });

    it("tells what was submitted", async () => {
      const platform = await load();
      const session = await createSession(platform);
      const hash = platform.studio.write.submitOption([session, 0, audio("Mine")], { account: dan });
      await emits(hash, platform.studio, "OptionSubmitted", [session, 0, dan, 0, "Mine", cid("Mine")]);
    });
  });

  describe("acceptSubmission", () => {
    it("adds the option with its producer, once, for the artist only", async () => {
      const platform = await load();
      const { studio } = platform;
      const session = await createSession(platform);
      await studio.write.submitOption([session, 0, audio("Mine")], { account: dan });
      const accept = (submission: number, account = artist) =>
        studio.write.acceptSubmission([session, submission], { account });
      await reverts(accept(0, dan), studio, "StudioSessions_NotArtist", [1n, dan]);
      await reverts(accept(1), studio, "StudioSessions_UnknownSubmission", [session, 1n]);
      await emits(accept(0), studio, "SubmissionAccepted", [session, 0, dan, 0, 2]);
      assert.equal(await studio.read.optionCount([session, 0]), 3n);
      assert.equal(await studio.read.producerOf([session, 0, 2]), dan);
      assert.equal(await studio.read.producerOf([session, 0, 1]), zeroAddress);
      await reverts(accept(0), studio, "StudioSessions_UnknownSubmission", [session, 0n]);
    });

    it("reverts with InvalidOptions at the ninth", async () => {
      const platform = await load();
      const { studio } = platform;
      const session = await createSession(platform);
      for (let i = 0; i < 7; i++)
        await studio.write.submitOption([session, 0, audio("Mine")], { account: dan });
      for (let i = 0; i < 6; i++) await studio.write.acceptSubmission([session, i], { account: artist });
      const ninth = studio.write.acceptSubmission([session, 6], { account: artist });
      await reverts(ninth, studio, "StudioSessions_InvalidOptions", [0n, 9n]);
    });
  });

  describe("fundBounty", () => {
    it("reverts for others, unknown decisions and currencies, nothing, wrong values, twice, and once closed", async () => {
      const platform = await load();
      const { studio, usdc } = platform;
      const session = await createSession(platform);
      const fund = (
        decision: number,
        amount: bigint,
        value: bigint,
        account = artist,
        currency: `0x${string}` = zeroAddress,
      ) => studio.write.fundBounty([session, decision, currency, amount], { account, value });
      await reverts(fund(0, 5n, 5n, ann), studio, "StudioSessions_NotArtist", [1n, ann]);
      await reverts(fund(2, 5n, 5n), studio, "StudioSessions_UnknownOption", [2n, 0n]);
      await reverts(fund(0, 0n, 0n), studio, "StudioSessions_ZeroAmount");
      await reverts(fund(0, 5n, 4n), studio, "StudioSessions_WrongValue", [5n, 4n]);
      await reverts(fund(0, 5n, 5n, artist, usdc.address), studio, "StudioSessions_WrongValue", [0n, 5n]);
      await reverts(fund(0, 5n, 0n, artist, stranger), studio, "StudioSessions_CurrencyNotAllowed", [
        stranger,
      ]);
      await fund(0, 5n, 5n);
      await reverts(fund(0, 5n, 5n), studio, "StudioSessions_BountyExists", [session, 0n]);
      await openFor(platform, session);
      await close(platform, session);
      await reverts(fund(1, 5n, 5n), studio, "StudioSessions_WrongStatus", [session, 3]);
    });

    it("reverts when paused, and when the ERC-20 delivers less", async () => {
      const platform = await load();
      const { studio, registry, switchboard } = platform;
      const session = await createSession(platform);
      const token = await deployMock("MockToken");
      await registry.write.setCurrency([token.address, true]);
      await token.write.mint!([artist, 10n ** 20n]);
      await token.write.approve!([studio.address, 10n ** 20n], { account: artist });
      await token.write.setFee!([100n]);
      const call = studio.write.fundBounty([session, 0, token.address, 10_000n], { account: artist });
      await reverts(call, studio, "StudioSessions_WrongAmountReceived", [10_000n, 9_900n]);
      await switchboard.write.pause();
      const paused = studio.write.fundBounty([session, 0, zeroAddress, 1n], { account: artist, value: 1n });
      await reverts(paused, studio, "StudioSessions_Paused");
    });

    it("escrows native coin and ERC-20s, also with a permit", async () => {
      const platform = await load();
      const { studio, usdc } = platform;
      const session = await createSession(platform);
      const native = studio.write.fundBounty([session, 0, zeroAddress, 50n], { account: artist, value: 50n });
      await pays(native, [
        [artist, -50n],
        [studio.address, 50n],
      ]);
      await emits(native, studio, "BountyFunded", [session, 0, artist, zeroAddress, 50n]);
      await usdc.write.approve([studio.address, 0n], { account: artist });
      const deadline = BigInt((await now()) + DAY);
      const permit = await signPermit(platform, {
        owner: artist,
        spender: studio.address,
        value: 70n,
        deadline,
      });
      await studio.write.fundBountyWithPermit([session, 1, usdc.address, 70n, permit], { account: artist });
      assert.equal((await studio.read.bountyOf([session, 1])).amount, 70n);
      await assertBounties(platform);
    });
  });

  describe("openSession", () => {
    it("reverts for others, with too few options, without relay, at wrong times, when paused, twice", async () => {
      const platform = await load();
      const { studio, switchboard } = platform;
      const session = await createSession(platform);
      const soon = (await now()) + 100;
      const open = (closesAt: number, account = artist, id = session) =>
        studio.write.openSession([id, closesAt], { account });
      await reverts(open(soon, ann), studio, "StudioSessions_NotArtist", [1n, ann]);
      await nextAt(soon - 59);
      await reverts(open(soon), studio, "StudioSessions_InvalidClosing", [BigInt(soon)]);
      const far = (await now()) + 31 * DAY;
      await reverts(open(far), studio, "StudioSessions_InvalidClosing", [BigInt(far)]);
      const lonely = await createSession(platform, {
        decisions: [defaultDecisions()[0]!, { kind: 2, question: "?", options: [text("One")] }],
      });
      const later = (await now()) + DAY;
      await reverts(open(later, artist, lonely), studio, "StudioSessions_InvalidOptions", [1n, 1n]);
      await switchboard.write.pause();
      await reverts(open(later), studio, "StudioSessions_Paused");
      await switchboard.write.unpause();
      await open(later);
      await reverts(open(later), studio, "StudioSessions_WrongStatus", [session, OPEN]);
    });

    it("fixes the snapshot and the relay of the block before", async () => {
      const platform = await load();
      const { studio } = platform;
      const session = await createSession(platform);
      const before = await publicClient.getBlock();
      const openedAt = Number(before.timestamp) + 10;
      await nextAt(openedAt);
      const closesAt = openedAt + DAY;
      const hash = await studio.write.openSession([session, closesAt], { account: artist });
      const snapshot = { blockNumber: before.number, blockHash: before.hash, time: openedAt - 1 };
      await emits(hash, studio, "SessionOpened", [session, closesAt, snapshot, relay, relay]);
      await studio.write.setRelay([ben, ann]);
      const opened = await studio.read.sessionOf([session]);
      assert.deepEqual(opened.snapshot, snapshot);
      assert.deepEqual([opened.receiptSigner, opened.publisher, opened.status], [relay, relay, OPEN]);
      assert.deepEqual(await studio.read.relay(), [ben, ann]);
    });
  });

  describe("cancelSession", () => {
    it("gives bounties back, before it opens, to the artist only", async () => {
      const platform = await load();
      const { studio } = platform;
      const session = await createSession(platform);
      await studio.write.fundBounty([session, 1, zeroAddress, 50n], { account: artist, value: 50n });
      const cancel = (account = artist) => studio.write.cancelSession([session], { account });
      await reverts(cancel(ann), studio, "StudioSessions_NotArtist", [1n, ann]);
      const hash = cancel();
      await emits(hash, studio, "SessionCancelled", [session]);
      await emits(hash, studio, "BountySettled", [session, 1, artist, zeroAddress, 50n, true]);
      await assertBounties(platform);
      await reverts(cancel(), studio, "StudioSessions_WrongStatus", [session, 5]);
      await reverts(openFor(platform, session), studio, "StudioSessions_WrongStatus", [session, 5]);
    });
  });

  describe("setProducer and setRelay", () => {
    it("are for roles", async () => {
      const { studio } = await load();
      const producer = studio.write.setProducer([ann, true], { account: ann });
      await reverts(producer, studio, "AccessManagedUnauthorized", [ann]);
      const named = studio.write.setRelay([ann, ann], { account: ann });
      await reverts(named, studio, "AccessManagedUnauthorized", [ann]);
      await reverts(studio.write.setProducer([zeroAddress, true]), studio, "StudioSessions_ZeroAddress");
      await reverts(studio.write.setRelay([ann, zeroAddress]), studio, "StudioSessions_ZeroAddress");
      await reverts(studio.write.setRelay([zeroAddress, ann]), studio, "StudioSessions_ZeroAddress");
    });

    it("remember who was a producer when", async () => {
      const { studio } = await load();
      const before = await now();
      await nextAt(before + 10);
      await emits(studio.write.setProducer([ann, true]), studio, "ProducerSet", [ann, true]);
      await nextAt(before + 20);
      await studio.write.setProducer([ann, false]);
      await nextAt(before + 30);
      await studio.write.setProducer([ben, true]);
      const was = (time: number) => studio.read.wasProducer([ann, BigInt(time)]);
      assert.deepEqual(await Promise.all([before, before + 10, before + 19, before + 20].map(was)), [
        false,
        true,
        true,
        false,
      ]);
      assert.deepEqual(
        [await studio.read.isProducer([ann]), await studio.read.isProducer([ben])],
        [false, true],
      );
      assert.equal(await studio.read.wasProducer([ben, 2n ** 60n]), true);
    });
  });
});
