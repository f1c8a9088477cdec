// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ISwitchboard} from "../access/ISwitchboard.sol";
import {Money} from "../libraries/Money.sol";
import {PauseClock} from "../libraries/PauseClock.sol";
import {SaleTerms} from "../libraries/SaleTerms.sol";
import {IMasterRegistry} from "../masters/IMasterRegistry.sol";
import {IMasterShares, ShareState} from "../masters/IMasterShares.sol";
import {Permit} from "../types/Offering.sol";
import {Ask, IShareMarket, Listing, Offer, Purchase, ShareKey, Split} from "./IShareMarket.sol";
import {MarketLedger} from "./MarketLedger.sol";

/// @title Listings and offers that always pay the tier's royalty
/// @notice See `IShareMarket`.
/// @dev Only collections of registered masters are listed or bid for, so that purchases need not ask the registry. What
/// a collection answers decides over the money of its own sales alone: each of them pays out what came in for it.
contract ShareMarket is MarketLedger {
    /// @dev One slot. The seller is whoever holds the share at this version.
    struct Entry {
        uint96 price;
        uint40 expiry;
        uint40 version;
    }

    /// @dev What is left to do for a share that was sold.
    struct Payment {
        address seller;
        address currency;
        uint256 price;
        uint256 net;
    }

    uint256 private constant MAX_FEE = 200;
    uint256 private constant MAX_DURATION = 365 days;

    ISwitchboard private immutable SWITCHBOARD;

    /// @inheritdoc IShareMarket
    uint256 public constant version = 1;

    /// @inheritdoc IShareMarket
    uint256 public offerCount;

    mapping(address shares => mapping(uint256 id => Entry)) private _listings;
    mapping(uint256 offerId => Offer) private _offers;

    modifier whenNotPaused() {
        if (PauseClock.pauses(SWITCHBOARD)) revert ShareMarket_Paused();
        _;
    }

    /// @param fee Platform fee in basis points of the price, at most 200.
    constructor(IMasterRegistry registry, ISwitchboard switchboard, uint16 fee) {
        if (fee > MAX_FEE) revert ShareMarket_FeeTooHigh(fee);
        REGISTRY = registry;
        SWITCHBOARD = switchboard;
        FEE = fee;
    }

    /// @inheritdoc IShareMarket
    function list(Ask[] calldata asks) external whenNotPaused {
        _checkCount(asks.length);
        address known;
        for (uint256 i = 0; i < asks.length; ++i) {
            Ask calldata ask = asks[i];
            if (ask.shares != known) _checkMaster(ask.shares);
            known = ask.shares;
            ShareState memory share = _checkAsk(ask);
            if (share.isLocked) revert ShareMarket_ShareLocked(ask.shares, ask.id);

            _listings[ask.shares][ask.id] = Entry(ask.price, ask.expiry, share.version);
            emit ShareListed(ask.shares, ask.id, msg.sender, ask.price, ask.expiry, share.version);
        }
    }

    /// @inheritdoc IShareMarket
    function update(Ask[] calldata asks) external whenNotPaused {
        _checkCount(asks.length);
        for (uint256 i = 0; i < asks.length; ++i) {
            Ask calldata ask = asks[i];
            Entry storage entry = _listings[ask.shares][ask.id];
            if (entry.price == 0) revert ShareMarket_NotListed(ask.shares, ask.id);
            ShareState memory share = _checkAsk(ask);
            if (entry.version != share.version) revert ShareMarket_NotListed(ask.shares, ask.id);

            (entry.price, entry.expiry) = (ask.price, ask.expiry);
            emit ListingUpdated(ask.shares, ask.id, msg.sender, ask.price, ask.expiry);
        }
    }

    /// @inheritdoc IShareMarket
    function cancel(ShareKey[] calldata keys) external {
        _checkCount(keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            (address shares, uint256 id) = (keys[i].shares, keys[i].id);
            if (_listings[shares][id].price == 0) revert ShareMarket_NotListed(shares, id);
            address holder = IMasterShares(shares).ownerOf(id);
            if (holder != msg.sender) revert ShareMarket_NotHolder(shares, id, msg.sender);

            delete _listings[shares][id];
            emit ListingCancelled(shares, id, msg.sender);
        }
    }

    /// @inheritdoc IShareMarket
    function buy(
        Purchase[] calldata purchases,
        bool isPartial
    ) external payable nonReentrant whenNotPaused returns (uint256) {
        return _buy(purchases, isPartial);
    }

    /// @inheritdoc IShareMarket
    function buyWithPermit(
        Purchase[] calldata purchases,
        bool isPartial,
        address currency,
        Permit calldata permit
    ) external payable nonReentrant whenNotPaused returns (uint256) {
        Money.tryPermit(currency, permit);
        return _buy(purchases, isPartial);
    }

    /// @inheritdoc IShareMarket
    function offer(
        address shares,
        uint256 id,
        uint96 amount,
        uint40 expiry
    ) external payable nonReentrant whenNotPaused returns (uint256) {
        _checkMaster(shares);
        return _offer(shares, id, amount, expiry);
    }

    /// @inheritdoc IShareMarket
    function offerWithPermit(
        address shares,
        uint256 id,
        uint96 amount,
        uint40 expiry,
        Permit calldata permit
    ) external nonReentrant whenNotPaused returns (uint256) {
        _checkMaster(shares);
        (address currency, , ) = SaleTerms.read(shares);
        Money.tryPermit(currency, permit);
        return _offer(shares, id, amount, expiry);
    }

    /// @inheritdoc IShareMarket
    function acceptOffer(uint256 offerId, uint256 id, uint96 minNet) external nonReentrant whenNotPaused {
        Offer memory bid = _openOffer(offerId);
        if (block.timestamp >= bid.expiry) revert ShareMarket_OfferExpired(offerId, bid.expiry);
        if (bid.id != 0 && bid.id != id) revert ShareMarket_WrongShare(offerId, bid.id, id);
        if (bid.bidder == msg.sender) revert ShareMarket_OwnShare(bid.shares, id);

        delete _offers[offerId];
        (address currency, Split memory split) = _settle(bid.shares, id, bid.amount);
        if (split.net < minNet) revert ShareMarket_NetTooLow(minNet, split.net);
        IMasterShares(bid.shares).transferFrom(msg.sender, bid.bidder, id);
        _emitSold(bid.shares, id, msg.sender, bid.bidder, bid.amount, split, offerId);

        _payOrCredit(currency, msg.sender, split.net);
    }

    /// @inheritdoc IShareMarket
    function cancelOffers(uint256[] calldata offerIds) external nonReentrant {
        _checkCount(offerIds.length);
        for (uint256 i = 0; i < offerIds.length; ++i) {
            uint256 offerId = offerIds[i];
            Offer memory bid = _openOffer(offerId);
            if (msg.sender != bid.bidder && block.timestamp < bid.expiry) {
                revert ShareMarket_NotBidder(offerId, msg.sender);
            }
            delete _offers[offerId];
            emit OfferCancelled(offerId, bid.bidder, bid.amount);
            _payOrCredit(bid.currency, bid.bidder, bid.amount);
        }
    }

    /// @inheritdoc IShareMarket
    function listingOf(address shares, uint256 id) external view returns (Listing memory) {
        ShareState memory share = IMasterShares(shares).shareState(id);
        Entry memory entry = _listings[shares][id];
        if (entry.price == 0 || entry.version != share.version) return Listing(address(0), 0, 0, false);
        return Listing(share.owner, entry.price, entry.expiry, _isApproved(shares, id, share.owner));
    }

    /// @inheritdoc IShareMarket
    function offerOf(uint256 offerId) external view returns (Offer memory) {
        return _offers[offerId];
    }

    /// @dev First every share moves and every party is credited, then the money comes in, then sellers are paid: nobody
    /// is called before all is written.
    function _buy(Purchase[] calldata purchases, bool isPartial) private returns (uint256 bought) {
        _checkCount(purchases.length);
        Payment[] memory payments = new Payment[](purchases.length);
        for (uint256 i = 0; i < purchases.length; ++i) {
            if (_take(purchases[i], payments[bought], isPartial)) ++bought;
        }
        if (bought == 0) revert ShareMarket_NothingBought();

        uint256 cost = _collect(payments, bought);
        if (isPartial ? msg.value < cost : msg.value != cost) {
            revert ShareMarket_WrongValue(cost, msg.value);
        }
        for (uint256 i = 0; i < bought; ++i) {
            _payOrCredit(payments[i].currency, payments[i].seller, payments[i].net);
        }
        // Not negative by the check above.
        unchecked {
            _payOrCredit(address(0), msg.sender, msg.value - cost);
        }
    }

    /// @dev Moves a listed share to the sender and credits everybody but the seller.
    /// @return isTaken False where a partial purchase leaves it out; then nothing changed.
    function _take(
        Purchase calldata purchase,
        Payment memory payment,
        bool isPartial
    ) private returns (bool isTaken) {
        (address seller, bytes memory reason) = _sellerOf(purchase);
        if (reason.length == 0) {
            try IMasterShares(purchase.shares).transferFrom(seller, msg.sender, purchase.id) {
                isTaken = true;
            } catch (bytes memory answer) {
                reason = answer;
            }
        }
        if (!isTaken) {
            if (!isPartial) _revertWith(reason);
            return false;
        }

        delete _listings[purchase.shares][purchase.id];
        (address currency, Split memory split) = _settle(purchase.shares, purchase.id, purchase.price);
        _emitSold(purchase.shares, purchase.id, seller, msg.sender, purchase.price, split, 0);
        (payment.seller, payment.currency) = (seller, currency);
        (payment.price, payment.net) = (purchase.price, split.net);
    }

    /// @dev Who sells the share at the price of the purchase, or the error that says why nobody does.
    function _sellerOf(
        Purchase calldata purchase
    ) private view returns (address seller, bytes memory reason) {
        (address shares, uint256 id) = (purchase.shares, purchase.id);
        Entry memory entry = _listings[shares][id];
        ShareState memory share;
        if (entry.price != 0) share = IMasterShares(shares).shareState(id);
        if (entry.price == 0 || entry.version != share.version) {
            reason = abi.encodeWithSelector(ShareMarket_NotListed.selector, shares, id);
        } else if (block.timestamp >= entry.expiry) {
            reason = abi.encodeWithSelector(ShareMarket_ListingExpired.selector, shares, id, entry.expiry);
        } else if (entry.price != purchase.price) {
            reason = abi.encodeWithSelector(ShareMarket_PriceChanged.selector, purchase.price, entry.price);
        } else if (share.owner == msg.sender) {
            reason = abi.encodeWithSelector(ShareMarket_OwnShare.selector, shares, id);
        } else {
            seller = share.owner;
        }
    }

    /// @dev Takes what was bought in ERC-20s, one transfer for each run of one currency.
    /// @return cost What was bought in native coin.
    function _collect(Payment[] memory payments, uint256 count) private returns (uint256 cost) {
        address currency;
        uint256 due;
        for (uint256 i = 0; i < count; ++i) {
            Payment memory payment = payments[i];
            if (payment.currency == address(0)) {
                cost += payment.price;
                continue;
            }
            if (payment.currency != currency) {
                if (due != 0) _pull(currency, due);
                (currency, due) = (payment.currency, 0);
            }
            due += payment.price;
        }
        if (due != 0) _pull(currency, due);
    }

    /// @dev The money comes last; the guard keeps everybody from using the offer before it is there.
    function _offer(
        address shares,
        uint256 id,
        uint96 amount,
        uint40 expiry
    ) private returns (uint256 offerId) {
        if (amount == 0) revert ShareMarket_ZeroPrice();
        _checkExpiry(expiry);
        if (id != 0 && IMasterShares(shares).ownerOf(id) == msg.sender) {
            revert ShareMarket_OwnShare(shares, id);
        }
        (address currency, , ) = SaleTerms.read(shares);
        offerId = ++offerCount;
        // The share exists, and ids stay below 2^24.
        _offers[offerId] = Offer(msg.sender, amount, shares, uint24(id), expiry, currency);
        emit OfferMade(offerId, shares, msg.sender, id, currency, amount, expiry);

        uint256 value = currency == address(0) ? amount : 0;
        if (msg.value != value) revert ShareMarket_WrongValue(value, msg.value);
        if (currency != address(0)) _pull(currency, amount);
    }

    function _checkMaster(address shares) private view {
        bool isKnown = REGISTRY.isMaster(shares) && SaleTerms.isReadable(IMasterShares(shares));
        if (!isKnown) revert ShareMarket_NotMaster(shares);
    }

    function _checkAsk(Ask calldata ask) private view returns (ShareState memory share) {
        if (ask.price == 0) revert ShareMarket_ZeroPrice();
        _checkExpiry(ask.expiry);
        share = IMasterShares(ask.shares).shareState(ask.id);
        if (share.owner != msg.sender) revert ShareMarket_NotHolder(ask.shares, ask.id, msg.sender);
        if (!_isApproved(ask.shares, ask.id, msg.sender)) {
            revert ShareMarket_NotApproved(ask.shares, ask.id);
        }
        (, Split memory split) = _split(ask.shares, ask.id, ask.price);
        if (split.net < ask.minNet) revert ShareMarket_NetTooLow(ask.minNet, split.net);
    }

    function _checkExpiry(uint40 expiry) private view {
        if (expiry <= block.timestamp || expiry > block.timestamp + MAX_DURATION) {
            revert ShareMarket_InvalidExpiry(expiry);
        }
    }

    function _isApproved(address shares, uint256 id, address holder) private view returns (bool) {
        return
            IMasterShares(shares).isApprovedForAll(holder, address(this)) ||
            IMasterShares(shares).getApproved(id) == address(this);
    }

    function _openOffer(uint256 offerId) private view returns (Offer memory bid) {
        bid = _offers[offerId];
        if (bid.bidder == address(0)) revert ShareMarket_UnknownOffer(offerId);
    }

    function _revertWith(bytes memory reason) private pure {
        assembly ("memory-safe") {
            revert(add(reason, 0x20), mload(reason))
        }
    }
}
