// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {Test} from "forge-std/Test.sol";

import {Holder} from "../../src/masters/IMasterShares.sol";
import {MasterShares} from "../../src/masters/MasterShares.sol";
import {MastersHandler} from "./MastersHandler.t.sol";

contract MastersInvariants is Test {
    MastersHandler private handler;

    function setUp() public {
        handler = new MastersHandler();
        targetContract(address(handler));
    }

    function invariant_everyDepositIsOwedPaidOrCarried() public view {
        for (uint256 m = 0; m < handler.MASTERS(); ++m) {
            MastersHandler.Model memory model = handler.model(m);
            MasterShares shares = handler.master(m);
            (uint128 balance, uint128 credit) = handler.bookOf(m);
            (, uint256 remainder, ) = shares.accumulator();
            uint256 owed;
            for (uint256 i = 0; i < handler.ACTORS(); ++i) owed += shares.claimable(handler.actorAt(i));
            assertEq(owed + credit + remainder, balance, "book");
            assertEq(owed + credit + remainder + model.paid + model.artistPaid, model.deposited, "deposits");
        }
    }

    function invariant_everyoneIsOwedWhatTheModelSays() public view {
        for (uint256 m = 0; m < handler.MASTERS(); ++m) {
            MasterShares shares = handler.master(m);
            (, uint128 credit) = handler.bookOf(m);
            assertEq(credit, handler.model(m).artistCredit, "artist credit");
            for (uint256 i = 0; i < handler.ACTORS(); ++i) {
                address actor = handler.actorAt(i);
                assertEq(shares.claimable(actor), handler.owed(m, actor), "claimable");
                Holder memory holder = shares.holderOf(actor);
                assertEq(holder.balance, handler.balanceOf(m, actor), "balance");
                assertEq(holder.staked, handler.stakedOf(m, actor), "staked");
                assertEq(holder.bought, handler.boughtOf(m, actor), "bought");
            }
        }
    }

    function invariant_vaultIsSolventPerCurrency() public view {
        (uint128 native, ) = handler.bookOf(0);
        (uint128 erc20, ) = handler.bookOf(1);
        assertEq(handler.vaultAddress().balance, native + handler.forced(), "native coin");
        assertEq(IERC20(handler.usdcAddress()).balanceOf(handler.vaultAddress()), erc20, "ERC-20");
    }

    function invariant_unitsAndSupplyAgree() public view {
        for (uint256 m = 0; m < handler.MASTERS(); ++m) {
            MasterShares shares = handler.master(m);
            MastersHandler.Model memory model = handler.model(m);
            (, uint256 remainder, uint256 units) = shares.accumulator();
            (uint256 minted, uint256 byArtist) = shares.minted();
            uint256 balances;
            for (uint256 i = 0; i < handler.ACTORS(); ++i) balances += shares.balanceOf(handler.actorAt(i));
            assertEq(units, 10 * uint256(shares.offering().totalShares) + 2 * model.staked, "units");
            // Below the units of the last deposit, of which some may have left with a stake since.
            assertLt(remainder, 12 * uint256(shares.offering().totalShares), "dust is bounded");
            assertEq(balances, minted, "supply");
            assertEq(minted, model.minted, "minted");
            assertEq(minted - byArtist, model.sold, "sold");
        }
    }

    function invariant_ownersAndMoversAreTheModels() public view {
        for (uint256 m = 0; m < handler.MASTERS(); ++m) {
            MasterShares shares = handler.master(m);
            uint256 minted = handler.model(m).minted;
            for (uint256 id = 1; id <= minted; id += id <= 100 ? 1 : 7) {
                assertEq(shares.ownerOf(id), handler.ownerOf(m, id), "owner");
                assertEq(shares.moverOf(id), handler.moverOf(m, id), "mover");
            }
        }
    }

    function invariant_proceedsFollowSales() public view {
        for (uint256 m = 0; m < handler.MASTERS(); ++m) {
            MasterShares shares = handler.master(m);
            MastersHandler.Model memory model = handler.model(m);
            (uint256 proceeds, uint256 fees) = shares.withdrawable();
            uint256 gross = model.sold * shares.offering().price;
            assertEq(proceeds + fees + model.proceedsPaid + model.feesPaid, gross, "gross");
            assertEq(fees + model.feesPaid, (gross * 250) / 10_000, "fee");
            uint256 held =
                m == 0 ? address(shares).balance : IERC20(handler.usdcAddress()).balanceOf(address(shares));
            assertEq(held, proceeds + fees, "held");
        }
    }
}
