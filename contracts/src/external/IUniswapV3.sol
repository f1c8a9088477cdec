// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title What we call of Uniswap V3's factory
interface IUniswapV3Factory {
    /// @notice The pool of two tokens and a fee (in hundredths of a basis point), or zero. The order does not matter.
    function getPool(address tokenA, address tokenB, uint24 fee) external view returns (address pool);

    /// @notice Creates a pool, which still has to be initialised with a price.
    function createPool(address tokenA, address tokenB, uint24 fee) external returns (address pool);
}

/// @title What we call of a Uniswap V3 pool
interface IUniswapV3Pool {
    /// @notice Sets the price of a new pool: the square root of token1 per token0, times 2^96.
    function initialize(uint160 sqrtPriceX96) external;

    /// @notice The current price. Warning: in a pool without liquidity anyone moves it for free.
    function slot0()
        external
        view
        returns (
            uint160 sqrtPriceX96,
            int24 tick,
            uint16 observationIndex,
            uint16 observationCardinality,
            uint16 observationCardinalityNext,
            uint8 feeProtocol,
            bool unlocked
        );
}

/// @title What we call of Uniswap V3's positions
interface INonfungiblePositionManager {
    struct MintParams {
        address token0;
        address token1;
        uint24 fee;
        int24 tickLower;
        int24 tickUpper;
        uint256 amount0Desired;
        uint256 amount1Desired;
        uint256 amount0Min;
        uint256 amount1Min;
        address recipient;
        uint256 deadline;
    }

    struct CollectParams {
        uint256 tokenId;
        address recipient;
        uint128 amount0Max;
        uint128 amount1Max;
    }

    /// @notice Takes tokens of the sender, as far as they fit the range, and mints the position to the recipient.
    function mint(
        MintParams calldata params
    ) external payable returns (uint256 tokenId, uint128 liquidity, uint256 amount0, uint256 amount1);

    /// @notice Sends the fees a position has earned to the recipient. Only its owner or an approved account.
    function collect(
        CollectParams calldata params
    ) external payable returns (uint256 amount0, uint256 amount1);

    /// @notice The owner of a position.
    function ownerOf(uint256 tokenId) external view returns (address);

    /// @notice The factory whose pools the positions are in.
    function factory() external view returns (address);

    /// @notice The wrapped native coin.
    function WETH9() external view returns (address);
}
