// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CoinTerms} from "../types/CoinTerms.sol";
import {DaoSettings} from "../types/DaoSettings.sol";

/// @notice The contracts of a launched coin.
/// @param coin The coin.
/// @param staking Holds staked coins and the reserve of rewards.
/// @param vesting Holds the artist's part.
/// @param pool The Uniswap V3 pool of coin and wrapped native coin, 1 % fee.
struct CoinParts {
    address coin;
    address staking;
    address vesting;
    address pool;
}

/// @notice How the market of a coin began.
/// @param treasury Where the artist's DAO will be, or is.
/// @param openingPrice Native coin's smallest unit per whole coin.
/// @param sqrtPriceX96 The same as the pool stores it.
/// @param coinPosition The locked position of coins, one-sided above the opening price.
/// @param coinAmount Coins in it, in their smallest unit.
/// @param nativePosition The locked position of native coin, one-sided below the opening price; zero is none.
/// @param nativeAmount Wrapped native coin in it.
/// @param reserve Coins that the staking reserve began with.
struct CoinMarket {
    address treasury;
    uint128 openingPrice;
    uint160 sqrtPriceX96;
    uint256 coinPosition;
    uint256 coinAmount;
    uint256 nativePosition;
    uint256 nativeAmount;
    uint256 reserve;
}

/// @title Makes an artist's coin, its pool and its locked liquidity in one transaction
/// @notice UUPS under the AccessManager. Holds nothing between calls; what it makes is immutable. Of 1,000,000 coins,
/// 300,000 vest to the artist over four years, 200,000 are for the buyers of the first IPO, 250,000 become liquidity
/// and 250,000 (and what rounding left over) the reserve of staking rewards.
/// @dev The pool is created, initialised and filled in the call that creates the coin. Pools of coins that do not exist
/// yet can be created by anyone at any price: a salt whose pool exists is skipped.
interface ICoinLauncher {
    /// @notice A coin and its market were made.
    /// @param shares The master whose buyers get coins.
    event CoinLaunched(
        uint64 indexed artistId,
        address indexed coin,
        address indexed shares,
        CoinParts parts,
        CoinMarket market,
        CoinTerms terms
    );

    /// @notice The DAO of an artist was deployed.
    /// @param treasury Its timelock: what belongs to the DAO.
    /// @param timelockDelay Seconds between queueing and executing that it begins with.
    /// @param settings What its governor begins with.
    event DaoDeployed(
        uint64 indexed artistId,
        address indexed governor,
        address indexed treasury,
        uint256 timelockDelay,
        DaoSettings settings
    );

    /// @notice The zero address, or one without code, was given where a contract is needed.
    error CoinLauncher_NoCode(address target);

    /// @notice The caller is not the registry.
    error CoinLauncher_NotRegistry(address caller);

    /// @notice The artist has a coin already.
    error CoinLauncher_CoinExists(uint256 artistId);

    /// @notice The artist has no coin whose holders could vote.
    error CoinLauncher_NoCoin(uint256 artistId);

    /// @notice The artist's DAO is deployed already.
    error CoinLauncher_DaoExists(uint256 artistId);

    /// @notice The name is not 1 to 32 bytes of UTF-8 without control characters.
    error CoinLauncher_InvalidName();

    /// @notice The symbol is not 2 to 11 characters of A to Z and 0 to 9.
    error CoinLauncher_InvalidSymbol();

    /// @notice The opening price is outside of its bounds.
    error CoinLauncher_InvalidPrice(uint256 price, uint256 min, uint256 max);

    /// @notice Pools exist for all addresses that this salt leads to. Another salt helps.
    error CoinLauncher_NoFreePool(bytes32 salt);

    /// @notice Less of the native coin sent along would become liquidity than the artist wants.
    error CoinLauncher_NativeBelowMinimum(uint256 amount, uint256 min);

    /// @notice Makes coin, staking, vesting, grants, pool and locked liquidity. Only the registry. Native coin sent
    /// along becomes liquidity below the opening price; what does not fit goes back to `artist` in wrapped form.
    /// @param artistId The artist.
    /// @param artist The account that holds the role.
    /// @param shares The master whose buyers get coins.
    /// @param publicShares Its public shares.
    /// @param terms What the artist chose.
    function launch(
        uint64 artistId,
        address artist,
        address shares,
        uint24 publicShares,
        CoinTerms calldata terms
    ) external payable returns (address coin);

    /// @notice Deploys the DAO of an artist who has a coin: anyone, once. It begins with the settings of this launcher's
    /// governor and treasury, and changes them by proposals.
    /// @return governor Where it is voted.
    /// @return treasury What belongs to the DAO, at the address of `treasuryOf`.
    function deployDao(uint64 artistId) external returns (address governor, address treasury);

    /// @notice The contracts of an artist's coin; all zero where there is none.
    function partsOf(uint64 artistId) external view returns (CoinParts memory);

    /// @notice Where the DAO of an artist is, or will be deployed by this contract (CREATE3: the address depends on the
    /// artist's id alone). It receives half of the pool's fees and sets the rewards' rate and cap.
    function treasuryOf(uint64 artistId) external view returns (address);

    /// @notice Where the governor of an artist's DAO is, or will be. It has code once the DAO is deployed.
    function governorOf(uint64 artistId) external view returns (address);
}
