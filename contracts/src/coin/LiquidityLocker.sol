// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {INonfungiblePositionManager} from "../external/IUniswapV3.sol";
import {IWrappedNative} from "../external/IWrappedNative.sol";
import {IMasterRegistry} from "../masters/IMasterRegistry.sol";
import {ILiquidityLocker} from "./ILiquidityLocker.sol";

/// @title Owns the liquidity of artists' coins for ever
/// @notice See `ILiquidityLocker`.
/// @dev Of the position manager's functions only `ownerOf` and `collect` are called, never one that moves a position or
/// reduces its liquidity.
contract LiquidityLocker is ILiquidityLocker, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    struct Position {
        uint64 artistId;
        address coin;
    }

    struct Artist {
        address coin;
        address treasury;
        uint256[] positions;
    }

    struct Credit {
        uint128 artist;
        uint128 treasury;
    }

    IMasterRegistry private immutable REGISTRY;
    INonfungiblePositionManager private immutable POSITIONS;
    IWrappedNative private immutable WRAPPED;

    mapping(uint256 positionId => Position) private _positions;
    mapping(uint64 artistId => Artist) private _artists;
    mapping(uint64 artistId => mapping(address token => Credit)) private _credits;

    constructor(IMasterRegistry registry, INonfungiblePositionManager positions) {
        REGISTRY = registry;
        POSITIONS = positions;
        WRAPPED = IWrappedNative(positions.WETH9());
    }

    receive() external payable {
        if (msg.sender != address(WRAPPED)) revert LiquidityLocker_UnexpectedNative(msg.sender);
    }

    /// @inheritdoc ILiquidityLocker
    function lock(uint256 positionId, uint64 artistId, address coin, address treasury) external {
        if (msg.sender != REGISTRY.coinLauncher()) revert LiquidityLocker_NotLauncher(msg.sender);
        if (_positions[positionId].artistId != 0 || POSITIONS.ownerOf(positionId) != address(this)) {
            revert LiquidityLocker_InvalidPosition(positionId);
        }
        _positions[positionId] = Position(artistId, coin);
        Artist storage artist = _artists[artistId];
        if (artist.treasury == address(0)) {
            artist.coin = coin;
            artist.treasury = treasury;
        }
        artist.positions.push(positionId);
        emit PositionLocked(positionId, artistId, coin, artist.treasury);
    }

    /// @inheritdoc ILiquidityLocker
    /// @dev Interactions come before effects: Uniswap says what it paid. Neither of the tokens calls anybody back.
    function collect(
        uint256 positionId
    ) external nonReentrant returns (uint256 coinAmount, uint256 nativeAmount) {
        Position memory position = _positions[positionId];
        if (position.artistId == 0) revert LiquidityLocker_UnknownPosition(positionId);
        (coinAmount, nativeAmount) = POSITIONS.collect(
            INonfungiblePositionManager.CollectParams(
                positionId,
                address(this),
                type(uint128).max,
                type(uint128).max
            )
        );
        if (position.coin > address(WRAPPED)) (coinAmount, nativeAmount) = (nativeAmount, coinAmount);

        emit FeesCollected(
            positionId,
            position.artistId,
            coinAmount,
            nativeAmount,
            _credit(position.artistId, position.coin, coinAmount),
            _credit(position.artistId, address(WRAPPED), nativeAmount)
        );
    }

    /// @inheritdoc ILiquidityLocker
    function payArtist(
        uint64 artistId,
        address to
    ) external nonReentrant returns (uint256 coinAmount, uint256 nativeAmount) {
        if (msg.sender != REGISTRY.artistAccount(artistId)) {
            revert LiquidityLocker_NotArtist(artistId, msg.sender);
        }
        address coin = _artists[artistId].coin;
        Credit storage coins = _credits[artistId][coin];
        Credit storage natives = _credits[artistId][address(WRAPPED)];
        (coinAmount, nativeAmount) = (coins.artist, natives.artist);
        if (coinAmount == 0 && nativeAmount == 0) revert LiquidityLocker_NothingToPay(artistId);

        (coins.artist, natives.artist) = (0, 0);
        emit ArtistPaid(artistId, msg.sender, to, coinAmount, nativeAmount);
        if (coinAmount != 0) IERC20(coin).safeTransfer(to, coinAmount);
        if (nativeAmount != 0) {
            WRAPPED.withdraw(nativeAmount);
            (bool isPaid, ) = to.call{value: nativeAmount}("");
            if (!isPaid || to == address(0)) revert LiquidityLocker_PaymentFailed(to, nativeAmount);
        }
    }

    /// @inheritdoc ILiquidityLocker
    function payTreasury(
        uint64 artistId
    ) external nonReentrant returns (uint256 coinAmount, uint256 nativeAmount) {
        Artist storage artist = _artists[artistId];
        (address coin, address treasury) = (artist.coin, artist.treasury);
        if (treasury.code.length == 0) revert LiquidityLocker_NoTreasury(artistId, treasury);
        Credit storage coins = _credits[artistId][coin];
        Credit storage natives = _credits[artistId][address(WRAPPED)];
        (coinAmount, nativeAmount) = (coins.treasury, natives.treasury);
        if (coinAmount == 0 && nativeAmount == 0) revert LiquidityLocker_NothingToPay(artistId);

        (coins.treasury, natives.treasury) = (0, 0);
        emit TreasuryPaid(artistId, treasury, coinAmount, nativeAmount);
        if (coinAmount != 0) IERC20(coin).safeTransfer(treasury, coinAmount);
        if (nativeAmount != 0) IERC20(address(WRAPPED)).safeTransfer(treasury, nativeAmount);
    }

    /// @inheritdoc ILiquidityLocker
    function positionOf(uint256 positionId) external view returns (uint64 artistId, address coin) {
        Position memory position = _positions[positionId];
        return (position.artistId, position.coin);
    }

    /// @inheritdoc ILiquidityLocker
    function positionsOf(uint64 artistId) external view returns (uint256[] memory) {
        return _artists[artistId].positions;
    }

    /// @inheritdoc ILiquidityLocker
    function artistOf(uint64 artistId) external view returns (address coin, address treasury) {
        Artist storage artist = _artists[artistId];
        return (artist.coin, artist.treasury);
    }

    /// @inheritdoc ILiquidityLocker
    function creditOf(
        uint64 artistId,
        address token
    ) external view returns (uint128 artistAmount, uint128 treasuryAmount) {
        Credit memory credit = _credits[artistId][token];
        return (credit.artist, credit.treasury);
    }

    /// @dev A pool's token amounts fit 128 bits, and so do the sums: neither token has more units than that.
    function _credit(uint64 artistId, address token, uint256 amount) private returns (uint256 artistAmount) {
        if (amount == 0) return 0;
        artistAmount = amount / 2;
        Credit storage credit = _credits[artistId][token];
        credit.artist += uint128(artistAmount);
        credit.treasury += uint128(amount - artistAmount);
    }
}
