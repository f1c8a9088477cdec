// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

import {Bounty} from "../../src/studio/IStudioSessions.sol";
import {StudioSessions} from "../../src/studio/StudioSessions.sol";
import {StudioHandler} from "./StudioHandler.t.sol";

contract StudioInvariants is Test {
    StudioHandler private handler;
    StudioSessions private studio;

    function setUp() public {
        handler = new StudioHandler();
        studio = handler.studio();
        targetContract(address(handler));
    }

    function invariant_bountiesAndCreditsAreWhatIsHeld() public view {
        for (uint256 c = 0; c < 2; ++c) {
            address currency = handler.currencyAt(c);
            uint256 owed;
            for (uint256 i = 0; i < handler.ACTORS(); ++i) {
                address actor = handler.actorAt(i);
                assertEq(studio.creditOf(actor, currency), handler.credit(c, actor), "credit");
                owed += studio.creditOf(actor, currency);
            }
            for (uint64 session = 1; session <= studio.sessionCount(); ++session) {
                for (uint8 d = 0; d < handler.DECISIONS(); ++d) {
                    Bounty memory bounty = studio.bountyOf(session, d);
                    if (bounty.currency != currency || bounty.amount == 0) continue;
                    assertEq(bounty.amount, handler.bountyOf(session, d), "bounty");
                    owed += bounty.amount;
                }
            }
            uint256 held =
                currency == address(0)
                    ? address(studio).balance
                    : IERC20(currency).balanceOf(address(studio));
            assertEq(held, owed, "held");
            assertEq(held, handler.paidIn(c) - handler.paidOut(c), "in less out");
        }
    }
}
