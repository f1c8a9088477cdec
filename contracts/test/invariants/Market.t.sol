// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

import {Listing, Offer} from "../../src/market/IShareMarket.sol";
import {ShareMarket} from "../../src/market/ShareMarket.sol";
import {MasterShares} from "../../src/masters/MasterShares.sol";
import {MarketHandler} from "./MarketHandler.t.sol";

contract MarketInvariants is Test {
    MarketHandler private handler;
    ShareMarket private market;

    function setUp() public {
        handler = new MarketHandler();
        market = handler.market();
        targetContract(address(handler));
    }

    function invariant_escrowIsCreditsFeesAndOffers() public view {
        for (uint256 c = 0; c < 2; ++c) {
            address currency = handler.currencyAt(c);
            uint256 owed = market.feesOf(currency) + market.artistCreditOf(1, currency);
            for (uint256 i = 0; i < handler.ACTORS(); ++i) {
                owed += market.creditOf(handler.actorAt(i), currency);
            }
            for (uint256 id = 1; id <= market.offerCount(); ++id) {
                Offer memory bid = market.offerOf(id);
                if (bid.bidder != address(0) && bid.currency == currency) owed += bid.amount;
            }
            uint256 held =
                currency == address(0)
                    ? address(market).balance
                    : IERC20(currency).balanceOf(address(market));
            assertEq(held, owed, "held");
            assertEq(held, handler.paidIn(c) - handler.paidOut(c), "in less out");
        }
    }

    function invariant_everyoneIsOwedWhatTheModelSays() public view {
        for (uint256 c = 0; c < 2; ++c) {
            address currency = handler.currencyAt(c);
            assertEq(market.feesOf(currency), handler.fees(c), "fees");
            assertEq(market.artistCreditOf(1, currency), handler.artistCredit(c), "artist");
            for (uint256 i = 0; i < handler.ACTORS(); ++i) {
                address actor = handler.actorAt(i);
                assertEq(market.creditOf(actor, currency), handler.credit(c, actor), "credit");
            }
        }
    }

    /// @dev A share never leaves without its price: the model moves it only where it records the payment.
    function invariant_sharesMoveOnlyForTheirPrice() public view {
        for (uint256 m = 0; m < handler.MASTERS(); ++m) {
            MasterShares shares = handler.master(m);
            for (uint256 id = 1; id <= 130; ++id) {
                assertEq(shares.ownerOf(id), handler.ownerOf(m, id), "owner");
                assertEq(shares.moverOf(id), handler.moverOf(m, id), "mover");
            }
        }
    }

    function invariant_listingsAreTheModels() public view {
        for (uint256 m = 0; m < handler.MASTERS(); ++m) {
            address shares = address(handler.master(m));
            for (uint256 id = 1; id <= 130; id += 3) {
                Listing memory listing = market.listingOf(shares, id);
                bool isOpen = listing.seller != address(0) && block.timestamp < listing.expiry;
                assertEq(isOpen ? listing.price : 0, handler.listedAt(m, id), "listing");
            }
        }
    }
}
