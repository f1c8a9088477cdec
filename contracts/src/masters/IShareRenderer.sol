// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Composes `tokenURI` on chain
/// @notice UUPS. A data URI of JSON with name, description, image, animation and the attributes marketplaces read:
/// Artist, Track, Number, Total, Tier, Royalty, Staked. Strings are escaped.
interface IShareRenderer {
    /// @notice The caller of the initialiser gave no authority.
    error ShareRenderer_ZeroAddress();

    /// @notice Metadata of one share as `data:application/json;base64,…`. Reverts for a share that does not exist.
    function tokenURI(address shares, uint256 id) external view returns (string memory);

    /// @notice Metadata of a collection (ERC-7572) as `data:application/json;base64,…`.
    function contractURI(address shares) external view returns (string memory);
}
