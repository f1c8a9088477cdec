// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Lock, RewardStream} from "../../src/staking/ICoinStaking.sol";
import {CoinsFixture} from "./CoinsFixture.sol";

/// @notice Random actions on a coin, its grants and its staking, with an independent model of positions, votes and
/// rewards.
/// @dev The model shares every emission out in a loop over all accounts, in 10^18ths of the smallest unit.
contract CoinsHandler is CoinsFixture {
    uint256 public constant ACTORS = 4;
    uint256 public constant LOCKS = 4;
    uint256 private constant FINE = 1e18;
    uint24 private constant TOTAL = 90;
    uint24 private constant PUBLIC = 70;

    struct Snapshot {
        uint256 time;
        uint256 totalPower;
        uint256[4] votes;
    }

    address[] private _actors;
    mapping(address actor => mapping(uint256 lock => uint256)) public positionOf;
    mapping(address actor => mapping(uint256 lock => uint256)) public unlockOf;
    mapping(address actor => uint256) public earned;
    mapping(address actor => uint256) public received;
    mapping(address actor => uint256) public grantClaimed;
    Snapshot[] private _history;

    uint256 public funded = RESERVE;
    uint256 public paid;
    uint256 public swept;
    uint256 public donated;
    uint256 public updates;
    uint256 public lastAcc;

    constructor() {
        _deployCoins(TOTAL, PUBLIC);
        for (uint256 i = 0; i < ACTORS; ++i) {
            address actor = address(uint160(0xC000 + i));
            _actors.push(actor);
            vm.deal(actor, 1_000 ether);
            coin.transfer(actor, 100_000 ether);
            vm.prank(actor);
            coin.approve(address(staking), type(uint256).max);
        }
    }

    function actorAt(uint256 index) external view returns (address) {
        return _actors[index];
    }

    function historyLength() external view returns (uint256) {
        return _history.length;
    }

    function historyAt(uint256 index) external view returns (Snapshot memory) {
        return _history[index];
    }

    function stake(uint256 actorSeed, uint256 lockSeed, uint256 amount, uint256 time) external {
        _pass(time);
        address actor = _actors[actorSeed % ACTORS];
        uint256 lock = lockSeed % LOCKS;
        uint256 balance = coin.balanceOf(actor);
        if (balance == 0) return;
        amount = bound(amount, 1, amount % 3 == 0 ? balance : (balance + 99) / 100);
        _accrue();
        vm.prank(actor);
        staking.stake(Lock(lock), amount);
        positionOf[actor][lock] += amount;
        unlockOf[actor][lock] = lock == 0 ? 0 : block.timestamp + _lengthOf(lock);
        _remember();
    }

    function unstake(uint256 actorSeed, uint256 lockSeed, uint256 amount, uint256 time) external {
        _pass(time);
        address actor = _actors[actorSeed % ACTORS];
        uint256 lock = lockSeed % LOCKS;
        uint256 position = positionOf[actor][lock];
        if (position == 0 || block.timestamp < unlockOf[actor][lock]) return;
        amount = bound(amount, 1, position);
        _accrue();
        vm.prank(actor);
        staking.unstake(Lock(lock), amount);
        positionOf[actor][lock] -= amount;
        _remember();
    }

    function expire(uint256 actorSeed, uint256 lockSeed, uint256 time) external {
        _pass(time);
        address actor = _actors[actorSeed % ACTORS];
        uint256 lock = 1 + (lockSeed % (LOCKS - 1));
        uint256 position = positionOf[actor][lock];
        if (position == 0 || block.timestamp < unlockOf[actor][lock]) return;
        _accrue();
        staking.expire(actor, Lock(lock));
        positionOf[actor][lock] = 0;
        positionOf[actor][0] += position;
        _remember();
    }

    function claim(uint256 actorSeed, uint256 time) external {
        _pass(time);
        address actor = _actors[actorSeed % ACTORS];
        if (staking.claimable(actor) == 0) return;
        _accrue();
        uint256 before = coin.balanceOf(actor);
        staking.claimFor(actor);
        _receive(actor, coin.balanceOf(actor) - before);
        _remember();
    }

    function compound(uint256 actorSeed, uint256 time) external {
        _pass(time);
        address actor = _actors[actorSeed % ACTORS];
        if (staking.claimable(actor) == 0) return;
        _accrue();
        vm.prank(actor);
        uint256 amount = staking.compound();
        _receive(actor, amount);
        positionOf[actor][0] += amount;
        _remember();
    }

    function fund(uint256 amount, uint256 time) external {
        _pass(time);
        uint256 balance = coin.balanceOf(address(this));
        if (balance == 0) return;
        amount = bound(amount, 1, balance / 50 + 1);
        _accrue();
        staking.fund(amount);
        funded += amount;
        _remember();
    }

    function setStream(uint256 factor, uint256 cap, uint256 time) external {
        _pass(time);
        _accrue();
        staking.setRateFactor(uint16(bound(factor, 2_500, 20_000)));
        staking.setCap(uint16(bound(cap, 0, 1_500)));
        _remember();
    }

    function donate(uint256 amount) external {
        amount = bound(amount, 0, coin.balanceOf(address(this)) / 100);
        coin.transfer(address(staking), amount);
        donated += amount;
    }

    function transferCoins(uint256 fromSeed, uint256 toSeed, uint256 amount) external {
        address from = _actors[fromSeed % ACTORS];
        amount = bound(amount, 0, coin.balanceOf(from));
        vm.prank(from);
        coin.transfer(_actors[toSeed % ACTORS], amount);
    }

    function buyShares(uint256 actorSeed, uint256 count) external {
        if (shares.isClosed() || block.timestamp >= shares.effectiveEnd()) return;
        count = bound(count, 1, 9);
        if (count + shares.sold() > PUBLIC) return;
        vm.prank(_actors[actorSeed % ACTORS]);
        shares.buy{value: count * 1 gwei}(count);
    }

    function closeOffering() external {
        if (shares.isClosed() || block.timestamp < shares.effectiveEnd()) return;
        shares.closeOffering();
    }

    function claimGrant(uint256 actorSeed) external {
        address actor = _actors[actorSeed % ACTORS];
        if (grants.claimable(address(coin), actor) == 0) return;
        grantClaimed[actor] += grants.claimFor(address(coin), actor);
    }

    function sweep() external {
        if (!shares.isClosed() || shares.sold() == PUBLIC || grants.grantOf(address(coin)).isSwept) return;
        _accrue();
        swept = grants.sweep(address(coin));
        funded += swept;
        _remember();
    }

    /// @notice What an account has earned and not been paid, in 10^18ths of the smallest unit, as of the last update.
    function owedFine(address actor) external view returns (uint256) {
        return earned[actor] - received[actor] * FINE;
    }

    function votesTenths(address actor) public view returns (uint256 votes) {
        for (uint256 lock = 0; lock < LOCKS; ++lock) votes += positionOf[actor][lock] * _votesOf(lock);
    }

    function totalPower() public view returns (uint256) {
        uint256 bonus;
        for (uint256 i = 0; i < ACTORS; ++i) {
            for (uint256 lock = 0; lock < LOCKS; ++lock) {
                bonus += positionOf[_actors[i]][lock] * (_votesOf(lock) - 10);
            }
        }
        return SUPPLY + bonus / 10;
    }

    function weightOf(address actor) public view returns (uint256 weight) {
        for (uint256 lock = 0; lock < LOCKS; ++lock) weight += positionOf[actor][lock] * _weightOf(lock);
    }

    /// @dev The formula of the design, on the model's own weights.
    function _accrue() private {
        RewardStream memory stream = staking.stream();
        uint256 elapsed = block.timestamp - stream.updatedAt;
        uint256 weight;
        for (uint256 i = 0; i < ACTORS; ++i) weight += weightOf(_actors[i]);
        uint256 amount = (uint256(stream.baseRate) * stream.rateFactor * elapsed) / 10_000;
        uint256 most = (weight * stream.cap * elapsed) / (10 * 10_000 * 365 days);
        if (most < amount) amount = most;
        if (stream.reserve < amount) amount = stream.reserve;
        ++updates;
        if (amount == 0) return;
        for (uint256 i = 0; i < ACTORS; ++i) {
            earned[_actors[i]] += (amount * weightOf(_actors[i]) * FINE) / weight;
        }
    }

    function _receive(address actor, uint256 amount) private {
        received[actor] += amount;
        paid += amount;
    }

    /// @dev The end of a second counts for it: a later change within it replaces the entry.
    function _remember() private {
        Snapshot memory now_;
        now_.time = block.timestamp;
        now_.totalPower = totalPower();
        for (uint256 i = 0; i < ACTORS; ++i) now_.votes[i] = votesTenths(_actors[i]) / 10;
        uint256 length = _history.length;
        if (length != 0 && _history[length - 1].time == block.timestamp) _history[length - 1] = now_;
        else _history.push(now_);
        lastAcc = staking.stream().acc;
    }

    /// @dev Often not at all, sometimes for months.
    function _pass(uint256 seed) private {
        if (seed % 4 == 0) return;
        vm.warp(block.timestamp + bound(seed, 0, seed % 3 == 0 ? 120 days : 2 hours));
    }

    function _lengthOf(uint256 lock) private pure returns (uint256) {
        return
            lock == 1
                ? 30 days
                : lock == 2
                    ? 90 days
                    : 365 days;
    }

    function _votesOf(uint256 lock) private pure returns (uint256) {
        return
            lock == 0
                ? 15
                : lock == 1
                    ? 20
                    : lock == 2
                        ? 30
                        : 50;
    }

    function _weightOf(uint256 lock) private pure returns (uint256) {
        return
            lock == 0
                ? 10
                : lock == 1
                    ? 12
                    : lock == 2
                        ? 16
                        : 22;
    }
}
