// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";

import {OfferingHandler} from "./OfferingHandler.t.sol";

abstract contract OfferingInvariants is Test {
    OfferingHandler internal handler;

    function invariant_windowAndClosingAreTheModels() public view {
        assertEq(handler.shares().effectiveStart(), handler.effectiveStart(), "start with pauses");
        assertEq(handler.shares().effectiveEnd(), handler.effectiveEnd(), "end with pauses");
        assertEq(handler.shares().isClosed(), handler.isClosed(), "closed");
        assertGe(handler.effectiveStart(), handler.start(), "pauses never bring the start forward");
        assertGe(handler.effectiveEnd(), handler.end(), "pauses never shorten");
    }
}

contract OfferingWithoutPresaleInvariants is OfferingInvariants {
    function setUp() public {
        handler = new OfferingHandler(0);
        targetContract(address(handler));
    }
}

contract OfferingWithPresaleInvariants is OfferingInvariants {
    function setUp() public {
        handler = new OfferingHandler(9 days);
        targetContract(address(handler));
    }
}
