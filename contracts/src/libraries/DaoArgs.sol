// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title The clones of a DAO: its governor and its treasury
/// @dev Both have the same immutable arguments, which follow the 45 bytes of the ERC-1167 clone, big-endian:
/// coin 160 ‖ artist 64 ‖ padding 32; staking 160
/// Warning: what reads must run in the context of the clone; on the bare implementation it reads code.
library DaoArgs {
    uint256 private constant CLONE_SIZE = 0x2d;

    /// @notice Code that creates a clone with these arguments: ERC-1167 as OpenZeppelin's `Clones` writes it.
    function creationCode(
        address implementation,
        address coin_,
        uint64 artistId,
        address staking_
    ) internal pure returns (bytes memory) {
        bytes memory args = abi.encodePacked(coin_, artistId, uint32(0), staking_);
        return
            abi.encodePacked(
                hex"61",
                uint16(args.length + CLONE_SIZE),
                hex"3d81600a3d39f3363d3d373d3d3d363d73",
                implementation,
                hex"5af43d82803e903d91602b57fd5bf3",
                args
            );
    }

    /// @notice The coin whose holders vote, and its artist.
    function coin() internal view returns (address coin_, uint64 artistId) {
        uint256 word = _word(0);
        return (address(uint160(word >> 96)), uint64(word >> 32));
    }

    /// @notice Where the coin is staked.
    function staking() internal view returns (address) {
        return address(uint160(_word(32) >> 96));
    }

    function _word(uint256 offset) private view returns (uint256 word) {
        assembly ("memory-safe") {
            extcodecopy(address(), 0, add(CLONE_SIZE, offset), 0x20)
            word := mload(0)
        }
    }
}
