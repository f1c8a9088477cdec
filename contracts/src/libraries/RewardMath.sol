// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Lock, RewardStream} from "../staking/ICoinStaking.sol";

/// @title The arithmetic of staking rewards
/// @dev Bounds: a coin has 10^24 units, so amounts are below 2^80, weights (22 tenths at most) below 2^85 and votes (50
/// tenths) below 2^86. `acc` grows by at most `cap / 10⁴ / 10 · 2^80` a year, 0.015 · 2^80, and fits 88 bits for 17,000
/// years.
library RewardMath {
    /// @notice Bits behind the point of `acc`.
    uint256 internal constant ACC_BITS = 80;

    /// @notice Weights and votes are counted in tenths.
    uint256 internal constant TENTHS = 10;

    /// @notice The time in which the base rate empties the reserve.
    uint256 internal constant STREAM_LENGTH = 8 * 365 days;

    uint256 private constant BASIS = 10_000;
    uint256 private constant YEAR = 365 days;

    /// @dev By lock, a byte each, the first lock in the lowest: tenths of reward weight 10, 12, 16, 22; tenths of votes
    /// 15, 20, 30, 50.
    uint256 private constant WEIGHTS = 0x16_10_0c_0a;
    uint256 private constant VOTES = 0x32_1e_14_0f;

    /// @notice Reward weight per coin in tenths.
    function weightOf(Lock lock) internal pure returns (uint256) {
        return uint8(WEIGHTS >> (8 * uint256(lock)));
    }

    /// @notice Votes per coin in tenths.
    function votesOf(Lock lock) internal pure returns (uint256) {
        return uint8(VOTES >> (8 * uint256(lock)));
    }

    /// @notice Seconds for which a position is locked after each addition.
    function lengthOf(Lock lock) internal pure returns (uint256) {
        if (lock == Lock.Days30) return 30 days;
        if (lock == Lock.Days90) return 90 days;
        return lock == Lock.Days365 ? 365 days : 0;
    }

    /// @notice What the stream emits until now: the least of rate, cap and reserve, rounded down.
    function emission(RewardStream memory stream) internal view returns (uint256 amount) {
        uint256 elapsed = block.timestamp - stream.updatedAt;
        // At most 88 + 16 + 40 bits.
        unchecked {
            amount = (uint256(stream.baseRate) * stream.rateFactor * elapsed) / BASIS;
            uint256 most = (uint256(stream.weight) * stream.cap * elapsed) / (TENTHS * BASIS * YEAR);
            if (most < amount) amount = most;
        }
        if (stream.reserve < amount) amount = stream.reserve;
    }

    /// @notice Brings the stream to the block's time. Returns whether anything was emitted.
    /// @dev A stream without weight emits nothing: the cap is zero.
    function advance(RewardStream memory stream) internal view returns (bool) {
        uint256 amount = emission(stream);
        stream.updatedAt = uint40(block.timestamp);
        if (amount == 0) return false;
        // The emission is within the reserve, and `acc` fits by the bounds above.
        unchecked {
            stream.reserve -= uint80(amount);
            stream.acc += uint88((amount << ACC_BITS) / stream.weight);
        }
        return true;
    }

    /// @notice The base rate that empties a reserve in time, or the one there is if that is faster.
    function baseRateFor(uint256 reserve, uint256 current) internal pure returns (uint56) {
        uint256 rate = reserve / STREAM_LENGTH;
        return uint56(rate > current ? rate : current);
    }
}
