// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {ISwitchboard} from "../access/ISwitchboard.sol";
import {CoinArgs} from "../libraries/CoinArgs.sol";
import {Money} from "../libraries/Money.sol";
import {PauseClock} from "../libraries/PauseClock.sol";
import {PowerTrace} from "../libraries/PowerTrace.sol";
import {RewardMath} from "../libraries/RewardMath.sol";
import {Rewards, StakingWords} from "../libraries/StakingWords.sol";
import {Permit} from "../types/Offering.sol";
import {ICoinStaking, Lock, RewardStream} from "./ICoinStaking.sol";

/// @title Stakes an artist's coin
/// @notice See `ICoinStaking`.
/// @dev The only contract that is called and may change anything is the coin, which calls nobody back. Accounting is by
/// ledger: coins that are sent here without a call belong to nobody.
contract CoinStaking is ICoinStaking {
    using PowerTrace for PowerTrace.Trace;
    using RewardMath for *;
    using SafeERC20 for IERC20;
    using StakingWords for *;

    struct Position {
        uint80 amount;
        uint40 unlockAt;
    }

    uint256 private constant SUPPLY = 1_000_000 ether;
    uint16 private constant BASIS = 10_000;
    uint16 private constant MIN_RATE = 2_500;
    uint16 private constant MAX_RATE = 20_000;
    uint16 private constant MAX_CAP = 1_500;

    ISwitchboard private immutable SWITCHBOARD;

    StakingWords.Stream private _stream;

    /// @dev Σ staked × (votes per coin − 1), in tenths.
    PowerTrace.Trace private _bonus;

    /// @dev Votes in tenths; `extra` is the position without lock.
    mapping(address account => PowerTrace.Trace) private _power;

    /// @dev Packed, see {StakingWords}.
    mapping(address account => uint256) private _rewards;
    mapping(address account => mapping(Lock lock => Position)) private _locked;

    constructor(ISwitchboard switchboard) {
        SWITCHBOARD = switchboard;
        RewardStream memory never;
        never.updatedAt = type(uint40).max;
        _stream.save(never);
    }

    modifier onlyTreasury() {
        address artistTreasury = treasury();
        if (msg.sender != artistTreasury) revert CoinStaking_NotTreasury(msg.sender, artistTreasury);
        _;
    }

    modifier whenNotPaused() {
        if (PauseClock.pauses(SWITCHBOARD)) revert CoinStaking_Paused();
        _;
    }

    /// @inheritdoc ICoinStaking
    function initialize(uint256 reserve) external {
        if (_stream.clock != 0 || _coin().balanceOf(address(this)) < reserve) {
            revert CoinStaking_InvalidInitialization();
        }
        RewardStream memory first = RewardStream({
            acc: 0,
            reserve: uint80(reserve),
            updatedAt: uint40(block.timestamp),
            weight: 0,
            principal: 0,
            baseRate: RewardMath.baseRateFor(reserve, 0),
            rateFactor: BASIS,
            cap: MAX_CAP
        });
        _stream.save(first);
        emit ReserveFunded(msg.sender, reserve, reserve, first.baseRate);
        emit RateFactorSet(BASIS);
        emit CapSet(MAX_CAP);
    }

    /// @inheritdoc ICoinStaking
    function stake(Lock lock, uint256 amount) external {
        _stake(lock, amount);
    }

    /// @inheritdoc ICoinStaking
    function stakeWithPermit(Lock lock, uint256 amount, Permit calldata permit) external {
        Money.tryPermit(coin(), permit);
        _stake(lock, amount);
    }

    /// @inheritdoc ICoinStaking
    function unstake(Lock lock, uint256 amount) external {
        if (amount == 0) revert CoinStaking_ZeroAmount();
        (uint256 staked, uint40 unlockAt) = positionOf(msg.sender, lock);
        if (amount > staked) revert CoinStaking_NotEnoughStaked(staked, amount);
        if (block.timestamp < unlockAt) revert CoinStaking_Locked(unlockAt);

        (RewardStream memory now_, Rewards memory rewards) = _settled(msg.sender);
        uint256 left = _remove(msg.sender, lock, amount, now_, rewards);
        // The principal is the sum of all positions.
        unchecked {
            now_.principal -= uint80(amount);
        }
        _store(msg.sender, now_, rewards);
        emit Unstaked(msg.sender, lock, amount, left);
        _emitVotes(msg.sender);
        _coin().safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc ICoinStaking
    function expire(address account, Lock lock) external {
        Position memory position = _locked[account][lock];
        uint256 amount = position.amount;
        if (amount == 0) revert CoinStaking_NothingToExpire(account, lock);
        if (block.timestamp < position.unlockAt) revert CoinStaking_Locked(position.unlockAt);

        (RewardStream memory now_, Rewards memory rewards) = _settled(account);
        _remove(account, lock, amount, now_, rewards);
        (uint256 free, ) = _add(account, Lock.None, amount, now_, rewards);
        _store(account, now_, rewards);
        emit PositionExpired(account, lock, amount, free);
        _emitVotes(account);
    }

    /// @inheritdoc ICoinStaking
    function claim(address to) external returns (uint256) {
        return _claim(msg.sender, to);
    }

    /// @inheritdoc ICoinStaking
    function claimFor(address account) external returns (uint256) {
        return _claim(account, account);
    }

    /// @inheritdoc ICoinStaking
    function compound() external whenNotPaused returns (uint256 amount) {
        (RewardStream memory now_, Rewards memory rewards) = _settled(msg.sender);
        amount = _takeOwed(rewards);
        (uint256 free, ) = _add(msg.sender, Lock.None, amount, now_, rewards);
        now_.principal += uint80(amount);
        _store(msg.sender, now_, rewards);
        emit Staked(msg.sender, Lock.None, amount, free, 0);
        emit RewardsCompounded(msg.sender, amount);
        _emitVotes(msg.sender);
    }

    /// @inheritdoc ICoinStaking
    function fund(uint256 amount) external {
        if (amount == 0) revert CoinStaking_ZeroAmount();
        RewardStream memory now_;
        _advance(now_);
        now_.reserve += uint80(amount);
        now_.baseRate = RewardMath.baseRateFor(now_.reserve, now_.baseRate);
        _stream.save(now_);
        emit ReserveFunded(msg.sender, amount, now_.reserve, now_.baseRate);
        _coin().safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc ICoinStaking
    function setRateFactor(uint16 factor) external onlyTreasury {
        if (factor < MIN_RATE || factor > MAX_RATE) revert CoinStaking_InvalidRate(factor);
        RewardStream memory now_;
        _advance(now_);
        now_.rateFactor = factor;
        _stream.save(now_);
        emit RateFactorSet(factor);
    }

    /// @inheritdoc ICoinStaking
    function setCap(uint16 cap) external onlyTreasury {
        if (cap > MAX_CAP) revert CoinStaking_InvalidCap(cap);
        RewardStream memory now_;
        _advance(now_);
        now_.cap = cap;
        _stream.save(now_);
        emit CapSet(cap);
    }

    /// @inheritdoc ICoinStaking
    function artistId() external view returns (uint64 id) {
        (, id) = CoinArgs.staked();
    }

    /// @inheritdoc ICoinStaking
    function rewardsOf(address account) external view returns (uint88 weight, uint88 paid, uint80 owed) {
        Rewards memory rewards;
        rewards.unpack(_rewards[account]);
        return (rewards.weight, rewards.paid, rewards.owed);
    }

    /// @inheritdoc ICoinStaking
    function claimable(address account) external view returns (uint256) {
        RewardStream memory now_;
        _stream.load(now_);
        now_.advance();
        Rewards memory rewards;
        rewards.unpack(_rewards[account]);
        return _owed(rewards, now_.acc);
    }

    /// @inheritdoc ICoinStaking
    function stream() external view returns (RewardStream memory) {
        RewardStream memory now_;
        _stream.load(now_);
        return now_;
    }

    /// @inheritdoc ICoinStaking
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256) {
        _checkPast(timepoint);
        return _power[account].at(timepoint) / RewardMath.TENTHS;
    }

    /// @inheritdoc ICoinStaking
    function getPastTotalPower(uint256 timepoint) external view returns (uint256) {
        _checkPast(timepoint);
        return SUPPLY + _bonus.at(timepoint) / RewardMath.TENTHS;
    }

    /// @inheritdoc ICoinStaking
    function coin() public view returns (address coin_) {
        (coin_, ) = CoinArgs.staked();
    }

    /// @inheritdoc ICoinStaking
    function treasury() public view returns (address) {
        return CoinArgs.treasuryOfStaking();
    }

    /// @inheritdoc ICoinStaking
    function positionOf(address account, Lock lock) public view returns (uint256 amount, uint40 unlockAt) {
        if (lock == Lock.None) return (_power[account].read().extra, 0);
        Position memory position = _locked[account][lock];
        return (position.amount, position.unlockAt);
    }

    /// @inheritdoc ICoinStaking
    function getVotes(address account) public view returns (uint256) {
        return _power[account].latest() / RewardMath.TENTHS;
    }

    /// @inheritdoc ICoinStaking
    function getTotalPower() public view returns (uint256) {
        return SUPPLY + _bonus.latest() / RewardMath.TENTHS;
    }

    /// @inheritdoc IERC6372
    function clock() public view returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    function _stake(Lock lock, uint256 amount) private whenNotPaused {
        if (amount == 0) revert CoinStaking_ZeroAmount();
        // The coin refuses more than its supply, which bounds all sums below.
        _coin().safeTransferFrom(msg.sender, address(this), amount);
        (RewardStream memory now_, Rewards memory rewards) = _settled(msg.sender);
        (uint256 position, uint40 unlockAt) = _add(msg.sender, lock, amount, now_, rewards);
        now_.principal += uint80(amount);
        _store(msg.sender, now_, rewards);
        emit Staked(msg.sender, lock, amount, position, unlockAt);
        _emitVotes(msg.sender);
    }

    function _claim(address account, address to) private returns (uint256 amount) {
        if (to == address(0)) revert CoinStaking_ZeroAddress();
        (RewardStream memory now_, Rewards memory rewards) = _settled(account);
        amount = _takeOwed(rewards);
        _store(account, now_, rewards);
        emit RewardsClaimed(account, to, amount);
        _coin().safeTransfer(to, amount);
    }

    /// @dev Adds to a position and its votes, and to the weights of `now_` and `rewards`, which the caller stores.
    function _add(
        address account,
        Lock lock,
        uint256 amount,
        RewardStream memory now_,
        Rewards memory rewards
    ) private returns (uint256 position, uint40 unlockAt) {
        PowerTrace.Head memory power = _power[account].read();
        if (lock == Lock.None) {
            position = power.extra + amount;
            power.extra = uint80(position);
        } else {
            position = _locked[account][lock].amount + amount;
            unlockAt = uint40(block.timestamp + lock.lengthOf());
            _locked[account][lock] = Position(uint80(position), unlockAt);
        }
        PowerTrace.Head memory bonus = _bonus.read();
        // Below 2^88, see `RewardMath`.
        unchecked {
            uint88 weight = uint88(amount * lock.weightOf());
            uint256 votes = amount * lock.votesOf();
            now_.weight += weight;
            rewards.weight += weight;
            _power[account].write(power, power.value + votes);
            _bonus.write(bonus, bonus.value + votes - amount * RewardMath.TENTHS);
        }
    }

    /// @dev The reverse of `_add`. The position holds the amount. Returns what it holds now.
    function _remove(
        address account,
        Lock lock,
        uint256 amount,
        RewardStream memory now_,
        Rewards memory rewards
    ) private returns (uint256 position) {
        PowerTrace.Head memory power = _power[account].read();
        if (lock == Lock.None) {
            position = power.extra - amount;
            power.extra = uint80(position);
        } else {
            Position memory locked = _locked[account][lock];
            position = locked.amount - amount;
            locked.amount = uint80(position);
            if (position == 0) locked.unlockAt = 0;
            _locked[account][lock] = locked;
        }
        PowerTrace.Head memory bonus = _bonus.read();
        // What is taken was added before.
        unchecked {
            uint88 weight = uint88(amount * lock.weightOf());
            uint256 votes = amount * lock.votesOf();
            now_.weight -= weight;
            rewards.weight -= weight;
            _power[account].write(power, power.value - votes);
            _bonus.write(bonus, bonus.value - (votes - amount * RewardMath.TENTHS));
        }
    }

    /// @dev The stream and an account's rewards as of now. The caller stores both.
    function _settled(address account) private returns (RewardStream memory now_, Rewards memory rewards) {
        _advance(now_);
        rewards.unpack(_rewards[account]);
        rewards.owed = uint80(_owed(rewards, now_.acc));
        rewards.paid = now_.acc;
    }

    function _store(address account, RewardStream memory now_, Rewards memory rewards) private {
        _stream.save(now_);
        _rewards[account] = rewards.pack();
    }

    /// @dev Fills in the stream as of now. The caller stores it.
    function _advance(RewardStream memory now_) private {
        _stream.load(now_);
        if (now_.advance()) emit RewardsStreamed(now_.acc, now_.reserve);
    }

    function _emitVotes(address account) private {
        emit VotesChanged(account, getVotes(account), getTotalPower());
    }

    function _coin() private view returns (IERC20) {
        return IERC20(coin());
    }

    function _checkPast(uint256 timepoint) private view {
        if (timepoint >= clock()) revert CoinStaking_FutureLookup(timepoint, clock());
    }

    function _takeOwed(Rewards memory rewards) private pure returns (uint256 amount) {
        amount = rewards.owed;
        if (amount == 0) revert CoinStaking_NothingToClaim();
        rewards.owed = 0;
    }

    /// @dev Rounded down: Σ owed never exceeds what was emitted.
    function _owed(Rewards memory rewards, uint256 acc) private pure returns (uint256) {
        // `acc` never falls; the product of 88 and 88 bits fits.
        unchecked {
            return rewards.owed + ((rewards.weight * (acc - rewards.paid)) >> RewardMath.ACC_BITS);
        }
    }
}
