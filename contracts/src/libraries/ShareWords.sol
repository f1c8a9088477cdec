// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title The three packed words of a shares collection
/// @dev One storage slot each, so that a purchase or a transfer settles dividends without a slot of its own.
/// state:  acc 88 | remainder 24 | units 24 | minted 24 | by artist 24 | end 40 | flags 8 (from bit 0 upwards)
/// holder: balance 24 | staked 24 | paid 88 | owed 88 | bought 24
/// share:  owner 160 | since 40 | version 40 | flags 8
/// Arithmetic on packed fields is plain addition of shifted values; every such place states why no field overflows.
library ShareWords {
    uint256 internal constant UNITS_PER_SHARE = 10;
    uint256 internal constant UNITS_PER_STAKE = 2;
    uint256 internal constant MAX_UNITS_PER_SHARE = UNITS_PER_SHARE + UNITS_PER_STAKE;

    uint256 internal constant STATE_REMAINDER = 88;
    uint256 internal constant STATE_UNITS = 112;
    uint256 internal constant STATE_MINTED = 136;
    uint256 internal constant STATE_BY_ARTIST = 160;
    uint256 internal constant STATE_END = 184;
    uint256 internal constant STATE_INITIALIZED = 1 << 224;
    uint256 internal constant STATE_CLOSED = 1 << 225;

    uint256 internal constant HOLDER_STAKED = 24;
    uint256 internal constant HOLDER_PAID = 48;
    uint256 internal constant HOLDER_OWED = 136;
    uint256 internal constant HOLDER_BOUGHT = 224;

    uint256 internal constant SHARE_SINCE = 160;
    uint256 internal constant SHARE_VERSION = 200;
    uint256 internal constant SHARE_ORIGINAL = 1 << 240;
    uint256 internal constant SHARE_APPROVED = 1 << 241;
    uint256 internal constant SHARE_STATUS = 242;

    /// @dev Twelve units for each of 100,000 shares need 21 bits, so `units` never overflows.
    function acc(uint256 state) internal pure returns (uint256) {
        return uint88(state);
    }

    function remainder(uint256 state) internal pure returns (uint256) {
        return uint24(state >> STATE_REMAINDER);
    }

    function units(uint256 state) internal pure returns (uint256) {
        return uint24(state >> STATE_UNITS);
    }

    function minted(uint256 state) internal pure returns (uint256) {
        return uint24(state >> STATE_MINTED);
    }

    function byArtist(uint256 state) internal pure returns (uint256) {
        return uint24(state >> STATE_BY_ARTIST);
    }

    /// @dev The artist's mints are among the minted ones, so the difference is never negative.
    function sold(uint256 state) internal pure returns (uint256) {
        unchecked {
            return minted(state) - byArtist(state);
        }
    }

    function end(uint256 state) internal pure returns (uint256) {
        return uint40(state >> STATE_END);
    }

    function balance(uint256 holder) internal pure returns (uint256) {
        return uint24(holder);
    }

    function staked(uint256 holder) internal pure returns (uint256) {
        return uint24(holder >> HOLDER_STAKED);
    }

    function paid(uint256 holder) internal pure returns (uint256) {
        return uint88(holder >> HOLDER_PAID);
    }

    function owed(uint256 holder) internal pure returns (uint256) {
        return uint88(holder >> HOLDER_OWED);
    }

    function bought(uint256 holder) internal pure returns (uint256) {
        return uint24(holder >> HOLDER_BOUGHT);
    }

    /// @notice The holder's word with everything accrued at accumulator `accNow` added to `owed`.
    /// @dev `paid` becomes `accNow`; both fields grow in place. `accNow * 12 * totalShares` fits 88 bits (checked by
    /// each deposit), hence so does every holder's sum.
    function settled(uint256 holder, uint256 accNow) internal pure returns (uint256) {
        unchecked {
            uint256 growth = accNow - paid(holder);
            uint256 holderUnits = UNITS_PER_SHARE * balance(holder) + UNITS_PER_STAKE * staked(holder);
            return holder + (growth << HOLDER_PAID) + ((growth * holderUnits) << HOLDER_OWED);
        }
    }

    /// @notice The holder's word with nothing owed.
    function withoutOwed(uint256 holder) internal pure returns (uint256) {
        return holder & ~(uint256(type(uint88).max) << HOLDER_OWED);
    }

    function owner(uint256 share) internal pure returns (address) {
        return address(uint160(share));
    }

    function since(uint256 share) internal pure returns (uint256) {
        return uint40(share >> SHARE_SINCE);
    }

    function version(uint256 share) internal pure returns (uint256) {
        return uint40(share >> SHARE_VERSION);
    }

    /// @return 0 free, 1 staked, 2 leaving.
    function status(uint256 share) internal pure returns (uint256) {
        return (share >> SHARE_STATUS) & 3;
    }
}
