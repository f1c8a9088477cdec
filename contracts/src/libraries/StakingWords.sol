// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {RewardStream} from "../staking/ICoinStaking.sol";

/// @notice What an account earns by staking.
/// @param weight Its part of the stream's weight.
/// @param paid The stream's `acc` up to which `owed` is counted.
/// @param owed Coins that can be claimed, in smallest units.
struct Rewards {
    uint88 weight;
    uint88 paid;
    uint80 owed;
}

/// @title The packed words of rewards: two of the stream, one of each account
/// @dev The compiler stores a struct field by field, 230 gas for each after the first of a slot; these functions store
/// a word at once. From bit 0 upwards:
/// clock:   acc 88 | reserve 80 | updated at 40
/// terms:   weight 88 | principal 80 | base rate 56 | rate factor 16 | cap 16
/// rewards: weight 88 | paid 88 | owed 80
/// A claim changes the clock and leaves the terms.
library StakingWords {
    struct Stream {
        uint256 clock;
        uint256 terms;
    }

    /// @dev Into memory that is there already: the compiler allocates what a function returns, 250 gas each time.
    function load(Stream storage words, RewardStream memory stream) internal view {
        (uint256 clock, uint256 terms) = (words.clock, words.terms);
        stream.acc = uint88(clock);
        stream.reserve = uint80(clock >> 88);
        stream.updatedAt = uint40(clock >> 168);
        stream.weight = uint88(terms);
        stream.principal = uint80(terms >> 88);
        stream.baseRate = uint56(terms >> 168);
        stream.rateFactor = uint16(terms >> 224);
        stream.cap = uint16(terms >> 240);
    }

    function save(Stream storage words, RewardStream memory stream) internal {
        words.clock =
            uint256(stream.acc) |
            (uint256(stream.reserve) << 88) |
            (uint256(stream.updatedAt) << 168);
        words.terms =
            uint256(stream.weight) |
            (uint256(stream.principal) << 88) |
            (uint256(stream.baseRate) << 168) |
            (uint256(stream.rateFactor) << 224) |
            (uint256(stream.cap) << 240);
    }

    function unpack(Rewards memory rewards, uint256 word) internal pure {
        rewards.weight = uint88(word);
        rewards.paid = uint88(word >> 88);
        rewards.owed = uint80(word >> 176);
    }

    function pack(Rewards memory rewards) internal pure returns (uint256) {
        return uint256(rewards.weight) | (uint256(rewards.paid) << 88) | (uint256(rewards.owed) << 176);
    }
}
