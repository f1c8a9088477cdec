// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Create3} from "@openzeppelin/contracts/utils/Create3.sol";

import {INonfungiblePositionManager, IUniswapV3Factory, IUniswapV3Pool} from "../external/IUniswapV3.sol";
import {IWrappedNative} from "../external/IWrappedNative.sol";
import {IArtistGovernor} from "../governance/IArtistGovernor.sol";
import {IArtistTreasury} from "../governance/IArtistTreasury.sol";
import {CoinArgs} from "../libraries/CoinArgs.sol";
import {DaoArgs} from "../libraries/DaoArgs.sol";
import {OpeningPrice} from "../libraries/OpeningPrice.sol";
import {Utf8} from "../libraries/Utf8.sol";
import {ICoinStaking} from "../staking/ICoinStaking.sol";
import {CoinTerms} from "../types/CoinTerms.sol";
import {IArtistCoin} from "./IArtistCoin.sol";
import {ICoinGrants} from "./ICoinGrants.sol";
import {CoinMarket, CoinParts, ICoinLauncher} from "./ICoinLauncher.sol";
import {ILiquidityLocker} from "./ILiquidityLocker.sol";

/// @title Makes an artist's coin, its pool and its locked liquidity in one transaction
/// @notice See `ICoinLauncher`.
/// @dev Reentrancy: launching calls our own contracts, Uniswap and the wrapped native coin, none of which calls back.
/// @custom:oz-upgrades-unsafe-allow state-variable-immutable
contract CoinLauncher is ICoinLauncher, AccessManagedUpgradeable, UUPSUpgradeable {
    using SafeERC20 for IERC20;

    /// @notice What the launcher works with.
    /// @param registry Who may launch.
    /// @param locker Owns the positions.
    /// @param grants Holds the coins of the buyers.
    /// @param positions Uniswap's position manager; names the factory and the wrapped native coin.
    /// @param coinCode Implementation of coins.
    /// @param stakingCode Implementation of staking contracts.
    /// @param vestingCode Implementation of vesting contracts.
    /// @param governorCode Implementation of governors.
    /// @param treasuryCode Implementation of treasuries.
    struct Surroundings {
        address registry;
        address locker;
        address grants;
        address positions;
        address coinCode;
        address stakingCode;
        address vestingCode;
        address governorCode;
        address treasuryCode;
    }

    /// @custom:storage-location erc7201:audifi.storage.CoinLauncher
    struct LauncherStorage {
        mapping(uint64 artistId => CoinParts) parts;
    }

    /// @dev What one side of the market is opened with.
    struct Side {
        uint64 artistId;
        address coin;
        address treasury;
        int24 lower;
        int24 upper;
        uint256 coinAmount;
        uint256 nativeAmount;
    }

    /// @notice Coins that vest to the artist, in smallest units.
    uint256 public constant VESTED = 300_000 ether;

    /// @notice Coins for the buyers of the first IPO.
    uint256 public constant GRANTED = 200_000 ether;

    /// @notice Coins that become liquidity.
    uint256 public constant LIQUIDITY = 250_000 ether;

    /// @notice Fee of the pool in hundredths of a basis point: 1 %.
    uint24 public constant POOL_FEE = 10_000;

    /// @notice Addresses that are tried for a coin whose pool does not exist.
    uint256 public constant MAX_ATTEMPTS = 32;

    uint256 private constant MAX_NAME = 32;
    uint256 private constant MIN_SYMBOL = 2;
    uint256 private constant MAX_SYMBOL = 11;

    // keccak256(abi.encode(uint256(keccak256("audifi.storage.CoinLauncher")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION =
        0xcff5144edb492a843854cec1d111c70f0ee59e1fcfa3077bd96d6c49266bf500;

    address private immutable REGISTRY;
    ILiquidityLocker private immutable LOCKER;
    ICoinGrants private immutable GRANTS;
    INonfungiblePositionManager private immutable POSITIONS;
    IUniswapV3Factory private immutable FACTORY;
    IWrappedNative private immutable WRAPPED;
    address private immutable COIN_CODE;
    address private immutable STAKING_CODE;
    address private immutable VESTING_CODE;
    IArtistGovernor private immutable GOVERNOR_CODE;
    IArtistTreasury private immutable TREASURY_CODE;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(Surroundings memory around) {
        REGISTRY = _withCode(around.registry);
        LOCKER = ILiquidityLocker(_withCode(around.locker));
        GRANTS = ICoinGrants(_withCode(around.grants));
        POSITIONS = INonfungiblePositionManager(_withCode(around.positions));
        FACTORY = IUniswapV3Factory(_withCode(POSITIONS.factory()));
        WRAPPED = IWrappedNative(_withCode(POSITIONS.WETH9()));
        COIN_CODE = _withCode(around.coinCode);
        STAKING_CODE = _withCode(around.stakingCode);
        VESTING_CODE = _withCode(around.vestingCode);
        GOVERNOR_CODE = IArtistGovernor(_withCode(around.governorCode));
        TREASURY_CODE = IArtistTreasury(_withCode(around.treasuryCode));
        _disableInitializers();
    }

    /// @notice Makes the proxy ready, in the transaction that deploys it.
    /// @param authority The AccessManager.
    function initialize(address authority) external initializer {
        if (authority.code.length == 0) revert CoinLauncher_NoCode(authority);
        __AccessManaged_init(authority);
    }

    /// @inheritdoc ICoinLauncher
    function launch(
        uint64 artistId,
        address artist,
        address shares,
        uint24 publicShares,
        CoinTerms calldata terms
    ) external payable returns (address coin) {
        if (msg.sender != REGISTRY) revert CoinLauncher_NotRegistry(msg.sender);
        CoinParts storage parts = _launcher().parts[artistId];
        if (parts.coin != address(0)) revert CoinLauncher_CoinExists(artistId);
        _checkTerms(terms);

        coin = _createCoin(artistId, terms);
        CoinMarket memory market;
        market.treasury = treasuryOf(artistId);
        market.openingPrice = terms.openingPrice;
        parts.coin = coin;
        parts.pool = _openMarket(market, artistId, coin, artist, terms.minNative);
        parts.vesting = _createVesting(artistId, coin);
        parts.staking = _createStaking(artistId, coin, market);
        IERC20(coin).safeTransfer(address(GRANTS), GRANTED);
        GRANTS.open(coin, shares, publicShares, parts.staking);

        emit CoinLaunched(artistId, coin, shares, parts, market, terms);
    }

    /// @inheritdoc ICoinLauncher
    function deployDao(uint64 artistId) external returns (address governor, address treasury) {
        CoinParts storage parts = _launcher().parts[artistId];
        (address coin, address staking) = (parts.coin, parts.staking);
        if (coin == address(0)) revert CoinLauncher_NoCoin(artistId);
        if (treasuryOf(artistId).code.length != 0) revert CoinLauncher_DaoExists(artistId);

        treasury = Create3.deploy(
            0,
            _treasurySalt(artistId),
            DaoArgs.creationCode(address(TREASURY_CODE), coin, artistId, staking)
        );
        governor = Create3.deploy(
            0,
            _governorSalt(artistId),
            DaoArgs.creationCode(address(GOVERNOR_CODE), coin, artistId, staking)
        );
        IArtistTreasury(treasury).open(governor);
        IArtistGovernor(governor).initialize(treasury);
        emit DaoDeployed(
            artistId,
            governor,
            treasury,
            TREASURY_CODE.firstDelay(),
            GOVERNOR_CODE.firstSettings()
        );
    }

    /// @inheritdoc ICoinLauncher
    function partsOf(uint64 artistId) external view returns (CoinParts memory) {
        return _launcher().parts[artistId];
    }

    /// @inheritdoc ICoinLauncher
    function treasuryOf(uint64 artistId) public view returns (address) {
        return Create3.computeAddress(_treasurySalt(artistId));
    }

    /// @inheritdoc ICoinLauncher
    function governorOf(uint64 artistId) external view returns (address) {
        return Create3.computeAddress(_governorSalt(artistId));
    }

    function _authorizeUpgrade(address) internal override restricted {}

    /// @dev The first of the salt's addresses for which no pool exists: who created one beforehand chose its price.
    function _createCoin(uint64 artistId, CoinTerms calldata terms) private returns (address coin) {
        bytes memory args = CoinArgs.encodeCoin(artistId, terms.name, terms.symbol);
        for (uint256 i = 0; i < MAX_ATTEMPTS; ++i) {
            bytes32 salt = keccak256(abi.encode(artistId, terms.salt, i));
            coin = Clones.predictDeterministicAddressWithImmutableArgs(COIN_CODE, args, salt);
            if (FACTORY.getPool(coin, address(WRAPPED), POOL_FEE) != address(0)) continue;
            Clones.cloneDeterministicWithImmutableArgs(COIN_CODE, args, salt);
            IArtistCoin(coin).initialize(address(this));
            return coin;
        }
        revert CoinLauncher_NoFreePool(terms.salt);
    }

    /// @dev The pool's tick is read right after this call initialised it.
    function _openMarket(
        CoinMarket memory market,
        uint64 artistId,
        address coin,
        address artist,
        uint256 minNative
    ) private returns (address pool) {
        bool isCoinFirst = coin < address(WRAPPED);
        market.sqrtPriceX96 = OpeningPrice.toSqrtPriceX96(market.openingPrice, isCoinFirst);
        pool = FACTORY.createPool(coin, address(WRAPPED), POOL_FEE);
        IUniswapV3Pool(pool).initialize(market.sqrtPriceX96);
        (, int24 tick, , , , , ) = IUniswapV3Pool(pool).slot0();

        Side memory side = Side(artistId, coin, market.treasury, 0, 0, LIQUIDITY, 0);
        (side.lower, side.upper) = OpeningPrice.coinRange(tick, isCoinFirst);
        IERC20(coin).forceApprove(address(POSITIONS), LIQUIDITY);
        (market.coinPosition, market.coinAmount, ) = _openSide(side, isCoinFirst);

        if (msg.value != 0) {
            (side.coinAmount, side.nativeAmount) = (0, msg.value);
            (side.lower, side.upper) = OpeningPrice.nativeRange(tick, isCoinFirst);
            WRAPPED.deposit{value: msg.value}();
            IERC20(address(WRAPPED)).forceApprove(address(POSITIONS), msg.value);
            (market.nativePosition, , market.nativeAmount) = _openSide(side, isCoinFirst);
            uint256 rest = msg.value - market.nativeAmount;
            if (rest != 0) IERC20(address(WRAPPED)).safeTransfer(artist, rest);
        }
        if (market.nativeAmount < minNative) {
            revert CoinLauncher_NativeBelowMinimum(market.nativeAmount, minNative);
        }
    }

    /// @dev No minimum for Uniswap: nobody traded between initialising and minting.
    function _openSide(
        Side memory side,
        bool isCoinFirst
    ) private returns (uint256 positionId, uint256 coinAmount, uint256 nativeAmount) {
        INonfungiblePositionManager.MintParams memory params;
        params.fee = POOL_FEE;
        params.tickLower = side.lower;
        params.tickUpper = side.upper;
        params.recipient = address(LOCKER);
        params.deadline = block.timestamp;
        if (isCoinFirst) {
            (params.token0, params.amount0Desired) = (side.coin, side.coinAmount);
            (params.token1, params.amount1Desired) = (address(WRAPPED), side.nativeAmount);
            (positionId, , coinAmount, nativeAmount) = POSITIONS.mint(params);
        } else {
            (params.token0, params.amount0Desired) = (address(WRAPPED), side.nativeAmount);
            (params.token1, params.amount1Desired) = (side.coin, side.coinAmount);
            (positionId, , nativeAmount, coinAmount) = POSITIONS.mint(params);
        }
        LOCKER.lock(positionId, side.artistId, side.coin, side.treasury);
    }

    function _createVesting(uint64 artistId, address coin) private returns (address vesting) {
        bytes memory args = CoinArgs.encodeVesting(artistId, uint64(block.timestamp));
        vesting = Clones.cloneDeterministicWithImmutableArgs(VESTING_CODE, args, bytes32(uint256(artistId)));
        IERC20(coin).safeTransfer(vesting, VESTED);
    }

    /// @dev The reserve gets what the other parts leave, and with it what rounding left out of the position.
    function _createStaking(
        uint64 artistId,
        address coin,
        CoinMarket memory market
    ) private returns (address staking) {
        bytes memory args = CoinArgs.encodeStaking(coin, artistId, market.treasury);
        staking = Clones.cloneDeterministicWithImmutableArgs(STAKING_CODE, args, bytes32(uint256(artistId)));
        market.reserve = IERC20(coin).balanceOf(address(this)) - GRANTED;
        IERC20(coin).safeTransfer(staking, market.reserve);
        ICoinStaking(staking).initialize(market.reserve);
    }

    function _checkTerms(CoinTerms calldata terms) private pure {
        bytes memory name = bytes(terms.name);
        if (name.length == 0 || name.length > MAX_NAME || !Utf8.isPlainText(name)) {
            revert CoinLauncher_InvalidName();
        }
        bytes calldata symbol = bytes(terms.symbol);
        if (symbol.length < MIN_SYMBOL || symbol.length > MAX_SYMBOL) revert CoinLauncher_InvalidSymbol();
        for (uint256 i = 0; i < symbol.length; ++i) {
            bytes1 letter = symbol[i];
            bool isLetter = letter >= "A" && letter <= "Z";
            bool isDigit = letter >= "0" && letter <= "9";
            if (!isLetter && !isDigit) revert CoinLauncher_InvalidSymbol();
        }
        if (terms.openingPrice < OpeningPrice.MIN || terms.openingPrice > OpeningPrice.MAX) {
            revert CoinLauncher_InvalidPrice(terms.openingPrice, OpeningPrice.MIN, OpeningPrice.MAX);
        }
    }

    function _withCode(address target) private view returns (address) {
        if (target.code.length == 0) revert CoinLauncher_NoCode(target);
        return target;
    }

    function _treasurySalt(uint64 artistId) private pure returns (bytes32) {
        return bytes32(uint256(artistId));
    }

    function _governorSalt(uint64 artistId) private pure returns (bytes32) {
        return bytes32((uint256(1) << 64) | artistId);
    }

    function _launcher() private pure returns (LauncherStorage storage $) {
        assembly ("memory-safe") {
            $.slot := STORAGE_LOCATION
        }
    }
}
