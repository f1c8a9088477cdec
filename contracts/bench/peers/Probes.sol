// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";

interface IForSale {
    function buy(uint256 count) external payable;
}

/// @notice Buys shares and gives one each to as many accounts as it is told: how a bench gets 99,900 real holders.
contract Crowd {
    function buy(IForSale sale, uint256 count) external payable {
        sale.buy{value: msg.value}(count);
    }

    /// @notice Gives the ids from `first` to accounts that exist nowhere else.
    function give(IERC721 collection, uint256 first, uint256 count) external {
        for (uint256 id = first; id < first + count; ++id) {
            collection.transferFrom(address(this), address(uint160(uint256(keccak256(abi.encode(id))))), id);
        }
    }
}

/// @notice What a view costs a contract that calls it in a transaction of its own, the cold account included.
contract Probe {
    function ownerOf(IERC721 collection, uint256 id) external view returns (uint256 used) {
        uint256 before = gasleft();
        collection.ownerOf(id);
        return before - gasleft();
    }

    function getPastVotes(
        IVotes source,
        address account,
        uint256 timepoint
    ) external view returns (uint256 used) {
        uint256 before = gasleft();
        source.getPastVotes(account, timepoint);
        return before - gasleft();
    }
}
