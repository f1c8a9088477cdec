// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Royalties} from "../../src/types/Offering.sol";

/// @title Shares of a later version, which answer otherwise than the arguments in their code say
contract LaterShares {
    function initialize(uint40, address) external {}

    /// @notice The first master after one other is number 2 of artist 1.
    function ids() external pure returns (uint64, uint64, uint64) {
        return (2, 1, 0);
    }

    function currency() external pure returns (address) {
        return address(0);
    }

    function royalties() external pure returns (Royalties memory) {
        return Royalties({tier1: 1_000, tier2: 500, tier3: 300, tier4: 101, moverShare: 5_000});
    }
}
