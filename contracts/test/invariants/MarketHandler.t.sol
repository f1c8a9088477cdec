// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ISwitchboard} from "../../src/access/ISwitchboard.sol";
import {Ask, Listing, Offer, Purchase, ShareKey} from "../../src/market/IShareMarket.sol";
import {ShareMarket} from "../../src/market/ShareMarket.sol";
import {MasterShares} from "../../src/masters/MasterShares.sol";
import {MastersFixture} from "./MastersFixture.sol";

/// @notice Random trades of two masters (native coin and an ERC-20) by people of whom one cannot receive native coin,
/// with an independent model of what everybody was paid and is owed.
contract MarketHandler is MastersFixture {
    uint256 public constant ACTORS = 5;
    uint256 public constant MASTERS = 2;
    uint24 private constant SHARES = 130;

    ShareMarket public market;
    address[] private _actors;
    MasterShares[] private _masters;
    address[2] private _currencies;

    /// @notice By currency: what came in, and what went out again.
    uint256[2] public paidIn;
    uint256[2] public paidOut;
    uint256[2] public fees;
    uint256[2] public artistCredit;
    mapping(uint256 currency => mapping(address actor => uint256)) public credit;
    mapping(uint256 currency => uint256) public escrowed;

    /// @notice By master and id: who holds it by the model.
    mapping(uint256 master => mapping(uint256 id => address)) public ownerOf;
    mapping(uint256 master => mapping(uint256 id => address)) public moverOf;
    mapping(uint256 master => mapping(uint256 id => uint256)) public listedAt;
    mapping(uint256 master => mapping(uint256 id => bool)) public isStaked;

    uint256 public sales;
    uint256 public calls;

    constructor() {
        _deploy();
        market = new ShareMarket(registry, ISwitchboard(address(switchboard)), 50);
        switchboard.setMarket(address(market), true);
        _currencies = [address(0), address(usdc)];
        for (uint256 m = 0; m < MASTERS; ++m) {
            _masters.push(_register(_offering(_currencies[m], 1, SHARES, SHARES)));
        }
        for (uint256 i = 0; i < ACTORS; ++i) {
            address actor = address(uint160(0xA000 + i));
            _actors.push(actor);
            vm.deal(actor, 1e30);
            usdc.mint(actor, 1e30);
            for (uint256 m = 0; m < MASTERS; ++m) _enter(m, actor);
        }
        // The last one refuses native coin.
        vm.etch(_actors[ACTORS - 1], hex"fe");
    }

    function master(uint256 index) external view returns (MasterShares) {
        return _masters[index];
    }

    function actorAt(uint256 index) external view returns (address) {
        return _actors[index];
    }

    function currencyAt(uint256 index) external view returns (address) {
        return _currencies[index];
    }

    function list(uint256 seed, uint256 idSeed, uint96 price) external {
        (uint256 m, uint256 id) = _pick(seed, idSeed);
        if (isStaked[m][id]) return;
        price = uint96(bound(price, 1, price % 3 == 0 ? 300 : 1 ether));
        Ask[] memory asks = new Ask[](1);
        asks[0] = Ask(address(_masters[m]), id, price, uint40(block.timestamp + 1 days), 0);
        vm.prank(ownerOf[m][id]);
        market.list(asks);
        listedAt[m][id] = price;
    }

    function update(uint256 seed, uint256 idSeed, uint96 price) external {
        (uint256 m, uint256 id) = _pickListed(seed, idSeed);
        if (listedAt[m][id] == 0) return;
        price = uint96(bound(price, 1, 1 ether));
        Ask[] memory asks = new Ask[](1);
        asks[0] = Ask(address(_masters[m]), id, price, uint40(block.timestamp + 2 days), 0);
        vm.prank(ownerOf[m][id]);
        market.update(asks);
        listedAt[m][id] = price;
    }

    function cancel(uint256 seed, uint256 idSeed) external {
        (uint256 m, uint256 id) = _pickListed(seed, idSeed);
        if (listedAt[m][id] == 0) return;
        ShareKey[] memory keys = new ShareKey[](1);
        keys[0] = ShareKey(address(_masters[m]), id);
        vm.prank(ownerOf[m][id]);
        market.cancel(keys);
        listedAt[m][id] = 0;
    }

    /// @dev Four shares of both masters, some of them not listed: those are left out.
    function sweep(uint256 seed, uint256 buyerSeed) external {
        address buyer = _actors[buyerSeed % ACTORS];
        Purchase[] memory purchases = new Purchase[](4);
        uint256 value;
        uint256 expected;
        for (uint256 i = 0; i < 4; ++i) {
            (uint256 m, uint256 id) = _pickListed(seed >> i, seed >> (8 * i));
            uint96 price = uint96(listedAt[m][id]);
            purchases[i] = Purchase(address(_masters[m]), id, price);
            if (price == 0 || ownerOf[m][id] == buyer) continue;
            if (m == 0) value += price;
            ++expected;
            _recordSale(m, id, buyer, price, true);
        }
        if (expected == 0) return;
        vm.prank(buyer);
        uint256 bought = market.buy{value: value + 5}(purchases, true);
        assertEq(bought, expected, "bought");
        _recordRefund(buyer, 5);
    }

    function offer(uint256 seed, uint256 idSeed, uint256 bidderSeed, uint96 amount) external {
        (uint256 m, uint256 id) = _pick(seed, idSeed);
        address bidder = _actors[bidderSeed % ACTORS];
        if (ownerOf[m][id] == bidder || idSeed % 3 == 0) id = 0;
        amount = uint96(bound(amount, 1, 1 ether));
        vm.prank(bidder);
        market.offer{value: m == 0 ? amount : 0}(
            address(_masters[m]),
            id,
            amount,
            uint40(block.timestamp + 1 days)
        );
        escrowed[m] += amount;
        paidIn[m] += amount;
    }

    function accept(uint256 offerSeed, uint256 idSeed) external {
        (uint256 offerId, Offer memory bid) = _pickOffer(offerSeed);
        if (bid.bidder == address(0) || block.timestamp >= bid.expiry) return;
        uint256 m = bid.currency == address(0) ? 0 : 1;
        uint256 id = bid.id == 0 ? 1 + (idSeed % SHARES) : bid.id;
        address seller = ownerOf[m][id];
        if (seller == bid.bidder || isStaked[m][id]) return;
        escrowed[m] -= bid.amount;
        _recordSale(m, id, bid.bidder, bid.amount, false);
        vm.prank(seller);
        market.acceptOffer(offerId, id, 0);
    }

    function cancelOffer(uint256 offerSeed, uint256 callerSeed) external {
        (uint256 offerId, Offer memory bid) = _pickOffer(offerSeed);
        if (bid.bidder == address(0)) return;
        uint256[] memory offerIds = new uint256[](1);
        offerIds[0] = offerId;
        uint256 m = bid.currency == address(0) ? 0 : 1;
        escrowed[m] -= bid.amount;
        paidIn[m] -= bid.amount;
        if (m == 0 && !_accepts(bid.bidder)) {
            credit[0][bid.bidder] += bid.amount;
            paidIn[m] += bid.amount;
        }
        vm.prank(block.timestamp < bid.expiry ? bid.bidder : _actors[callerSeed % ACTORS]);
        market.cancelOffers(offerIds);
    }

    function transfer(uint256 seed, uint256 idSeed, uint256 toSeed) external {
        (uint256 m, uint256 id) = _pick(seed, idSeed);
        if (isStaked[m][id]) return;
        address to = _actors[toSeed % ACTORS];
        vm.prank(ownerOf[m][id]);
        _masters[m].transferFrom(ownerOf[m][id], to, id);
        ownerOf[m][id] = to;
        listedAt[m][id] = 0;
    }

    function stake(uint256 seed, uint256 idSeed) external {
        (uint256 m, uint256 id) = _pick(seed, idSeed);
        if (isStaked[m][id] || idSeed % 4 != 0) return;
        uint256[] memory ids = new uint256[](1);
        ids[0] = id;
        vm.prank(ownerOf[m][id]);
        _masters[m].stake(ids);
        isStaked[m][id] = true;
        listedAt[m][id] = 0;
    }

    function withdraw(uint256 actorSeed, uint256 mode) external {
        address actor = _actors[actorSeed % ACTORS];
        address[] memory both = new address[](2);
        (both[0], both[1]) = (_currencies[0], _currencies[1]);
        if (credit[0][actor] + credit[1][actor] == 0) return;
        bool isTo = mode % 2 == 0 || !_accepts(actor);
        vm.prank(isTo ? actor : address(0xCA11));
        if (isTo) market.withdrawTo(address(0xBEEF), both, new uint64[](0));
        else market.withdrawFor(actor, both, new uint64[](0));
        for (uint256 c = 0; c < 2; ++c) {
            paidOut[c] += credit[c][actor];
            credit[c][actor] = 0;
        }
    }

    function withdrawAsArtist(bool isFees) external {
        address[] memory both = new address[](2);
        (both[0], both[1]) = (_currencies[0], _currencies[1]);
        uint64[] memory roles = new uint64[](1);
        roles[0] = artistId;
        uint256[2] storage due = isFees ? fees : artistCredit;
        if (due[0] + due[1] == 0) return;
        if (isFees) market.withdrawFees(both);
        else market.withdraw(both, roles);
        for (uint256 c = 0; c < 2; ++c) {
            paidOut[c] += due[c];
            due[c] = 0;
        }
    }

    function wait(uint256 time) external {
        if (time % 8 != 0) return;
        vm.warp(block.timestamp + 1 + (time % 1 days));
        // Listings of the model expire with those of the market.
        for (uint256 m = 0; m < MASTERS; ++m) {
            for (uint256 id = 1; id <= SHARES; ++id) {
                if (listedAt[m][id] == 0) continue;
                Listing memory listing = market.listingOf(address(_masters[m]), id);
                if (block.timestamp >= listing.expiry) listedAt[m][id] = 0;
            }
        }
    }

    function _enter(uint256 m, address actor) private {
        vm.startPrank(actor);
        usdc.approve(address(_masters[m]), type(uint256).max);
        usdc.approve(address(market), type(uint256).max);
        uint256 first = 1 + _masters[m].sold();
        uint256 count = SHARES / ACTORS;
        _masters[m].buy{value: m == 0 ? count : 0}(count);
        _masters[m].setApprovalForAll(address(market), true);
        vm.stopPrank();
        for (uint256 id = first; id < first + count; ++id) {
            ownerOf[m][id] = actor;
            if (id <= 100) moverOf[m][id] = actor;
        }
    }

    /// @dev By the words of the design: tier, half to the mover, half a per cent to the platform, the rest to the seller.
    function _recordSale(uint256 m, uint256 id, address buyer, uint256 price, bool isListing) private {
        uint256 rate =
            id <= 10
                ? 1_000
                : id <= 50
                    ? 500
                    : id <= 100
                        ? 300
                        : 100;
        uint256 royalty = (price * rate) / 10_000;
        uint256 moverPart = id <= 100 ? royalty / 2 : 0;
        uint256 fee = (price * 50) / 10_000;
        address seller = ownerOf[m][id];
        if (moverPart != 0) credit[m][moverOf[m][id]] += moverPart;
        artistCredit[m] += royalty - moverPart;
        fees[m] += fee;
        if (isListing) paidIn[m] += price;
        uint256 net = price - royalty - fee;
        if (m == 0 && !_accepts(seller)) credit[m][seller] += net;
        else paidOut[m] += net;
        ownerOf[m][id] = buyer;
        listedAt[m][id] = 0;
        ++sales;
    }

    function _recordRefund(address buyer, uint256 amount) private {
        if (_accepts(buyer)) return;
        credit[0][buyer] += amount;
        paidIn[0] += amount;
    }

    function _accepts(address actor) private view returns (bool) {
        return actor != _actors[ACTORS - 1];
    }

    function _pick(uint256 seed, uint256 idSeed) private returns (uint256 m, uint256 id) {
        ++calls;
        m = seed % MASTERS;
        id = 1 + (idSeed % SHARES);
    }

    /// @dev The next listed share at or above the one that was picked, if there is one.
    function _pickListed(uint256 seed, uint256 idSeed) private returns (uint256 m, uint256 id) {
        (m, id) = _pick(seed, idSeed);
        for (uint256 i = 0; i < SHARES && listedAt[m][id] == 0; ++i) id = 1 + (id % SHARES);
    }

    function _pickOffer(uint256 seed) private returns (uint256 offerId, Offer memory bid) {
        ++calls;
        uint256 count = market.offerCount();
        if (count == 0) return (0, bid);
        offerId = 1 + (seed % count);
        for (uint256 i = 0; i < count; ++i) {
            bid = market.offerOf(offerId);
            if (bid.bidder != address(0)) break;
            offerId = 1 + (offerId % count);
        }
    }
}
