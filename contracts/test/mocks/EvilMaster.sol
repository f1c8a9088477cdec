// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title A contract that calls itself a master and answers the vault whatever pays best
contract EvilMaster {
    address public currency;
    address public owner;
    uint256 public artistAmount;
    mapping(address account => uint256) public claimable;

    constructor(address currency_) {
        currency = currency_;
        owner = msg.sender;
    }

    function set(address currency_, uint256 artistAmount_, address account, uint256 amount) external {
        currency = currency_;
        artistAmount = artistAmount_;
        claimable[account] = amount;
    }

    function accrue(uint256) external view returns (address, uint256) {
        return (currency, artistAmount);
    }

    function collect(address account) external view returns (address, uint256) {
        return (currency, claimable[account]);
    }
}
