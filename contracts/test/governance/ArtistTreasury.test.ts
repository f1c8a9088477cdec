import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, encodeFunctionData, maxUint256, zeroAddress, zeroHash } from "viem";

import { artistCoinAbi, artistTreasuryAbi, coinStakingAbi } from "../../exports/abi.ts";
import { COIN, give, Lock } from "../helpers/coins.ts";
import { carry, type Dao, idOf, loadDao, loadVoters, past, settings, State } from "../helpers/dao.ts";
import { at } from "../helpers/fixture.ts";
import { people, reverts, viem, wait } from "../helpers/network.ts";

const { ann, ben, stranger } = people;

const coinCall = ({ coin }: Dao, functionName: "delegate" | "approve", args: readonly unknown[]) => ({
  target: coin.address,
  data: encodeFunctionData({ abi: artistCoinAbi, functionName, args } as never),
});

describe("ArtistTreasury", () => {
  it("knows its coin, its artist and its first delay", async () => {
    const { treasury, coin } = await loadDao();
    assert.equal(await treasury.read.coin(), coin.address);
    assert.equal(await treasury.read.artistId(), 1n);
    assert.equal(await treasury.read.firstDelay(), BigInt(settings.timelockDelay));
    assert.equal(await treasury.read.getMinDelay(), BigInt(settings.timelockDelay));
  });

  describe("roles", () => {
    it("belong to the governor, and their administration to the treasury itself", async () => {
      const { treasury, governor, platform } = await loadDao();
      const roles = await Promise.all([
        treasury.read.PROPOSER_ROLE(),
        treasury.read.CANCELLER_ROLE(),
        treasury.read.EXECUTOR_ROLE(),
      ]);
      const everybody = [...Object.values(people), platform.launcher.address, zeroAddress];
      for (const role of roles) {
        assert.equal(await treasury.read.hasRole([role, governor.address]), true);
        assert.equal(await treasury.read.getRoleAdmin([role]), zeroHash);
        for (const account of everybody) assert.equal(await treasury.read.hasRole([role, account]), false);
      }
      assert.equal(await treasury.read.hasRole([zeroHash, treasury.address]), true);
      for (const account of [...everybody, governor.address]) {
        assert.equal(await treasury.read.hasRole([zeroHash, account]), false);
      }
    });

    it("let nobody else schedule, execute or cancel", async () => {
      const { treasury } = await loadDao();
      const call = [ann, 0n, "0x", zeroHash, zeroHash] as const;
      const account = { account: stranger };
      const [proposer, executor] = await Promise.all([
        treasury.read.PROPOSER_ROLE(),
        treasury.read.EXECUTOR_ROLE(),
      ]);
      const refused = "AccessControlUnauthorizedAccount";
      const schedule = treasury.write.schedule([...call, 10_000_000n], account);
      await reverts(schedule, treasury, refused, [stranger, proposer]);
      await reverts(treasury.write.execute(call, account), treasury, refused, [stranger, executor]);
      const canceller = await treasury.read.CANCELLER_ROLE();
      await reverts(treasury.write.cancel([zeroHash], account), treasury, refused, [stranger, canceller]);
    });
  });

  describe("updateDelay", () => {
    const draft = ({ treasury }: Dao, delay: bigint) => ({
      calls: [
        {
          target: treasury.address,
          data: encodeFunctionData({ abi: artistTreasuryAbi, functionName: "updateDelay", args: [delay] }),
        },
      ],
      description: "Another delay",
    });

    it("is done by a proposal", async () => {
      const dao = await loadVoters();
      await carry(dao, draft(dao, 60n));
      assert.equal(await dao.treasury.read.getMinDelay(), 60n);
    });

    it("is refused above 30 days, and to everybody else", async () => {
      const dao = await loadVoters();
      const args = [2_592_001n, 2_592_000n];
      await reverts(carry(dao, draft(dao, 2_592_001n)), dao.treasury, "ArtistTreasury_DelayTooLong", args);
      const attempt = dao.treasury.write.updateDelay([60n], { account: ann });
      await reverts(attempt, dao.treasury, "TimelockUnauthorizedCaller", [ann]);
    });
  });

  describe("coins in it", () => {
    it("cannot be delegated", async () => {
      const dao = await loadVoters();
      const draft = { calls: [coinCall(dao, "delegate", [ann])], description: "Vote with the treasury" };
      await reverts(carry(dao, draft), dao.treasury, "ArtistTreasury_CannotDelegate");
      assert.equal(await dao.governor.read.state([await idOf(dao, draft)]), State.queued);
    });

    it("earn when they are staked, and do not vote", async () => {
      const dao = await loadVoters();
      await give(dao, dao.treasury.address, 1_000n * COIN);
      const stake = encodeFunctionData({
        abi: coinStakingAbi,
        functionName: "stake",
        args: [Lock.days365, 1_000n * COIN],
      });
      const calls = [
        coinCall(dao, "approve", [dao.staking.address, maxUint256]),
        { target: dao.staking.address, data: stake },
      ];
      await carry(dao, { calls, description: "Stake the treasury's coins" });
      await wait(1);
      const time = await past();
      assert.equal(await dao.staking.read.getPastVotes([dao.treasury.address, time]), 5_000n * COIN);
      assert.equal(await dao.governor.read.getVotes([dao.treasury.address, time]), 0n);
      assert.equal(await dao.governor.read.getVotes([ben, time]), 100_000n * COIN);
    });
  });

  describe("opening", () => {
    it("is refused on clones and implementations, also by OpenZeppelin's initialiser", async () => {
      const { treasury, platform } = await loadDao();
      for (const address of [treasury.address, platform.codes.treasury]) {
        const target = at(artistTreasuryAbi, address as Address);
        await reverts(target.write.open([stranger]), target, "InvalidInitialization");
        const initialize = target.read.initialize([0n, [stranger], [stranger], stranger]);
        await reverts(initialize, target, "ArtistTreasury_InvalidInitialization");
      }
    });

    it("never begins with a delay above 30 days", async () => {
      const attempt = viem.deployContract("ArtistTreasury" as string, [2_592_001n] as never);
      await assert.rejects(attempt, /ArtistTreasury_DelayTooLong/);
    });
  });
});
