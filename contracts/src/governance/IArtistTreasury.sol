// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Owns what belongs to an artist's DAO, and acts for it
/// @notice A clone of OpenZeppelin's timelock without admin: its governor alone schedules, cancels and executes, and its
/// delay is changed by itself alone. It receives half of the fees of the coin's pool, and sets rate and cap of the
/// coin's rewards. Coins in it do not vote: it cannot delegate them, and the governor counts no stake of it.
interface IArtistTreasury {
    /// @notice The treasury's coins do not vote.
    error ArtistTreasury_CannotDelegate();

    /// @notice The delay would be above 30 days.
    error ArtistTreasury_DelayTooLong(uint256 delay, uint256 max);

    /// @notice Only `open` makes a treasury ready.
    error ArtistTreasury_InvalidInitialization();

    /// @notice Makes the clone ready. Once, in the call that deploys it.
    /// @param governor The only account that may schedule, cancel and execute.
    function open(address governor) external;

    /// @notice Seconds between queueing and executing that a treasury begins with.
    function firstDelay() external view returns (uint256);

    /// @notice The coin whose DAO this is.
    function coin() external view returns (address);

    /// @notice The registry's id of the artist.
    function artistId() external view returns (uint64);
}
