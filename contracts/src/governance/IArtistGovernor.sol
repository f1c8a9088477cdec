// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {DaoSettings} from "../types/DaoSettings.sol";

/// @title Lets the holders and stakers of an artist's coin decide
/// @notice A clone of OpenZeppelin's Governor: settings, simple counting (against, for, abstain), reasons, signatures
/// (EIP-712; ERC-1271 for contracts), quorum as a fraction, late-quorum extension, timelock, and proposals that only the
/// proposer named at the end of their description (`#proposer=0x…`) can make. Its settings are changed by its own
/// proposals alone.
///
/// Voting power is that of the coins delegated to an account plus that of the coins it has staked, both at the end of
/// the second in which the vote opens, in smallest units of the coin. Threshold and quorum are fractions of the total
/// power: the supply plus Σ staked × (votes per coin − 1).
/// @dev Warning: whoever sees a proposal early can make it first and cancel it, unless its description names the proposer.
interface IArtistGovernor {
    /// @notice The threshold is above 500 basis points.
    error ArtistGovernor_InvalidThreshold(uint256 threshold);

    /// @notice The quorum is not 100 to 2,000 basis points.
    error ArtistGovernor_InvalidQuorum(uint256 quorum);

    /// @notice Delay or period would be above 30 days.
    error ArtistGovernor_TooLong(uint256 duration, uint256 max);

    /// @notice A governor acts through its treasury for ever.
    error ArtistGovernor_TreasuryIsFixed();

    /// @notice Makes the clone ready. Once, in the call that deploys it.
    /// @param treasury The timelock that it acts through.
    function initialize(address treasury) external;

    /// @notice What governors begin with.
    function firstSettings() external view returns (DaoSettings memory);

    /// @notice Votes that a proposer needs, in basis points of the total power.
    function proposalThresholdFraction() external view returns (uint256);

    /// @notice Where the coin is staked.
    function staking() external view returns (address);

    /// @notice The registry's id of the artist.
    function artistId() external view returns (uint64);
}
