// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {VestingWallet} from "@openzeppelin/contracts/finance/VestingWallet.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

import {CoinArgs} from "../libraries/CoinArgs.sol";
import {IMasterRegistry} from "../masters/IMasterRegistry.sol";
import {IArtistVesting} from "./IArtistVesting.sol";

/// @title Vests the artist's coins over four years
/// @notice See `IArtistVesting`.
/// @dev Start and beneficiary, which OpenZeppelin's constructor takes, are overridden: a clone has no constructor.
contract ArtistVesting is IArtistVesting, VestingWallet {
    uint64 private constant LENGTH = 4 * 365 days;

    IMasterRegistry private immutable REGISTRY;

    constructor(IMasterRegistry registry) VestingWallet(address(registry), 0, LENGTH) {
        REGISTRY = registry;
    }

    /// @inheritdoc IArtistVesting
    function artistId() public view returns (uint64 id) {
        (id, ) = CoinArgs.vesting();
    }

    /// @notice The account that holds the artist's role now.
    function owner() public view override returns (address) {
        return REGISTRY.artistAccount(artistId());
    }

    /// @notice When the coin was made.
    function start() public view override returns (uint256 since) {
        (, since) = CoinArgs.vesting();
    }

    /// @inheritdoc Ownable
    function transferOwnership(address) public pure override {
        revert ArtistVesting_OwnerIsArtist();
    }

    /// @inheritdoc Ownable
    function renounceOwnership() public pure override {
        revert ArtistVesting_OwnerIsArtist();
    }
}
