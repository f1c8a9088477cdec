// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CountedBallot, ProvenBallot} from "../types/Ballots.sol";

/// @title The tree of counted ballots
/// @notice A binary tree of `count` leaves in order, filled up with zeros to the next power of two. A node is
/// `keccak256(left ‖ right)`, so that a proof shows the place of a leaf as well: without places nobody could prove that
/// a voter is missing.
/// @dev Leaves are hashed twice, nodes once; nothing that is known hashes to zero.
library BallotTree {
    /// @notice The leaf of a counted ballot.
    function leafOf(uint64 session, CountedBallot calldata counted) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(session, counted))));
    }

    /// @notice Whether the ballot is in the tree at its place.
    function holds(
        bytes32 root,
        uint32 count,
        uint64 session,
        ProvenBallot calldata proven
    ) internal pure returns (bool) {
        uint256 index = proven.index;
        if (index >= count || proven.proof.length != depthOf(count)) return false;
        bytes32 node = leafOf(session, proven.counted);
        for (uint256 i = 0; i < proven.proof.length; ++i) {
            bytes32 sibling = proven.proof[i];
            node = index & 1 == 0 ? _hash(node, sibling) : _hash(sibling, node);
            index >>= 1;
        }
        return node == root;
    }

    /// @notice Levels above the leaves.
    function depthOf(uint32 count) internal pure returns (uint256 depth) {
        while ((uint256(1) << depth) < count) ++depth;
    }

    /// @notice What leaves are sorted by.
    function keyOf(uint8 decision, address voter) internal pure returns (uint256) {
        return (uint256(decision) << 160) | uint160(voter);
    }

    function _hash(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(left, right));
    }
}
