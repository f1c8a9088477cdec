// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {ERC20PermitUpgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";
import {ERC20VotesUpgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20VotesUpgradeable.sol";
import {NoncesUpgradeable} from "@openzeppelin/contracts-upgradeable/utils/NoncesUpgradeable.sol";
import {VotesUpgradeable} from "@openzeppelin/contracts-upgradeable/governance/utils/VotesUpgradeable.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/interfaces/IERC20Metadata.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

import {CoinArgs} from "../libraries/CoinArgs.sol";
import {IArtistCoin} from "./IArtistCoin.sol";

/// @title The coin of one artist
/// @notice See `IArtistCoin`.
/// @dev Name, symbol and artist are immutable arguments of the clone: the strings that OpenZeppelin's initialisers
/// would store stay empty, and the functions that read them are overridden.
contract ArtistCoin is IArtistCoin, ERC20PermitUpgradeable, ERC20VotesUpgradeable {
    /// @notice The fixed supply, in smallest units.
    uint256 public constant SUPPLY = 1_000_000 ether;

    constructor() {
        _disableInitializers();
    }

    /// @inheritdoc IArtistCoin
    function initialize(address holder) external initializer {
        _mint(holder, SUPPLY);
    }

    /// @inheritdoc IArtistCoin
    function artistId() external view returns (uint64 id) {
        (id, , ) = CoinArgs.coin();
    }

    /// @inheritdoc IERC20Metadata
    function name() public view override(ERC20Upgradeable, IERC20Metadata) returns (string memory text) {
        (, text, ) = CoinArgs.coin();
    }

    /// @inheritdoc IERC20Metadata
    function symbol() public view override(ERC20Upgradeable, IERC20Metadata) returns (string memory text) {
        (, , text) = CoinArgs.coin();
    }

    /// @inheritdoc IERC20Permit
    function nonces(
        address owner
    ) public view override(ERC20PermitUpgradeable, NoncesUpgradeable, IERC20Permit) returns (uint256) {
        return super.nonces(owner);
    }

    /// @inheritdoc IERC6372
    function clock() public view override(VotesUpgradeable, IERC6372) returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override(VotesUpgradeable, IERC6372) returns (string memory) {
        return "mode=timestamp";
    }

    function _update(
        address from,
        address to,
        uint256 value
    ) internal override(ERC20Upgradeable, ERC20VotesUpgradeable) {
        super._update(from, to, value);
    }

    // solhint-disable-next-line func-name-mixedcase
    function _EIP712Name() internal view override returns (string memory) {
        return name();
    }

    // solhint-disable-next-line func-name-mixedcase
    function _EIP712Version() internal pure override returns (string memory) {
        return "1";
    }
}
