// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title ERC-5192: minimal soulbound (lockable) tokens
/// @dev ERC-165 id 0xb45a3c0e.
interface IERC5192 {
    /// @notice The token was locked.
    event Locked(uint256 tokenId);

    /// @notice The token was unlocked.
    event Unlocked(uint256 tokenId);

    /// @notice Whether the token cannot be transferred now. Reverts for a token that does not exist.
    function locked(uint256 tokenId) external view returns (bool);
}
