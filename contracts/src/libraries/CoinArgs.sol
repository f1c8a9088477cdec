// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title The immutable arguments of the clones of a coin: the coin itself, its staking, the artist's vesting
/// @dev They follow the 45 bytes of the ERC-1167 clone, big-endian:
/// coin: artist 64 ‖ length of the name 8 ‖ name ‖ symbol
/// staking: coin 160 ‖ artist 64 ‖ padding 32; treasury 160
/// vesting: artist 64 ‖ start 64
/// Warning: what reads must run in the context of the clone; on the bare implementation it reads code.
library CoinArgs {
    uint256 private constant CLONE_SIZE = 0x2d;
    uint256 private constant NAME_OFFSET = 9;

    /// @notice Packs a coin's arguments. The name is at most 255 bytes.
    function encodeCoin(
        uint64 artistId,
        string memory name,
        string memory symbol
    ) internal pure returns (bytes memory) {
        return abi.encodePacked(artistId, uint8(bytes(name).length), name, symbol);
    }

    /// @notice Packs a staking contract's arguments.
    function encodeStaking(
        address coin_,
        uint64 artistId,
        address treasury
    ) internal pure returns (bytes memory) {
        return abi.encodePacked(coin_, artistId, uint32(0), treasury);
    }

    /// @notice Packs a vesting contract's arguments.
    function encodeVesting(uint64 artistId, uint64 start) internal pure returns (bytes memory) {
        return abi.encodePacked(artistId, start);
    }

    /// @notice What a coin was made with.
    function coin() internal view returns (uint64 artistId, string memory name, string memory symbol) {
        uint256 word = _word(0);
        uint256 nameLength = uint8(word >> 184);
        artistId = uint64(word >> 192);
        name = _text(NAME_OFFSET, nameLength);
        uint256 symbolOffset = NAME_OFFSET + nameLength;
        symbol = _text(symbolOffset, address(this).code.length - CLONE_SIZE - symbolOffset);
    }

    /// @notice The coin that a staking contract holds, and its artist.
    function staked() internal view returns (address coin_, uint64 artistId) {
        uint256 word = _word(0);
        return (address(uint160(word >> 96)), uint64(word >> 32));
    }

    /// @notice The treasury that moves a staking contract's rate and cap.
    function treasuryOfStaking() internal view returns (address) {
        return address(uint160(_word(32) >> 96));
    }

    /// @notice The artist whose coins vest, and since when.
    function vesting() internal view returns (uint64 artistId, uint64 start) {
        uint256 word = _word(0);
        return (uint64(word >> 192), uint64(word >> 128));
    }

    function _word(uint256 offset) private view returns (uint256 word) {
        assembly ("memory-safe") {
            extcodecopy(address(), 0, add(CLONE_SIZE, offset), 0x20)
            word := mload(0)
        }
    }

    function _text(uint256 offset, uint256 length) private view returns (string memory text) {
        text = new string(length);
        assembly ("memory-safe") {
            extcodecopy(address(), add(text, 0x20), add(CLONE_SIZE, offset), length)
        }
    }
}
