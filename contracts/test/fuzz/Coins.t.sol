// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Test} from "forge-std/Test.sol";

import {OpeningPrice} from "../../src/libraries/OpeningPrice.sol";
import {PowerTrace} from "../../src/libraries/PowerTrace.sol";
import {RewardMath} from "../../src/libraries/RewardMath.sol";
import {Rewards, StakingWords} from "../../src/libraries/StakingWords.sol";
import {Lock, RewardStream} from "../../src/staking/ICoinStaking.sol";
import {CoinsFixture} from "../invariants/CoinsFixture.sol";

contract OpeningPriceFuzz is Test {
    function testFuzz_rootIsThePrice(uint256 price, bool isCoinFirst) public pure {
        price = bound(price, OpeningPrice.MIN, OpeningPrice.MAX);
        uint256 root = OpeningPrice.toSqrtPriceX96(price, isCoinFirst);
        uint256 ratio = isCoinFirst ? Math.mulDiv(price, 1 << 192, 1e18) : Math.mulDiv(1e18, 1 << 192, price);
        assertLe(root * root, ratio, "not above");
        assertGt((root + 1) * (root + 1), ratio, "the next one is above");
    }

    function testFuzz_rangesAreOneSidedAndUsable(int24 tick, bool isCoinFirst) public pure {
        tick = int24(bound(tick, -887_000, 886_900));
        (int24 lower, int24 upper) = OpeningPrice.coinRange(tick, isCoinFirst);
        (int24 nativeLower, int24 nativeUpper) = OpeningPrice.nativeRange(tick, isCoinFirst);
        int24[4] memory bounds = [lower, upper, nativeLower, nativeUpper];
        for (uint256 i = 0; i < 4; ++i) assertEq(bounds[i] % OpeningPrice.SPACING, 0, "usable");
        assertLt(lower, upper, "not empty");
        assertLt(nativeLower, nativeUpper, "not empty");
        if (isCoinFirst) {
            assertTrue(lower > tick && lower <= tick + 200 && upper == OpeningPrice.MAX_TICK, "coins above");
            assertTrue(nativeUpper <= tick && nativeUpper > tick - 200, "native coin below");
        } else {
            assertTrue(upper <= tick && upper > tick - 200 && lower == -OpeningPrice.MAX_TICK, "coins below");
            assertTrue(nativeLower > tick && nativeLower <= tick + 200, "native coin above");
        }
    }
}

contract PowerTraceFuzz is Test {
    using PowerTrace for PowerTrace.Trace;

    struct Entry {
        uint256 time;
        uint256 value;
    }

    PowerTrace.Trace private trace;
    Entry[] private entries;

    function testFuzz_findsEveryPast(uint88[23] memory values, uint16[23] memory gaps, uint80 extra) public {
        vm.warp(1_000_000);
        trace.head = uint256(extra) << 160;
        for (uint256 i = 0; i < values.length; ++i) {
            // A third of the changes happen within the second of the one before.
            uint256 time = block.timestamp + (gaps[i] % 3 == 0 ? 0 : gaps[i]);
            vm.warp(time);
            trace.write(trace.read(), values[i]);
            uint256 length = entries.length;
            if (length != 0 && entries[length - 1].time == time) entries[length - 1].value = values[i];
            else entries.push(Entry(time, values[i]));
        }
        vm.warp(block.timestamp + 1);
        assertEq(trace.at(entries[0].time - 1), 0, "before the first");
        for (uint256 i = 0; i < entries.length; ++i) {
            assertEq(trace.at(entries[i].time), entries[i].value, "then");
            uint256 next = i + 1 < entries.length ? entries[i + 1].time : block.timestamp;
            assertEq(trace.at(next - 1), entries[i].value, "until the next");
        }
        assertEq(trace.read().count, entries.length - 1, "one checkpoint a second");
        assertEq(trace.read().extra, extra, "the owner's part is untouched");
    }
}

contract StakingWordsFuzz is Test {
    using StakingWords for *;

    StakingWords.Stream private words;

    function testFuzz_keepsTheStream(RewardStream memory stream) public {
        words.save(stream);
        RewardStream memory loaded;
        words.load(loaded);
        assertEq(abi.encode(loaded), abi.encode(stream));
    }

    function testFuzz_keepsRewards(Rewards memory rewards) public pure {
        Rewards memory unpacked;
        unpacked.unpack(rewards.pack());
        assertEq(abi.encode(unpacked), abi.encode(rewards));
    }
}

contract RewardMathFuzz is Test {
    using RewardMath for RewardStream;

    function _stream(
        uint256 weight,
        uint256 reserve,
        uint256 factor,
        uint256 cap
    ) private view returns (RewardStream memory stream) {
        stream.weight = uint88(bound(weight, 0, 22_000_000 ether));
        stream.reserve = uint80(bound(reserve, 0, 1_000_000 ether));
        stream.rateFactor = uint16(bound(factor, 2_500, 20_000));
        stream.cap = uint16(bound(cap, 0, 1_500));
        stream.baseRate = RewardMath.baseRateFor(250_000 ether, 0);
        stream.updatedAt = uint40(block.timestamp);
    }

    function testFuzz_emissionIsTheLeastOfThree(
        uint256 weight,
        uint256 reserve,
        uint256 factor,
        uint256 cap,
        uint256 elapsed
    ) public {
        vm.warp(1_750_000_000);
        elapsed = bound(elapsed, 0, 40 * 365 days);
        RewardStream memory stream = _stream(weight, reserve, factor, cap);
        RewardStream memory before = _stream(weight, reserve, factor, cap);
        vm.warp(block.timestamp + elapsed);
        uint256 emitted = RewardMath.emission(stream);
        assertLe(emitted, stream.reserve, "reserve");
        assertLe(emitted * 10_000, uint256(stream.baseRate) * stream.rateFactor * elapsed, "rate");
        uint256 most = Math.mulDiv(uint256(stream.weight) * stream.cap, elapsed, 100_000 * 365 days);
        assertLe(emitted, most, "cap");
        bool isEmitted = RewardMath.advance(stream);
        assertEq(isEmitted, emitted != 0, "said so");
        assertEq(before.reserve - stream.reserve, emitted, "from the reserve");
        assertEq(stream.updatedAt, block.timestamp, "up to now");
        // What all weight earns together never exceeds what was emitted, and misses less than the weight over 2^80.
        uint256 earned = (uint256(stream.weight) * stream.acc) >> 80;
        assertLe(earned, emitted, "earned");
        assertGe(earned + 20, emitted, "dust");
    }

    function testFuzz_updatingOftenEarnsNoMore(uint256 weight, uint256 steps, uint256 elapsed) public {
        vm.warp(1_750_000_000);
        steps = bound(steps, 1, 20);
        elapsed = bound(elapsed, 0, 30 days);
        RewardStream memory once = _stream(weight, 250_000 ether, 10_000, 1_500);
        RewardStream memory often = _stream(weight, 250_000 ether, 10_000, 1_500);
        for (uint256 i = 0; i < steps; ++i) {
            vm.warp(block.timestamp + elapsed);
            RewardMath.advance(often);
        }
        RewardMath.advance(once);
        assertLe(often.acc, once.acc, "no more");
        assertLe(once.reserve, often.reserve, "no less left");
        assertLe(uint256(often.reserve) - once.reserve, steps, "but for dust");
    }

    function testFuzz_baseRateNeverFallsAndEmptiesInTime(uint256 reserve, uint56 current) public pure {
        reserve = bound(reserve, 0, 1_000_000 ether);
        uint256 rate = RewardMath.baseRateFor(reserve, current);
        assertGe(rate, current, "never slower");
        assertGe((rate + 1) * 8 * 365 days, reserve, "in eight years");
    }
}

contract CoinStakingFuzz is CoinsFixture {
    address private constant ANN = address(0xA11);
    address private constant BEN = address(0xBE1);

    function setUp() public {
        _deployCoins(1_000, 900);
        for (uint256 i = 0; i < 2; ++i) {
            address account = i == 0 ? ANN : BEN;
            coin.transfer(account, 200_000 ether);
            vm.prank(account);
            coin.approve(address(staking), type(uint256).max);
            vm.deal(account, 1 ether);
        }
    }

    function testFuzz_principalComesBackAfterItsLock(uint256 amount, uint8 lockSeed, uint256 early) public {
        Lock lock = Lock(lockSeed % 4);
        amount = bound(amount, 1, 200_000 ether);
        vm.prank(ANN);
        staking.stake(lock, amount);
        (, uint40 unlockAt) = staking.positionOf(ANN, lock);
        if (lock != Lock.None) {
            early = bound(early, 1, unlockAt - block.timestamp);
            uint256 now_ = block.timestamp;
            vm.warp(unlockAt - early);
            vm.prank(ANN);
            vm.expectRevert();
            staking.unstake(lock, amount);
            vm.warp(now_);
            vm.warp(unlockAt);
        }
        vm.prank(ANN);
        staking.unstake(lock, amount);
        assertEq(coin.balanceOf(ANN), 200_000 ether, "whole");
        assertEq(staking.stream().weight, 0, "no weight");
        assertEq(staking.getTotalPower(), SUPPLY, "no votes");
    }

    function testFuzz_rewardsAreSharedByWeight(
        uint256 one,
        uint256 two,
        uint8 locks,
        uint256 elapsed
    ) public {
        one = bound(one, 1 ether, 200_000 ether);
        two = bound(two, 1 ether, 200_000 ether);
        elapsed = bound(elapsed, 1 days, 8 * 365 days);
        (Lock first, Lock second) = (Lock(locks % 4), Lock((locks / 4) % 4));
        vm.prank(ANN);
        staking.stake(first, one);
        vm.prank(BEN);
        staking.stake(second, two);
        vm.warp(block.timestamp + elapsed);
        (uint256 forAnn, uint256 forBen) = (staking.claimable(ANN), staking.claimable(BEN));
        uint256 left = forAnn * two * RewardMath.weightOf(second);
        uint256 right = forBen * one * RewardMath.weightOf(first);
        assertApproxEqRel(left, right, 1e6, "in proportion");
        assertLe(forAnn + forBen, RESERVE, "from the reserve");
        uint256 before = coin.balanceOf(ANN);
        staking.claimFor(ANN);
        assertEq(coin.balanceOf(ANN) - before, forAnn, "as said");
    }

    function testFuzz_grantsNeverExceedTheirCoins(uint16 one, uint16 two) public {
        uint256 bought = bound(one, 1, 899);
        uint256 rest = bound(two, 1, 900 - bought);
        vm.prank(ANN);
        shares.buy{value: bought * 1 gwei}(bought);
        vm.prank(BEN);
        shares.buy{value: rest * 1 gwei}(rest);
        vm.warp(block.timestamp + 121 days);
        grants.claimFor(address(coin), ANN);
        grants.claimFor(address(coin), BEN);
        if (bought + rest < 900) grants.sweep(address(coin));
        assertLe(coin.balanceOf(address(grants)), 2, "dust");
        assertEq(coin.balanceOf(ANN), 200_000 ether + (bought * GRANTED) / 900, "bought");
    }
}
