// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";

import {ArtistCoin} from "../../src/coin/ArtistCoin.sol";
import {CoinGrants} from "../../src/coin/CoinGrants.sol";
import {MasterShares} from "../../src/masters/MasterShares.sol";
import {CoinStaking} from "../../src/staking/CoinStaking.sol";
import {Lock, RewardStream} from "../../src/staking/ICoinStaking.sol";
import {CoinsHandler} from "./CoinsHandler.t.sol";

contract CoinsInvariants is Test {
    uint256 private constant SUPPLY = 1_000_000 ether;

    CoinsHandler private handler;
    ArtistCoin private coin;
    CoinStaking private staking;
    CoinGrants private grants;

    function setUp() public {
        handler = new CoinsHandler();
        (coin, staking, grants) = (handler.coin(), handler.staking(), handler.grants());
        bytes4[] memory selectors = new bytes4[](13);
        selectors[0] = CoinsHandler.stake.selector;
        selectors[1] = CoinsHandler.unstake.selector;
        selectors[2] = CoinsHandler.expire.selector;
        selectors[3] = CoinsHandler.claim.selector;
        selectors[4] = CoinsHandler.compound.selector;
        selectors[5] = CoinsHandler.fund.selector;
        selectors[6] = CoinsHandler.setStream.selector;
        selectors[7] = CoinsHandler.donate.selector;
        selectors[8] = CoinsHandler.transferCoins.selector;
        selectors[9] = CoinsHandler.buyShares.selector;
        selectors[10] = CoinsHandler.closeOffering.selector;
        selectors[11] = CoinsHandler.claimGrant.selector;
        selectors[12] = CoinsHandler.sweep.selector;
        targetContract(address(handler));
        targetSelector(FuzzSelector({addr: address(handler), selectors: selectors}));
    }

    function invariant_supplyIsConstant() public view {
        uint256 sum = coin.balanceOf(address(handler)) + coin.balanceOf(address(staking));
        for (uint256 i = 0; i < handler.ACTORS(); ++i) sum += coin.balanceOf(handler.actorAt(i));
        assertEq(sum + coin.balanceOf(address(grants)), SUPPLY, "balances");
        assertEq(coin.totalSupply(), SUPPLY, "supply");
    }

    function invariant_stakedPrincipalIsWhole() public view {
        RewardStream memory stream = staking.stream();
        uint256 principal;
        uint256 owed;
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            address actor = handler.actorAt(i);
            for (uint256 lock = 0; lock < handler.LOCKS(); ++lock) {
                (uint256 amount, uint40 unlockAt) = staking.positionOf(actor, Lock(lock));
                assertEq(amount, handler.positionOf(actor, lock), "position");
                if (amount != 0) assertEq(unlockAt, handler.unlockOf(actor, lock), "unlock");
                principal += amount;
            }
            owed += _settledOwed(actor, stream.acc);
        }
        assertEq(stream.principal, principal, "principal");
        uint256 held = coin.balanceOf(address(staking)) - handler.donated();
        assertGe(held, principal + stream.reserve + owed, "solvent");
        // An update loses less than the weight over 2^80, and each settling less than one unit.
        uint256 dust = (handler.updates() + 1) * (handler.ACTORS() + 40);
        assertLe(held, principal + stream.reserve + owed + dust, "dust is bounded");
    }

    function invariant_rewardsComeFromTheReserve() public view {
        RewardStream memory stream = staking.stream();
        uint256 owed;
        for (uint256 i = 0; i < handler.ACTORS(); ++i) owed += _settledOwed(handler.actorAt(i), stream.acc);
        assertLe(owed + handler.paid() + stream.reserve, handler.funded(), "rewards within what was funded");
        assertGe(stream.acc, handler.lastAcc(), "the accumulator never decreases");
    }

    function invariant_everyoneEarnsWhatTheModelSays() public view {
        RewardStream memory stream = staking.stream();
        uint256 weight;
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            address actor = handler.actorAt(i);
            (uint256 held, , ) = staking.rewardsOf(actor);
            assertEq(held, handler.weightOf(actor), "weight");
            weight += held;
            uint256 fine = handler.owedFine(actor);
            uint256 owed = _settledOwed(actor, stream.acc);
            assertLe(owed, fine / 1e18 + 1, "never more");
            assertGe(owed + (handler.updates() + 1) * 41, fine / 1e18, "never less, but for dust");
        }
        assertEq(stream.weight, weight, "total weight");
    }

    function invariant_votesDeriveFromPositions() public view {
        uint256 sum;
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            address actor = handler.actorAt(i);
            uint256 votes = staking.getVotes(actor);
            assertEq(votes, handler.votesTenths(actor) / 10, "votes");
            sum += votes;
        }
        assertEq(staking.getTotalPower(), handler.totalPower(), "denominator");
        assertLe(sum, staking.getTotalPower() - SUPPLY + staking.stream().principal, "sum of votes");
    }

    function invariant_thePastStaysAsItWas() public view {
        uint256 length = handler.historyLength();
        for (uint256 i = 0; i < length; ++i) {
            CoinsHandler.Snapshot memory then = handler.historyAt(i);
            uint256 last = i + 1 < length ? handler.historyAt(i + 1).time - 1 : block.timestamp - 1;
            if (then.time > last) continue;
            for (uint256 j = 0; j < handler.ACTORS(); ++j) {
                address actor = handler.actorAt(j);
                assertEq(staking.getPastVotes(actor, then.time), then.votes[j], "votes then");
                assertEq(staking.getPastVotes(actor, last), then.votes[j], "votes until the next change");
            }
            assertEq(staking.getPastTotalPower(then.time), then.totalPower, "denominator then");
            assertEq(staking.getPastTotalPower(last), then.totalPower, "denominator until the next change");
        }
    }

    function invariant_grantsCoverTheirBuyers() public view {
        MasterShares shares = handler.shares();
        uint256 given;
        uint256 due;
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            address actor = handler.actorAt(i);
            uint256 granted = grants.grantedTo(address(coin), actor);
            uint256 claimed = handler.grantClaimed(actor);
            assertEq(granted, (shares.bought(actor) * 200_000 ether) / 70, "granted");
            assertEq(claimed, grants.isClaimed(address(coin), actor) ? granted : 0, "once");
            given += claimed;
            due += granted - claimed;
        }
        uint256 held = coin.balanceOf(address(grants));
        assertEq(held + given + handler.swept(), 200_000 ether, "nothing leaves but to buyers and reserve");
        assertGe(held, due, "everyone can be paid");
    }

    function _settledOwed(address actor, uint256 acc) private view returns (uint256) {
        (uint256 weight, uint256 paidUpTo, uint256 owed) = staking.rewardsOf(actor);
        return owed + ((weight * (acc - paidUpTo)) >> 80);
    }
}
