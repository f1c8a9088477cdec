// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {PaymentSplitter} from "@limitbreak/creator-token-standards/node_modules/@openzeppelin/contracts/finance/PaymentSplitter.sol";

/// @notice OpenZeppelin 4.8's PaymentSplitter, unchanged: fixed payees, no transferable shares.
contract OpenZeppelinSplitter is PaymentSplitter {
    constructor(address[] memory payees, uint256[] memory shares) payable PaymentSplitter(payees, shares) {}
}
