// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";

/// @notice The usual staking of a token: it moves to the contract, which remembers whose it is and since when. No
/// rewards; the staker's dividends would go to the contract.
contract CustodialStaking {
    event Staked(address indexed account, uint256 id);

    struct Stake {
        address account;
        uint40 since;
    }

    IERC721 private immutable COLLECTION;
    mapping(uint256 id => Stake) public stakes;

    constructor(IERC721 collection) {
        COLLECTION = collection;
    }

    function stake(uint256 id) external {
        stakes[id] = Stake(msg.sender, uint40(block.timestamp));
        COLLECTION.transferFrom(msg.sender, address(this), id);
        emit Staked(msg.sender, id);
    }
}
