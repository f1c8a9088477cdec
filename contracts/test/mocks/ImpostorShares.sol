// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Says that it is a master of the registry, and is not
contract ImpostorShares {
    uint64 private immutable _masterId;

    constructor(uint64 masterId) {
        _masterId = masterId;
    }

    function ids() external view returns (uint64, uint64, uint64) {
        return (_masterId, 1, 0);
    }
}
