// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAggregatorV3} from "../external/IAggregatorV3.sol";

/// @title A price feed for local and test chains
/// @notice One fixed price with 8 decimals that is always fresh.
contract TestPriceFeed is IAggregatorV3 {
    /// @notice The price, in hundred-millionths of a dollar.
    int256 public immutable price;

    /// @inheritdoc IAggregatorV3
    string public description;

    constructor(string memory description_, int256 price_) {
        description = description_;
        price = price_;
    }

    /// @inheritdoc IAggregatorV3
    function decimals() external pure returns (uint8) {
        return 8;
    }

    /// @inheritdoc IAggregatorV3
    function version() external pure returns (uint256) {
        return 4;
    }

    /// @inheritdoc IAggregatorV3
    function getRoundData(uint80 roundId) public view returns (uint80, int256, uint256, uint256, uint80) {
        return (roundId, price, block.timestamp, block.timestamp, roundId);
    }

    /// @inheritdoc IAggregatorV3
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        return getRoundData(1);
    }
}
