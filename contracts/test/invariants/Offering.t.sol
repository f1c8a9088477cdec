// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";

import {OfferingHandler} from "./OfferingHandler.t.sol";

contract OfferingInvariants is Test {
    OfferingHandler private handler;

    function setUp() public {
        handler = new OfferingHandler();
        bytes4[] memory selectors = new bytes4[](6);
        selectors[0] = OfferingHandler.pause.selector;
        selectors[1] = OfferingHandler.unpause.selector;
        selectors[2] = OfferingHandler.buy.selector;
        selectors[3] = OfferingHandler.extend.selector;
        selectors[4] = OfferingHandler.close.selector;
        selectors[5] = OfferingHandler.mint.selector;
        targetContract(address(handler));
        targetSelector(FuzzSelector({addr: address(handler), selectors: selectors}));
    }

    function invariant_windowAndClosingAreTheModels() public view {
        assertEq(handler.shares().effectiveEnd(), handler.effectiveEnd(), "end with pauses");
        assertEq(handler.shares().isClosed(), handler.isClosed(), "closed");
        assertGe(handler.effectiveEnd(), handler.end(), "pauses never shorten");
    }
}
