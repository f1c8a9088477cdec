// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice Stands in for `@opensea/tstorish`, which npm does not have: transient storage only, as on any chain since
/// Cancun, where the original takes the same path.
contract Tstorish {
    function _setTstorish(uint256 slot, uint256 value) internal {
        assembly ("memory-safe") {
            tstore(slot, value)
        }
    }

    function _getTstorish(uint256 slot) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := tload(slot)
        }
    }
}
