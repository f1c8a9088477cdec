// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title The opening price of a coin as Uniswap V3 states prices, and the ranges next to it
/// @notice A pool's price is token1 per token0, and its tokens are ordered by address: the coin is either.
library OpeningPrice {
    /// @notice Least opening price: native coin's smallest unit per whole coin.
    uint256 internal constant MIN = 1e9;

    /// @notice Highest opening price.
    uint256 internal constant MAX = 1e21;

    /// @notice Ticks of pools with a fee of 1 % that can be bounds of a position are multiples of this.
    int24 internal constant SPACING = 200;

    /// @notice The highest of them; the lowest is its negative.
    int24 internal constant MAX_TICK = 887_200;

    uint256 private constant WHOLE = 1e18;
    uint256 private constant Q192 = 1 << 192;

    /// @notice The square root of token1 per token0, times 2^96, rounded down.
    /// @param price Native coin's smallest unit per whole coin, from `MIN` to `MAX`: the root fits 160 bits.
    function toSqrtPriceX96(uint256 price, bool isCoinFirst) internal pure returns (uint160) {
        uint256 ratio = isCoinFirst ? Math.mulDiv(price, Q192, WHOLE) : Math.mulDiv(WHOLE, Q192, price);
        return uint160(Math.sqrt(ratio));
    }

    /// @notice The range that holds coins only: from the next usable tick above the opening price, as the price of the
    /// coin goes, to the end.
    /// @param tick The tick of the opening price.
    function coinRange(int24 tick, bool isCoinFirst) internal pure returns (int24 lower, int24 upper) {
        int24 below = _floor(tick);
        return isCoinFirst ? (below + SPACING, MAX_TICK) : (-MAX_TICK, below);
    }

    /// @notice The range that holds native coin only: the other side.
    function nativeRange(int24 tick, bool isCoinFirst) internal pure returns (int24 lower, int24 upper) {
        return coinRange(tick, !isCoinFirst);
    }

    /// @dev Rounds towards minus infinity. Ticks of prices in our bounds are far from the ends.
    function _floor(int24 tick) private pure returns (int24) {
        int24 multiple = tick / SPACING;
        if (tick < 0 && tick % SPACING != 0) --multiple;
        return multiple * SPACING;
    }
}
