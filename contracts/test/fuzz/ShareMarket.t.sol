// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ISwitchboard} from "../../src/access/ISwitchboard.sol";
import {Ask, Listing, Purchase, ShareKey, Split} from "../../src/market/IShareMarket.sol";
import {IShareMarket} from "../../src/market/IShareMarket.sol";
import {ShareMarket} from "../../src/market/ShareMarket.sol";
import {MasterShares} from "../../src/masters/MasterShares.sol";
import {Royalties} from "../../src/types/Offering.sol";
import {MastersFixture} from "../invariants/MastersFixture.sol";

contract ShareMarketFuzz is MastersFixture {
    address private constant SELLER = address(0x5E11E4);
    address private constant BUYER = address(0xB0E4);
    address private constant MOVER = address(0x30E4);

    ShareMarket private market;

    function setUp() public {
        _deploy();
        market = new ShareMarket(registry, ISwitchboard(address(switchboard)), 50);
        switchboard.setMarket(address(market), true);
        vm.deal(MOVER, type(uint128).max);
        vm.deal(BUYER, type(uint128).max);
    }

    function _launch() private returns (MasterShares shares) {
        shares = _register(_offering(address(0), 1, 400, 400));
        vm.prank(MOVER);
        shares.buy{value: 200}(200);
        vm.prank(SELLER);
        shares.setApprovalForAll(address(market), true);
    }

    function _list(MasterShares shares, uint256 id, uint96 price) private {
        Ask[] memory asks = new Ask[](1);
        asks[0] = Ask(address(shares), id, price, uint40(block.timestamp + 1 days), 0);
        vm.prank(SELLER);
        market.list(asks);
    }

    function _buy(MasterShares shares, uint256 id, uint96 price) private {
        Purchase[] memory purchases = new Purchase[](1);
        purchases[0] = Purchase(address(shares), id, price);
        vm.prank(BUYER);
        market.buy{value: price}(purchases, false);
    }

    function testFuzz_everyWeiOfAPriceHasAnOwner(uint256 id, uint96 price) public {
        MasterShares shares = _launch();
        id = bound(id, 1, 200);
        price = uint96(bound(price, 1, type(uint96).max));
        vm.prank(MOVER);
        shares.transferFrom(MOVER, SELLER, id);
        _list(shares, id, price);
        Split memory split = market.splitOf(address(shares), id, price);
        _buy(shares, id, price);

        Royalties memory rates = shares.royalties();
        uint256 rate =
            id <= 10
                ? rates.tier1
                : id <= 50
                    ? rates.tier2
                    : id <= 100
                        ? rates.tier3
                        : rates.tier4;
        (, uint256 royalty) = shares.royaltyInfo(id, price);
        assertEq(royalty, (uint256(price) * rate) / 10_000, "ERC-2981");
        assertEq(split.artistAmount + split.moverAmount, royalty, "royalty");
        assertEq(split.moverAmount, id <= 100 ? royalty / 2 : 0, "half each");
        assertEq(split.fee, (uint256(price) * 50) / 10_000, "fee");
        assertEq(split.net + royalty + split.fee, price, "sum");
        assertEq(SELLER.balance, split.net, "seller");
        assertEq(market.creditOf(MOVER, address(0)), split.moverAmount, "mover");
        assertEq(market.artistCreditOf(artistId, address(0)), split.artistAmount, "artist");
        assertEq(market.feesOf(address(0)), split.fee, "platform");
        assertEq(address(market).balance, price - split.net, "escrow");
        assertEq(shares.ownerOf(id), BUYER, "share");
    }

    /// @dev Up to six steps within one second: whatever happens, a listing is over once the share moved or was staked,
    /// and the share is sold by the newest listing only.
    function testFuzz_listingsNeverRevive(uint256 seed, uint8 steps) public {
        MasterShares shares = _launch();
        vm.prank(MOVER);
        shares.transferFrom(MOVER, SELLER, 5);
        uint256 listedPrice;
        for (uint256 i = 0; i < 2 + (steps % 5); ++i) {
            uint256 step = uint256(keccak256(abi.encode(seed, i))) % 5;
            if (step == 0) {
                listedPrice = 1_000 + i;
                _list(shares, 5, uint96(listedPrice));
            } else if (step == 1) {
                _giveAndBack(shares);
                listedPrice = 0;
            } else if (step == 2) {
                vm.prank(SELLER);
                shares.transferFrom(SELLER, SELLER, 5);
                listedPrice = 0;
            } else if (step == 3) {
                _stakeAndLeave(shares);
                listedPrice = 0;
            } else if (listedPrice != 0) {
                _cancel(shares);
                listedPrice = 0;
            }
        }
        Listing memory listing = market.listingOf(address(shares), 5);
        assertEq(listing.price, listedPrice, "price");
        assertEq(listing.seller, listedPrice == 0 ? address(0) : SELLER, "seller");
        if (listedPrice != 0) _buy(shares, 5, uint96(listedPrice));
        else _expectNotListed(shares);
    }

    function _giveAndBack(MasterShares shares) private {
        vm.prank(SELLER);
        shares.transferFrom(SELLER, BUYER, 5);
        vm.prank(BUYER);
        shares.transferFrom(BUYER, SELLER, 5);
    }

    function _stakeAndLeave(MasterShares shares) private {
        uint256[] memory ids = new uint256[](1);
        ids[0] = 5;
        vm.prank(SELLER);
        shares.stake(ids);
        vm.warp(block.timestamp + 30 days);
        vm.prank(SELLER);
        shares.requestUnstake(ids);
        vm.warp(block.timestamp + 7 days);
    }

    function _cancel(MasterShares shares) private {
        ShareKey[] memory keys = new ShareKey[](1);
        keys[0] = ShareKey(address(shares), 5);
        vm.prank(SELLER);
        market.cancel(keys);
    }

    function _expectNotListed(MasterShares shares) private {
        for (uint96 price = 1_000; price < 1_006; ++price) {
            Purchase[] memory purchases = new Purchase[](1);
            purchases[0] = Purchase(address(shares), 5, price);
            vm.expectRevert(
                abi.encodeWithSelector(IShareMarket.ShareMarket_NotListed.selector, address(shares), 5)
            );
            vm.prank(BUYER);
            market.buy{value: price}(purchases, false);
        }
    }
}
