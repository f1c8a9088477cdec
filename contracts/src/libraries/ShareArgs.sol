// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Reads the immutable arguments of a shares clone
/// @dev Arguments follow the 45 bytes of the ERC-1167 clone. Layout, big-endian:
/// word 0: currency 160 ‖ price 96
/// word 1: total 24 ‖ public 24 ‖ cap 24 ‖ start 40 ‖ presale start 40 ‖ fee 16 ‖ mover 16 ‖ tiers 4 × 16 ‖ title length 8
/// word 2: master 64 ‖ artist 64 ‖ session 64 ‖ audio, cover, metadata codec 3 × 16 ‖ unused 16
/// words 3 to 5: audio, cover, metadata digest; then the title; then the presale root where there is a presale.
/// Warning: must run in the context of the clone; on the bare implementation it reads code.
library ShareArgs {
    uint256 private constant CLONE_SIZE = 0x2d;
    uint256 private constant TITLE_OFFSET = 192;

    /// @notice Currency (zero is native) and price of one share.
    function money() internal view returns (address currency, uint256 price) {
        uint256 word = _word(0);
        return (address(uint160(word >> 96)), uint96(word));
    }

    /// @notice The currency alone; zero is native.
    function currency() internal view returns (address currency_) {
        assembly ("memory-safe") {
            extcodecopy(address(), 0x00, CLONE_SIZE, 0x20)
            currency_ := shr(96, mload(0x00))
        }
    }

    /// @notice The packed terms, read with the functions below.
    function terms() internal view returns (uint256) {
        return _word(32);
    }

    function totalShares(uint256 word) internal pure returns (uint256) {
        return word >> 232;
    }

    function publicShares(uint256 word) internal pure returns (uint256) {
        return uint24(word >> 208);
    }

    function walletCap(uint256 word) internal pure returns (uint256) {
        return uint24(word >> 184);
    }

    function start(uint256 word) internal pure returns (uint256) {
        return uint40(word >> 144);
    }

    function presaleStart(uint256 word) internal pure returns (uint256) {
        return uint40(word >> 104);
    }

    function platformFee(uint256 word) internal pure returns (uint256) {
        return uint16(word >> 88);
    }

    function moverShare(uint256 word) internal pure returns (uint256) {
        return uint16(word >> 72);
    }

    /// @param tier 1 to 4.
    function tierRate(uint256 word, uint256 tier) internal pure returns (uint256) {
        return uint16(word >> (72 - 16 * tier));
    }

    /// @notice The packed ids and codecs: master, artist, session in the upper 192 bits.
    function identity() internal view returns (uint256) {
        return _word(64);
    }

    function artistId() internal view returns (uint64) {
        return uint64(identity() >> 128);
    }

    /// @param index 0 audio, 1 cover, 2 metadata.
    function document(uint256 index) internal view returns (bytes32 digest, uint16 codec) {
        return (bytes32(_word(96 + 32 * index)), uint16(identity() >> (48 - 16 * index)));
    }

    function title() internal view returns (string memory text) {
        uint256 length = uint8(terms());
        text = new string(length);
        assembly ("memory-safe") {
            extcodecopy(address(), add(text, 0x20), add(CLONE_SIZE, TITLE_OFFSET), length)
        }
    }

    /// @notice Zero where there is no presale.
    /// @param word The packed terms.
    function presaleRoot(uint256 word) internal view returns (bytes32) {
        return presaleStart(word) == 0 ? bytes32(0) : bytes32(_word(TITLE_OFFSET + uint8(word)));
    }

    function _word(uint256 offset) private view returns (uint256 word) {
        assembly ("memory-safe") {
            extcodecopy(address(), 0, add(CLONE_SIZE, offset), 0x20)
            word := mload(0)
        }
    }
}
