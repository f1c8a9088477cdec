// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {IMasterRegistry} from "../masters/IMasterRegistry.sol";
import {IMasterShares} from "../masters/IMasterShares.sol";
import {ICoinStaking} from "../staking/ICoinStaking.sol";
import {Delegation, Grant, ICoinGrants} from "./ICoinGrants.sol";

/// @title Gives coins to the buyers of an artist's first IPO
/// @notice See `ICoinGrants`.
/// @dev The coins of each grant are of another token, so that no grant can pay from another's.
contract CoinGrants is ICoinGrants {
    using SafeERC20 for IERC20;

    /// @notice Coins for the buyers of a first IPO, in smallest units.
    uint256 public constant AMOUNT = 200_000 ether;

    IMasterRegistry private immutable REGISTRY;

    mapping(address coin => Grant) private _grants;
    mapping(address coin => mapping(address account => bool)) private _claimed;

    constructor(IMasterRegistry registry) {
        REGISTRY = registry;
    }

    /// @inheritdoc ICoinGrants
    function open(address coin, address shares, uint24 publicShares, address staking) external {
        if (msg.sender != REGISTRY.coinLauncher()) revert CoinGrants_NotLauncher(msg.sender);
        if (_grants[coin].shares != address(0) || IERC20(coin).balanceOf(address(this)) < AMOUNT) {
            revert CoinGrants_InvalidGrant(coin);
        }
        _grants[coin] = Grant(shares, publicShares, false, staking);
        emit GrantOpened(coin, shares, staking, publicShares, AMOUNT);
    }

    /// @inheritdoc ICoinGrants
    function claim(address coin, address to) external returns (uint256) {
        return _claim(coin, msg.sender, to);
    }

    /// @inheritdoc ICoinGrants
    function claimFor(address coin, address account) external returns (uint256) {
        return _claim(coin, account, account);
    }

    /// @inheritdoc ICoinGrants
    /// @dev A delegation signed by somebody else is that account's own will and changes nothing here.
    function claimAndDelegate(
        address coin,
        Delegation calldata delegation
    ) external returns (uint256 amount) {
        amount = _claim(coin, msg.sender, msg.sender);
        try
            IERC5805(coin).delegateBySig(
                delegation.delegatee,
                delegation.nonce,
                delegation.expiry,
                delegation.v,
                delegation.r,
                delegation.s
            )
        {} catch {}
    }

    /// @inheritdoc ICoinGrants
    function sweep(address coin) external returns (uint256 amount) {
        Grant storage grant = _closedGrant(coin);
        uint256 sold = IMasterShares(grant.shares).sold();
        // Σ of what buyers get, each rounded down, is at most what all sold shares get together.
        amount = AMOUNT - (sold * AMOUNT) / grant.publicShares;
        if (amount == 0 || grant.isSwept) revert CoinGrants_NothingToSweep(coin);

        grant.isSwept = true;
        address staking = grant.staking;
        IERC20(coin).forceApprove(staking, amount);
        ICoinStaking(staking).fund(amount);
        emit GrantSwept(coin, staking, sold, amount);
    }

    /// @inheritdoc ICoinGrants
    function claimable(address coin, address account) external view returns (uint256) {
        address shares = _grants[coin].shares;
        if (shares == address(0) || _claimed[coin][account] || !IMasterShares(shares).isClosed()) return 0;
        return grantedTo(coin, account);
    }

    /// @inheritdoc ICoinGrants
    function isClaimed(address coin, address account) external view returns (bool) {
        return _claimed[coin][account];
    }

    /// @inheritdoc ICoinGrants
    function grantOf(address coin) external view returns (Grant memory) {
        return _grants[coin];
    }

    /// @inheritdoc ICoinGrants
    function grantedTo(address coin, address account) public view returns (uint256) {
        Grant storage grant = _grants[coin];
        if (grant.shares == address(0)) return 0;
        return _coinsOf(IMasterShares(grant.shares).bought(account), grant.publicShares);
    }

    function _claim(address coin, address account, address to) private returns (uint256 amount) {
        if (to == address(0)) revert CoinGrants_ZeroAddress();
        Grant storage grant = _closedGrant(coin);
        uint256 bought = IMasterShares(grant.shares).bought(account);
        if (bought == 0 || _claimed[coin][account]) revert CoinGrants_NothingToClaim(coin, account);
        amount = _coinsOf(bought, grant.publicShares);

        _claimed[coin][account] = true;
        emit GrantClaimed(coin, account, to, bought, amount);
        IERC20(coin).safeTransfer(to, amount);
    }

    function _closedGrant(address coin) private view returns (Grant storage grant) {
        grant = _grants[coin];
        address shares = grant.shares;
        if (shares == address(0)) revert CoinGrants_UnknownCoin(coin);
        if (!IMasterShares(shares).isClosed()) revert CoinGrants_OfferingOpen(shares);
    }

    function _coinsOf(uint256 bought, uint256 publicShares) private pure returns (uint256) {
        return (bought * AMOUNT) / publicShares;
    }
}
