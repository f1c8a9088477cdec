// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ISwitchboard} from "../access/ISwitchboard.sol";

/// @title Asks the switchboard without allocating memory
/// @dev Only for our own immutable switchboard: it never reverts, and answers one word that is 0 or 1. Whatever else
/// answers, or nobody, makes the caller revert.
library PauseClock {
    /// @notice `ISwitchboard.isPaused`.
    function pauses(ISwitchboard switchboard) internal view returns (bool answer) {
        bytes4 selector = ISwitchboard.isPaused.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            let isAnswered := staticcall(gas(), switchboard, 0x00, 0x04, 0x00, 0x20)
            if iszero(and(isAnswered, eq(returndatasize(), 0x20))) {
                revert(0x00, 0x00)
            }
            answer := mload(0x00)
        }
    }

    /// @notice `ISwitchboard.isMarket` of the sender.
    function knowsSender(ISwitchboard switchboard) internal view returns (bool answer) {
        bytes4 selector = ISwitchboard.isMarket.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, caller())
            let isAnswered := staticcall(gas(), switchboard, 0x00, 0x24, 0x00, 0x20)
            if iszero(and(isAnswered, eq(returndatasize(), 0x20))) {
                revert(0x00, 0x00)
            }
            answer := mload(0x00)
        }
    }
}
