// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Pushes native coin into a contract that has no way to take it
contract EtherForcer {
    constructor(address payable target) payable {
        selfdestruct(target);
    }
}
