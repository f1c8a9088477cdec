import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { zeroAddress } from "viem";

import { deployMock, launch, type Mock } from "../helpers/fixture.ts";
import { emits, loadFixture, nextAt, pays, people, reverts, time, wait } from "../helpers/network.ts";
import { callData, deployPuppet, execute, setReaction } from "../helpers/puppets.ts";
import {
  assertBounties,
  audio,
  close,
  counted,
  createSession,
  deployStudioPlatform,
  direct,
  cast,
  eventsOf,
  HOUR,
  lock,
  openFor,
  openSession,
  publish,
  type StudioPlatform,
} from "../helpers/studio.ts";
import { cid, defaultTerms, noCid, toParams } from "../helpers/terms.ts";

const { artist, ann, ben, cleo, dan, stranger } = people;
const [COUNTED, UNCOUNTED, CONTESTED] = [1, 2, 3];
const LOCKED = 4;
const load = () => loadFixture(deployStudioPlatform);

/** Closed, published and past its contest: option 1 of decision 0 leads, and nobody voted on decision 1. */
async function settle(platform: StudioPlatform, session: bigint): Promise<void> {
  await close(platform, session);
  await publish(platform, session, [counted(0, 1, ann)]);
  await wait(24 * HOUR);
}

async function loadSettled() {
  const platform = await load();
  const session = await openSession(platform);
  await settle(platform, session);
  return { platform, studio: platform.studio, session };
}

/** A producer's submission is option 2 of decision 0 and wins; both decisions have bounties. */
async function openWithBounties(platform: StudioPlatform, submit = submitAsDan): Promise<bigint> {
  const { studio, usdc } = platform;
  const session = await createSession(platform);
  await submit(platform, session);
  await studio.write.acceptSubmission([session, 0], { account: artist });
  await studio.write.fundBounty([session, 0, zeroAddress, 50n], { account: artist, value: 50n });
  await studio.write.fundBounty([session, 1, usdc.address, 70n], { account: artist });
  await openFor(platform, session);
  await close(platform, session);
  await publish(platform, session, [counted(0, 2, ann)]);
  await wait(24 * HOUR);
  return session;
}

const submitAsDan = ({ studio }: StudioPlatform, session: bigint) =>
  studio.write.submitOption([session, 0, audio("Mine")], { account: dan });

const callFrom = (puppet: Mock, { studio }: StudioPlatform, name: string, args: readonly unknown[]) =>
  execute(puppet, { target: studio.address, data: callData(studio, name, args) });

describe("StudioSessions", () => {
  describe("lockSession", () => {
    it("reverts for others, without a recording, for unknown options and lists that do not fit, twice", async () => {
      const { platform, studio, session } = await loadSettled();
      await reverts(lock(platform, session, [1, 0], ["", ""], ann), studio, "StudioSessions_NotArtist", [
        1n,
        ann,
      ]);
      const bare = studio.write.lockSession([session, noCid, [1, 0], ["", ""]], { account: artist });
      await reverts(bare, studio, "StudioSessions_InvalidCid");
      await reverts(lock(platform, session, [1]), studio, "StudioSessions_WrongLength", [2n, 1n]);
      await reverts(lock(platform, session, [1, 0], [""]), studio, "StudioSessions_WrongLength", [2n, 1n]);
      await reverts(lock(platform, session, [1, 3]), studio, "StudioSessions_UnknownOption", [1n, 3n]);
      await lock(platform, session, [1, 0]);
      await reverts(lock(platform, session, [1, 0]), studio, "StudioSessions_WrongStatus", [session, LOCKED]);
    });

    it("takes a choice against the result with a reason only, and a reason for nothing else", async () => {
      const { platform, studio, session } = await loadSettled();
      await reverts(lock(platform, session, [0, 0]), studio, "StudioSessions_ReasonMissing", [0n]);
      const long = ["a".repeat(281), ""];
      await reverts(lock(platform, session, [0, 0], long), studio, "StudioSessions_InvalidText");
      await reverts(lock(platform, session, [1, 0], ["", "no votes"]), studio, "StudioSessions_InvalidText");
      const reason = "The hard drop clips.";
      const hash = lock(platform, session, [0, 2], [reason, ""]);
      await emits(hash, studio, "DecisionOverridden", [session, 0, 0, reason]);
      await emits(hash, studio, "SessionLocked", [session, cid("final"), [0, 2], COUNTED]);
      const { status, outcome } = await studio.read.sessionOf([session]);
      assert.deepEqual([status, outcome], [LOCKED, COUNTED]);
    });

    it("waits 24 hours after a publication", async () => {
      const platform = await load();
      const { studio } = platform;
      const session = await openSession(platform);
      await reverts(lock(platform, session, [1, 0]), studio, "StudioSessions_WrongStatus", [session, 2]);
      await close(platform, session);
      await publish(platform, session, [counted(0, 1, ann)]);
      const earliest = (await studio.read.countOf([session])).publishedAt + 24 * HOUR;
      await nextAt(earliest - 1);
      await reverts(lock(platform, session, [1, 0]), studio, "StudioSessions_LockTooEarly", [
        BigInt(earliest),
      ]);
      await nextAt(earliest);
      await lock(platform, session, [1, 0]);
    });

    it("waits 72 hours where nothing is published, and says so", async () => {
      const platform = await load();
      const { studio } = platform;
      const session = await openSession(platform);
      await close(platform, session);
      const earliest = (await studio.read.sessionOf([session])).closesAt + 72 * HOUR;
      await nextAt(earliest - 1);
      await reverts(lock(platform, session, [1, 0]), studio, "StudioSessions_LockTooEarly", [
        BigInt(earliest),
      ]);
      await nextAt(earliest);
      const hash = lock(platform, session, [0, 1]);
      await emits(hash, studio, "SessionLocked", [session, cid("final"), [0, 1], UNCOUNTED]);
    });

    it("waits 72 hours after a contest that nothing follows, and says so", async () => {
      const platform = await load();
      const { studio } = platform;
      const session = await openSession(platform);
      await cast(platform, session, cleo, [0, 1]);
      await close(platform, session);
      await publish(platform, session, []);
      await studio.write.contestMissing([session, [], direct(0, cleo)], { account: stranger });
      const earliest = (await time.latest()) + 72 * HOUR;
      await nextAt(earliest - 1);
      await reverts(lock(platform, session, [1, 0]), studio, "StudioSessions_LockTooEarly", [
        BigInt(earliest),
      ]);
      await nextAt(earliest);
      const hash = lock(platform, session, [0, 1]);
      await emits(hash, studio, "SessionLocked", [session, cid("final"), [0, 1], CONTESTED]);
    });

    it("waits 24 hours after the second publication, contested or not", async () => {
      const platform = await load();
      const { studio } = platform;
      const session = await openSession(platform);
      await cast(platform, session, cleo, [0, 1]);
      await close(platform, session);
      for (let i = 0; i < 2; i++) {
        await publish(platform, session, []);
        await studio.write.contestMissing([session, [], direct(0, cleo)], { account: stranger });
      }
      const earliest = (await studio.read.countOf([session])).publishedAt + 24 * HOUR;
      await nextAt(earliest - 1);
      await reverts(lock(platform, session, [1, 0]), studio, "StudioSessions_LockTooEarly", [
        BigInt(earliest),
      ]);
      await nextAt(earliest);
      await emits(lock(platform, session, [0, 1]), studio, "SessionLocked", [
        session,
        cid("final"),
        [0, 1],
        CONTESTED,
      ]);
    });

    it("credits the chosen producer and pays the rest back", async () => {
      const platform = await load();
      const { studio, usdc } = platform;
      const session = await openWithBounties(platform);
      const hash = lock(platform, session, [2, 0]);
      await emits(hash, studio, "ProducerCredited", [session, 0, 2, dan]);
      await emits(hash, studio, "BountySettled", [session, 0, dan, zeroAddress, 50n, false]);
      assert.equal((await eventsOf(hash, "BountySettled")).length, 2);
      assert.equal(await studio.read.creditOf([artist, usdc.address]), 70n);
      assert.equal((await studio.read.bountyOf([session, 0])).amount, 0n);
      await assertBounties(platform);
    });

    it("pays a bounty back where the artist overrides the producer's win", async () => {
      const platform = await load();
      const session = await openWithBounties(platform);
      await lock(platform, session, [0, 0], ["I kept mine.", ""]);
      assert.equal(await platform.studio.read.creditOf([artist, zeroAddress]), 50n);
      assert.equal(await platform.studio.read.creditOf([dan, zeroAddress]), 0n);
      await assertBounties(platform);
    });
  });

  describe("withdraw", () => {
    it("pays each credit once, to any address, also when paused", async () => {
      const platform = await load();
      const { studio, usdc } = platform;
      const session = await openWithBounties(platform);
      await lock(platform, session, [2, 0]);
      await platform.switchboard.write.pause();
      const withdraw = (account: `0x${string}`, to: `0x${string}`, ...currencies: `0x${string}`[]) =>
        studio.write.withdraw([to, currencies], { account });
      await reverts(withdraw(dan, zeroAddress, zeroAddress), studio, "StudioSessions_ZeroAddress");
      await reverts(withdraw(dan, dan, usdc.address), studio, "StudioSessions_NothingToWithdraw");
      const paid = withdraw(dan, ben, zeroAddress, usdc.address, zeroAddress);
      await pays(paid, [
        [ben, 50n],
        [studio.address, -50n],
      ]);
      await emits(paid, studio, "BountiesWithdrawn", [dan, zeroAddress, ben, 50n]);
      await reverts(withdraw(dan, dan, zeroAddress), studio, "StudioSessions_NothingToWithdraw");
      await withdraw(artist, artist, usdc.address);
      await assertBounties(platform);
    });

    it("leaves everything owed where the payee refuses, and blocks nobody", async () => {
      const platform = await load();
      const { studio } = platform;
      const puppet = await deployPuppet();
      const { address } = puppet;
      await studio.write.setProducer([address, true]);
      const session = await openWithBounties(platform, (_, id) =>
        callFrom(puppet, platform, "submitOption", [id, 0, audio("Mine")]),
      );
      await setReaction(puppet, "revert");
      await lock(platform, session, [2, 0]);
      const refused = callFrom(puppet, platform, "withdraw", [address, [zeroAddress]]);
      await reverts(refused, studio, "StudioSessions_PaymentFailed", [address, zeroAddress, 50n]);
      assert.equal(await studio.read.creditOf([address, zeroAddress]), 50n);
      await callFrom(puppet, platform, "withdraw", [ben, [zeroAddress]]);
      await assertBounties(platform);
    });
  });

  describe("isLockedAs", () => {
    it("lets a master name a locked session of its artist with the same recording, and no other", async () => {
      const { platform, studio, session } = await loadSettled();
      const { registry } = platform;
      const final = { ...toParams(defaultTerms(await time.latest())), studioSession: session };
      final.documents.audio = cid("final");
      const register = (params: typeof final) =>
        registry.write.registerMaster([params, 500], { account: artist });
      const refuse = (params: typeof final) =>
        reverts(register(params), registry, "MasterRegistry_InvalidSession", [params.studioSession]);
      await refuse(final);
      await lock(platform, session, [1, 0]);
      await refuse({ ...final, studioSession: session + 1n });
      await refuse({ ...final, documents: { ...final.documents, audio: cid("other") } });
      await registry.write.registerArtist(["Bea", noCid], { account: artist });
      await refuse({ ...final, artistId: 2n });
      await register(final);
      const shares = await registry.read.masterShares([1n]);
      assert.ok(shares);
      assert.equal(await studio.read.isLockedAs([session, 1n, cid("final").digest]), true);
      assert.equal(await registry.read.studioSessions(), studio.address);
    });

    it("lets masters without session be, and needs code and the role to be set", async () => {
      const platform = await load();
      const { registry } = platform;
      await launch(platform);
      const foreign = registry.write.setStudioSessions([platform.studio.address], { account: ann });
      await reverts(foreign, registry, "AccessManagedUnauthorized", [ann]);
      await reverts(registry.write.setStudioSessions([ann]), registry, "MasterRegistry_NoCode", [ann]);
      const token = await deployMock("MockToken");
      await emits(registry.write.setStudioSessions([token.address]), registry, "StudioSessionsSet", [
        token.address,
      ]);
    });
  });
});
