// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TimelockControllerUpgradeable} from "@openzeppelin/contracts-upgradeable/governance/TimelockControllerUpgradeable.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

import {DaoArgs} from "../libraries/DaoArgs.sol";
import {IArtistTreasury} from "./IArtistTreasury.sol";

/// @title Owns what belongs to an artist's DAO, and acts for it
/// @notice See `IArtistTreasury`.
/// @dev A delegation by signature needs a key, which a contract does not have.
contract ArtistTreasury is IArtistTreasury, TimelockControllerUpgradeable {
    /// @notice Most seconds between queueing and executing.
    uint256 public constant MAX_DELAY = 30 days;

    uint256 private immutable FIRST_DELAY;

    /// @param first Seconds between queueing and executing that a treasury begins with.
    constructor(uint256 first) {
        if (first > MAX_DELAY) revert ArtistTreasury_DelayTooLong(first, MAX_DELAY);
        FIRST_DELAY = first;
        _disableInitializers();
    }

    /// @inheritdoc IArtistTreasury
    function open(address governor) external initializer {
        address[] memory governors = new address[](1);
        governors[0] = governor;
        __TimelockController_init(FIRST_DELAY, governors, governors, address(0));
    }

    /// @notice Always refused: `open` makes a treasury ready.
    function initialize(uint256, address[] memory, address[] memory, address) public pure override {
        revert ArtistTreasury_InvalidInitialization();
    }

    /// @notice Sets the seconds between queueing and executing. Only the treasury itself, by a proposal.
    function updateDelay(uint256 newDelay) public override {
        if (newDelay > MAX_DELAY) revert ArtistTreasury_DelayTooLong(newDelay, MAX_DELAY);
        super.updateDelay(newDelay);
    }

    /// @inheritdoc IArtistTreasury
    function firstDelay() external view returns (uint256) {
        return FIRST_DELAY;
    }

    /// @inheritdoc IArtistTreasury
    function coin() external view returns (address coin_) {
        (coin_, ) = DaoArgs.coin();
    }

    /// @inheritdoc IArtistTreasury
    function artistId() external view returns (uint64 id) {
        (, id) = DaoArgs.coin();
    }

    function _execute(address target, uint256 value, bytes calldata data) internal override {
        (address coin_, ) = DaoArgs.coin();
        if (target == coin_ && data.length >= 4 && bytes4(data) == IVotes.delegate.selector) {
            revert ArtistTreasury_CannotDelegate();
        }
        super._execute(target, value, data);
    }
}
