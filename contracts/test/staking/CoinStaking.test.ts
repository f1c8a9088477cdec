import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, parseSignature, zeroAddress } from "viem";

import {
  COIN,
  deployCoinPlatform,
  endow,
  launchCoin,
  type Launched,
  Lock,
  stakeCoins,
  stakingAt,
  SUPPLY,
} from "../helpers/coins.ts";
import {
  DAY,
  emits,
  loadFixture,
  nextAt,
  now,
  people,
  publicClient,
  reverts,
  wait,
  wallets,
} from "../helpers/network.ts";
import { LENGTHS, VOTES, WEIGHTS } from "../helpers/stream.ts";

const { ann, ben, cleo, stranger } = people;
const locks = Object.entries(Lock);

async function launchEndowed(): Promise<Launched> {
  const launched = await launchCoin(await loadFixture(deployCoinPlatform));
  await endow(launched, 1_000n * COIN, ann, ben);
  return launched;
}
const launch = () => loadFixture(launchEndowed);

const unstake = ({ staking }: Launched, account: Address, amount: bigint, lock: number = Lock.none) =>
  staking.write.unstake([lock, amount], { account });
const expire = ({ staking }: Launched, account: Address, lock: number) =>
  staking.write.expire([account, lock], { account: stranger });
const positionOf = ({ staking }: Launched, account: Address, lock: number) =>
  staking.read.positionOf([account, lock]);

async function signPermit({ coin, staking }: Launched, value: bigint) {
  const message = {
    ...{ owner: cleo, spender: staking.address, value, nonce: await coin.read.nonces([cleo]) },
    deadline: BigInt((await now()) + 3_600),
  };
  const signature = await wallets[0]!.signTypedData({
    account: cleo,
    domain: {
      ...{ name: "Ada Coin", version: "1", verifyingContract: coin.address },
      chainId: await publicClient.getChainId(),
    },
    types: {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "Permit",
    message,
  });
  const { r, s, yParity } = parseSignature(signature);
  return { value, deadline: message.deadline, v: 27 + yParity, r, s };
}

describe("CoinStaking", () => {
  describe("initialize", () => {
    it("reverts on the clone and on the implementation", async () => {
      const { staking, platform } = await launch();
      for (const target of [staking, stakingAt(platform.codes.staking)]) {
        const call = target.write.initialize([0n]);
        await reverts(call, staking, "CoinStaking_InvalidInitialization");
      }
    });
  });

  describe("stake", () => {
    describe("when the platform is paused", () => {
      it("reverts with Paused", async () => {
        const launched = await launch();
        await launched.platform.switchboard.write.pause();
        await reverts(stakeCoins(launched, ann, 1n), launched.staking, "CoinStaking_Paused");
      });
    });

    describe("when the amount is zero", () => {
      it("reverts with ZeroAmount", async () => {
        const launched = await launch();
        await reverts(stakeCoins(launched, ann, 0n), launched.staking, "CoinStaking_ZeroAmount");
      });
    });

    describe("when balance or allowance do not cover it", () => {
      it("reverts with the coin's error", async () => {
        const launched = await launch();
        await assert.rejects(stakeCoins(launched, ann, 1_001n * COIN), /ERC20InsufficientBalance/);
        await assert.rejects(stakeCoins(launched, cleo, 1n), /ERC20InsufficientAllowance/);
      });
    });

    for (const [name, lock] of locks) {
      describe(`when it is the first stake with lock ${name}`, () => {
        it("locks, votes and weighs as the table says", async () => {
          const launched = await launch();
          const { staking, coin } = launched;
          const amount = 10n * COIN + 1n;
          const time = (await now()) + 100;
          await nextAt(time);
          const call = stakeCoins(launched, ann, amount, lock);
          const unlockAt = lock === Lock.none ? 0 : time + LENGTHS[lock]!;
          await emits(call, staking, "Staked", [ann, lock, amount, amount, unlockAt]);
          const votes = (amount * VOTES[lock]!) / 10n;
          const totalPower = SUPPLY + (amount * (VOTES[lock]! - 10n)) / 10n;
          await emits(call, staking, "VotesChanged", [ann, votes, totalPower]);

          assert.deepEqual(await positionOf(launched, ann, lock), [amount, unlockAt]);
          assert.equal(await staking.read.getVotes([ann]), votes);
          assert.equal(await staking.read.getTotalPower(), totalPower);
          const [weight] = await staking.read.rewardsOf([ann]);
          const stream = await staking.read.stream();
          assert.equal(weight, amount * WEIGHTS[lock]!);
          assert.equal(stream.weight, weight);
          assert.equal(stream.principal, amount);
          const held = await coin.read.balanceOf([staking.address]);
          assert.equal(held, stream.reserve + amount);
        });
      });

      describe(`when a position with lock ${name} exists`, () => {
        it("adds and restarts the lock, over or not", async () => {
          const launched = await launch();
          await stakeCoins(launched, ann, 5n * COIN, lock);
          for (const [days, total] of [
            [20, 6n],
            [400, 7n],
          ] as const) {
            const time = (await now()) + days * DAY;
            await nextAt(time);
            await stakeCoins(launched, ann, COIN, lock);
            const unlockAt = lock === Lock.none ? 0 : time + LENGTHS[lock]!;
            assert.deepEqual(await positionOf(launched, ann, lock), [total * COIN, unlockAt]);
          }
        });
      });
    }

    describe("when it comes with a permit", () => {
      it("needs no allowance, and stakes although the permit was used before", async () => {
        const launched = await launch();
        const { coin, staking } = launched;
        await coin.write.transfer([cleo, 10n * COIN], { account: ann });
        const first = await signPermit(launched, 4n * COIN);
        await staking.write.stakeWithPermit([Lock.none, 4n * COIN, first], { account: cleo });
        const second = await signPermit(launched, 6n * COIN);
        const { value, deadline, v, r, s } = second;
        await coin.write.permit([cleo, staking.address, value, deadline, v, r, s], { account: stranger });
        await staking.write.stakeWithPermit([Lock.none, 6n * COIN, second], { account: cleo });
        assert.equal((await positionOf(launched, cleo, Lock.none))[0], 10n * COIN);
        const again = staking.write.stakeWithPermit([Lock.none, 1n, second], { account: cleo });
        await assert.rejects(again, /ERC20InsufficientAllowance/);
      });
    });
  });

  describe("unstake", () => {
    describe("when the amount is zero or more than the position holds", () => {
      it("reverts with ZeroAmount or NotEnoughStaked", async () => {
        const launched = await launch();
        const { staking } = launched;
        await stakeCoins(launched, ann, 5n, Lock.none);
        await reverts(unstake(launched, ann, 0n), staking, "CoinStaking_ZeroAmount");
        await reverts(unstake(launched, ann, 6n), staking, "CoinStaking_NotEnoughStaked", [5n, 6n]);
        const other = unstake(launched, ann, 1n, Lock.days30);
        await reverts(other, staking, "CoinStaking_NotEnoughStaked", [0n, 1n]);
        await reverts(unstake(launched, ben, 1n), staking, "CoinStaking_NotEnoughStaked", [0n, 1n]);
      });
    });

    for (const [name, lock] of locks.filter(([, lock]) => lock !== Lock.none)) {
      describe(`when the lock ${name} is not over`, () => {
        it("reverts with Locked, to the second", async () => {
          const launched = await launch();
          await stakeCoins(launched, ann, 5n * COIN, lock);
          const [, unlockAt] = await positionOf(launched, ann, lock);
          await nextAt(unlockAt - 1);
          const early = unstake(launched, ann, COIN, lock);
          await reverts(early, launched.staking, "CoinStaking_Locked", [BigInt(unlockAt)]);
          await nextAt(unlockAt);
          await unstake(launched, ann, COIN, lock);
          assert.deepEqual(await positionOf(launched, ann, lock), [4n * COIN, unlockAt]);
          await unstake(launched, ann, 4n * COIN, lock);
          assert.deepEqual(await positionOf(launched, ann, lock), [0n, 0]);
        });
      });
    }

    describe("when there is no lock", () => {
      it("returns the coins, in parts, while the platform is paused, and leaves the rewards", async () => {
        const launched = await launch();
        const { staking, coin } = launched;
        await stakeCoins(launched, ann, 500n * COIN);
        await wait(100 * DAY);
        await launched.platform.switchboard.write.pause();
        const call = unstake(launched, ann, 200n * COIN);
        await emits(call, staking, "Unstaked", [ann, Lock.none, 200n * COIN, 300n * COIN]);
        await unstake(launched, ann, 300n * COIN);
        assert.equal(await coin.read.balanceOf([ann]), 1_000n * COIN);
        assert.equal(await staking.read.getVotes([ann]), 0n);
        assert.equal(await staking.read.getTotalPower(), SUPPLY);
        const earned = await staking.read.claimable([ann]);
        assert.ok(earned > 20n * COIN);
        await wait(DAY);
        assert.equal(await staking.read.claimable([ann]), earned);
      });
    });
  });

  describe("expire", () => {
    describe("when there is no position, or it has no lock", () => {
      it("reverts with NothingToExpire", async () => {
        const launched = await launch();
        await stakeCoins(launched, ann, COIN);
        for (const lock of [Lock.none, Lock.days30]) {
          const call = expire(launched, ann, lock);
          await reverts(call, launched.staking, "CoinStaking_NothingToExpire", [ann, lock]);
        }
      });
    });

    describe("when the lock is not over", () => {
      it("reverts with Locked", async () => {
        const launched = await launch();
        await stakeCoins(launched, ann, COIN, Lock.days90);
        const [, unlockAt] = await positionOf(launched, ann, Lock.days90);
        await nextAt(unlockAt - 1);
        const call = expire(launched, ann, Lock.days90);
        await reverts(call, launched.staking, "CoinStaking_Locked", [BigInt(unlockAt)]);
      });
    });

    describe("when the lock is over", () => {
      it("moves everything to the position without lock and keeps what was earned", async () => {
        const launched = await launch();
        const { staking } = launched;
        await stakeCoins(launched, ann, COIN);
        await stakeCoins(launched, ann, 10n * COIN, Lock.days365);
        await wait(365 * DAY);
        const earned = await staking.read.claimable([ann]);
        const call = expire(launched, ann, Lock.days365);
        await emits(call, staking, "PositionExpired", [ann, Lock.days365, 10n * COIN, 11n * COIN]);
        assert.deepEqual(await positionOf(launched, ann, Lock.days365), [0n, 0]);
        assert.deepEqual(await positionOf(launched, ann, Lock.none), [11n * COIN, 0]);
        assert.equal(await staking.read.getVotes([ann]), (11n * COIN * 15n) / 10n);
        assert.equal(await staking.read.getTotalPower(), SUPPLY + (11n * COIN * 5n) / 10n);
        assert.equal((await staking.read.stream()).weight, 110n * COIN);
        assert.equal((await staking.read.stream()).principal, 11n * COIN);
        assert.ok((await staking.read.claimable([ann])) >= earned);
        await unstake(launched, ann, 11n * COIN);
      });
    });
  });

  describe("claim", () => {
    it("reverts with ZeroAddress or NothingToClaim", async () => {
      const launched = await launch();
      const { staking } = launched;
      await stakeCoins(launched, ann, COIN);
      await wait(DAY);
      const nowhere = staking.write.claim([zeroAddress], { account: ann });
      await reverts(nowhere, staking, "CoinStaking_ZeroAddress");
      const nothing = staking.write.claim([ben], { account: ben });
      await reverts(nothing, staking, "CoinStaking_NothingToClaim");
    });

    it("pays what accrued to the target, while paused too, and not twice", async () => {
      const launched = await launch();
      const { staking, coin } = launched;
      await stakeCoins(launched, ann, 100n * COIN, Lock.days30);
      await launched.platform.switchboard.write.pause();
      const time = (await now()) + 365 * DAY;
      await nextAt(time);
      const before = await staking.read.stream();
      await staking.write.claim([cleo], { account: ann });
      const elapsed = BigInt(time - before.updatedAt);
      const expected = (120n * COIN * 15n * elapsed) / (100n * BigInt(365 * DAY));
      const paid = await coin.read.balanceOf([cleo]);
      assert.ok(expected - paid < 1_000n && paid <= expected, `${paid} of ${expected}`);
      assert.equal(await staking.read.claimable([ann]), 0n);
      const held = await coin.read.balanceOf([ann]);
      const call = await staking.write.claimFor([ann], { account: stranger });
      const got = (await coin.read.balanceOf([ann])) - held;
      assert.ok(got > 0n && got < COIN / 1_000n);
      await emits(call, staking, "RewardsClaimed", [ann, ann, got]);
    });
  });

  describe("compound", () => {
    it("reverts with Paused or NothingToClaim", async () => {
      const launched = await launch();
      const { staking } = launched;
      await reverts(staking.write.compound({ account: ann }), staking, "CoinStaking_NothingToClaim");
      await stakeCoins(launched, ann, COIN);
      await wait(DAY);
      await launched.platform.switchboard.write.pause();
      await reverts(staking.write.compound({ account: ann }), staking, "CoinStaking_Paused");
    });

    it("adds what accrued to the position without lock and restarts no lock", async () => {
      const launched = await launch();
      const { staking, coin } = launched;
      await stakeCoins(launched, ann, 100n * COIN, Lock.days90);
      const [, unlockAt] = await positionOf(launched, ann, Lock.days90);
      await wait(50 * DAY);
      await staking.write.compound({ account: ann });
      const [free] = await positionOf(launched, ann, Lock.none);
      assert.ok(free > 3n * COIN);
      assert.deepEqual(await positionOf(launched, ann, Lock.days90), [100n * COIN, unlockAt]);
      assert.equal(await coin.read.balanceOf([ann]), 900n * COIN);
      assert.equal(await staking.read.claimable([ann]), 0n);
      const stream = await staking.read.stream();
      assert.equal(stream.principal, 100n * COIN + free);
      assert.equal(stream.weight, 1_600n * COIN + 10n * free);
      await unstake(launched, ann, free);
    });
  });
});
