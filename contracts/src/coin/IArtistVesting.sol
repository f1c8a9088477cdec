// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Vests the artist's coins over four years
/// @notice OpenZeppelin's `VestingWallet`, as a clone with immutable arguments. The beneficiary is the artist's role:
/// whoever holds it when `release` is called, by anyone, is paid.
/// @dev Warning: what has vested and was not released moves with the role. Who gives the role away releases first.
interface IArtistVesting {
    /// @notice The beneficiary follows the artist's role and cannot be set.
    error ArtistVesting_OwnerIsArtist();

    /// @notice The registry's id of the artist.
    function artistId() external view returns (uint64);
}
