// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Permit} from "../types/Offering.sol";

/// @notice What a holder asks for a share.
/// @param shares The master's collection.
/// @param id The share.
/// @param price What a buyer pays, in the smallest unit of the master's currency, at least 1.
/// @param expiry Unix time from which nobody can buy it, at most 365 days ahead.
/// @param minNet What the seller wants to receive at least, after royalty and platform fee.
struct Ask {
    address shares;
    uint256 id;
    uint96 price;
    uint40 expiry;
    uint96 minNet;
}

/// @notice A share of a master.
struct ShareKey {
    address shares;
    uint256 id;
}

/// @notice A listed share that a buyer wants at exactly this price, and no other.
struct Purchase {
    address shares;
    uint256 id;
    uint96 price;
}

/// @notice A listing as it stands now.
/// @param seller Who listed it and still holds it; zero where there is no valid listing.
/// @param price In the smallest unit of the master's currency.
/// @param expiry Unix time from which nobody can buy it.
/// @param isApproved Whether the market may move the share: a sale fails without.
struct Listing {
    address seller;
    uint96 price;
    uint40 expiry;
    bool isApproved;
}

/// @notice An escrowed offer.
/// @param bidder Who made it and is refunded.
/// @param amount Escrowed, in the smallest unit of `currency`.
/// @param shares The master's collection.
/// @param id The share; zero is any share of the master.
/// @param expiry Unix time from which nobody can accept it and anybody can have it refunded.
/// @param currency The master's currency; zero is the native coin.
struct Offer {
    address bidder;
    uint96 amount;
    address shares;
    uint24 id;
    uint40 expiry;
    address currency;
}

/// @notice Who receives what of a sale. The four amounts add up to the price exactly.
/// @param artistId The master's artist, whose role is credited.
/// @param mover The first buyer of a share of tiers 1 to 3; zero for other shares.
/// @param net The seller's: price − artistAmount − moverAmount − fee.
/// @param artistAmount The royalty less the mover's part. The royalty is price × rate / 10,000, rounded down.
/// @param moverAmount royalty × mover's share / 10,000, rounded down.
/// @param fee The platform's: price × platform fee / 10,000, rounded down.
struct Split {
    uint64 artistId;
    address mover;
    uint256 net;
    uint256 artistAmount;
    uint256 moverAmount;
    uint256 fee;
}

/// @title Listings and offers that always pay the tier's royalty
/// @notice Immutable, without owner or admin; another fee or other rules are another version at another address. Sells
/// shares of registered masters for the native coin or the master's currency, whichever the master has. The seller is
/// paid at once; artist, mover and platform are credited and withdraw when they like. The artist's credits belong to the
/// role in the registry, as proceeds do, and move with it. Pausing stops listing, updating,
/// buying, offering and accepting; never cancelling or withdrawing.
/// @dev A listing holds at one version of the share, which every transfer and every stake raises: it dies with the first
/// of them and never revives. Money that was escrowed or credited is kept by ledger, never by balance.
interface IShareMarket {
    /// @notice A share was listed, or its listing was replaced.
    /// @param price In the smallest unit of the master's currency.
    /// @param version Of the share; the listing dies when the share leaves it.
    event ShareListed(
        address indexed shares,
        uint256 indexed id,
        address indexed seller,
        uint96 price,
        uint40 expiry,
        uint40 version
    );

    /// @notice Price and expiry of a valid listing changed.
    event ListingUpdated(
        address indexed shares,
        uint256 indexed id,
        address indexed seller,
        uint96 price,
        uint40 expiry
    );

    /// @notice The holder took the listing back.
    event ListingCancelled(address indexed shares, uint256 indexed id, address indexed seller);

    /// @notice A share was sold. The seller got price − artistAmount − moverAmount − fee.
    /// @param artistId The role that is credited with `artistAmount`.
    /// @param mover Credited with `moverAmount`; zero for shares without a mover.
    /// @param offerId The offer that was accepted; zero for a listing.
    event ShareSold(
        address indexed shares,
        uint256 indexed id,
        address indexed buyer,
        address seller,
        uint64 artistId,
        address mover,
        uint256 price,
        uint256 artistAmount,
        uint256 moverAmount,
        uint256 fee,
        uint256 offerId
    );

    /// @notice An offer was made and its amount escrowed.
    /// @param id The share; zero is any share of the master.
    /// @param currency The master's; zero is the native coin.
    event OfferMade(
        uint256 indexed offerId,
        address indexed shares,
        address indexed bidder,
        uint256 id,
        address currency,
        uint96 amount,
        uint40 expiry
    );

    /// @notice An offer was taken back by its bidder, or by anybody after its expiry, and refunded to the bidder.
    event OfferCancelled(uint256 indexed offerId, address indexed bidder, uint96 amount);

    /// @notice A payment that `account` could not receive was credited to it.
    event PaymentCredited(address indexed account, address indexed currency, uint256 amount);

    /// @notice All that `account` was credited in a currency was paid to `to`.
    event CreditsWithdrawn(
        address indexed account,
        address indexed currency,
        address indexed to,
        uint256 amount
    );

    /// @notice All that an artist was credited in a currency was paid to `to`, by the account that holds the role.
    event ArtistCreditsWithdrawn(
        uint64 indexed artistId,
        address indexed currency,
        address indexed artist,
        address to,
        uint256 amount
    );

    /// @notice Platform fees of a currency were paid to the registry's fee recipient.
    event MarketFeesWithdrawn(address indexed recipient, address indexed currency, uint256 amount);

    /// @notice A platform fee above 200 basis points.
    error ShareMarket_FeeTooHigh(uint256 fee);

    /// @notice The zero address was given where one is needed.
    error ShareMarket_ZeroAddress();

    /// @notice Listing, buying, offering and accepting are paused.
    error ShareMarket_Paused();

    /// @notice Nothing was named, or more than 50.
    error ShareMarket_InvalidCount(uint256 count);

    /// @notice The address is not the collection of a registered master that this version of the market can read.
    error ShareMarket_NotMaster(address shares);

    /// @notice A price or an amount of zero.
    error ShareMarket_ZeroPrice();

    /// @notice The expiry is not in the future, or more than 365 days ahead.
    error ShareMarket_InvalidExpiry(uint256 expiry);

    /// @notice The caller does not hold the share.
    error ShareMarket_NotHolder(address shares, uint256 id, address caller);

    /// @notice The share is locked: staked, or in its cooldown.
    error ShareMarket_ShareLocked(address shares, uint256 id);

    /// @notice The market may not move the share: the holder has to approve it, for one share or for all.
    error ShareMarket_NotApproved(address shares, uint256 id);

    /// @notice After royalty and platform fee the seller would receive less than the least that was asked for.
    error ShareMarket_NetTooLow(uint256 minNet, uint256 net);

    /// @notice The share is not listed: never, no longer, or it was transferred or staked since.
    error ShareMarket_NotListed(address shares, uint256 id);

    /// @notice The listing has expired.
    error ShareMarket_ListingExpired(address shares, uint256 id, uint256 expiry);

    /// @notice The listing has another price than the buyer expects.
    error ShareMarket_PriceChanged(uint256 expected, uint256 actual);

    /// @notice The share is the buyer's or the bidder's own.
    error ShareMarket_OwnShare(address shares, uint256 id);

    /// @notice None of the shares could be bought.
    error ShareMarket_NothingBought();

    /// @notice The native coin sent is not what the call needs.
    error ShareMarket_WrongValue(uint256 expected, uint256 actual);

    /// @notice The ERC-20 delivered another amount than asked (fee on transfer, rebasing).
    error ShareMarket_WrongAmountReceived(uint256 expected, uint256 actual);

    /// @notice There is no such offer, or it was accepted or cancelled.
    error ShareMarket_UnknownOffer(uint256 offerId);

    /// @notice The offer has expired.
    error ShareMarket_OfferExpired(uint256 offerId, uint256 expiry);

    /// @notice The offer is for another share.
    error ShareMarket_WrongShare(uint256 offerId, uint256 expected, uint256 actual);

    /// @notice The caller did not make the offer, which has not expired.
    error ShareMarket_NotBidder(uint256 offerId, address caller);

    /// @notice Too little gas is left to pay somebody: it would look as if the payee refused.
    error ShareMarket_NotEnoughGas();

    /// @notice The account does not hold the role of the artist.
    error ShareMarket_NotArtist(uint256 artistId, address account);

    /// @notice There is nothing to withdraw.
    error ShareMarket_NothingToWithdraw();

    /// @notice The payee refused the payment. Everything stays owed; `withdrawTo` sends it elsewhere.
    error ShareMarket_PaymentFailed(address to, address currency, uint256 amount);

    /// @notice Lists 1 to 50 shares of the caller, which has approved the market for them. A listing that was there is
    /// replaced.
    function list(Ask[] calldata asks) external;

    /// @notice Changes price and expiry of 1 to 50 valid listings of the caller, also expired ones.
    function update(Ask[] calldata asks) external;

    /// @notice Takes 1 to 50 listings back. Only the holder of the shares. Never paused.
    function cancel(ShareKey[] calldata keys) external;

    /// @notice Buys 1 to 50 listed shares, of any masters and sellers, for the caller.
    /// @dev Native coin: `msg.value` must equal the sum of the prices of masters in native coin. ERC-20: needs an
    /// allowance for this contract; order purchases by currency, each run of one ERC-20 is one transfer.
    /// @param isPartial When a share is gone, dearer, cheaper or cannot be moved: `false` reverts everything and says
    /// why; `true` leaves it out, refunds what it would have cost, and reverts only if nothing at all was bought.
    /// @return bought How many shares were bought.
    function buy(Purchase[] calldata purchases, bool isPartial) external payable returns (uint256 bought);

    /// @notice `buy` with an ERC-2612 permit of `currency` for this contract.
    function buyWithPermit(
        Purchase[] calldata purchases,
        bool isPartial,
        address currency,
        Permit calldata permit
    ) external payable returns (uint256 bought);

    /// @notice Escrows an offer for one share, or for any unlocked share of a master.
    /// @dev Native coin: `msg.value` must equal `amount`. ERC-20: needs an allowance for this contract.
    /// @param id The share; zero is any.
    /// @param amount In the smallest unit of the master's currency, at least 1.
    /// @param expiry At most 365 days ahead.
    /// @return offerId Counts from 1.
    function offer(
        address shares,
        uint256 id,
        uint96 amount,
        uint40 expiry
    ) external payable returns (uint256 offerId);

    /// @notice `offer` in an ERC-20 with an ERC-2612 permit for this contract.
    function offerWithPermit(
        address shares,
        uint256 id,
        uint96 amount,
        uint40 expiry,
        Permit calldata permit
    ) external returns (uint256 offerId);

    /// @notice Sells a share of the caller, which has approved the market for it, to the bidder.
    /// @param id The share that is sold; the offer's, where it names one.
    /// @param minNet What the caller wants to receive at least, after royalty and platform fee.
    function acceptOffer(uint256 offerId, uint256 id, uint96 minNet) external;

    /// @notice Refunds 1 to 50 offers to their bidders. Only the bidder; anybody once an offer has expired. Never
    /// paused.
    function cancelOffers(uint256[] calldata offerIds) external;

    /// @notice Pays the caller all that it and the artists whose roles it holds were credited, with one transfer for each
    /// of 1 to 50 currencies; zero is the native coin. Never paused.
    /// @param artistIds Up to 50.
    function withdraw(address[] calldata currencies, uint64[] calldata artistIds) external;

    /// @notice As `withdraw`, for another account, which receives the money. Anyone may pay the gas.
    function withdrawFor(
        address account,
        address[] calldata currencies,
        uint64[] calldata artistIds
    ) external;

    /// @notice As `withdraw`, sending the caller's money to `to`.
    function withdrawTo(address to, address[] calldata currencies, uint64[] calldata artistIds) external;

    /// @notice Pays the platform's fees to the registry's fee recipient. Anyone.
    function withdrawFees(address[] calldata currencies) external;

    /// @notice The valid listing of a share, expired or not. Reverts for a share that does not exist.
    function listingOf(address shares, uint256 id) external view returns (Listing memory);

    /// @notice An open offer; all zero for others.
    function offerOf(uint256 offerId) external view returns (Offer memory);

    /// @notice How many offers were made.
    function offerCount() external view returns (uint256);

    /// @notice What each party would receive of a sale of this share at this price now.
    function splitOf(address shares, uint256 id, uint96 price) external view returns (Split memory);

    /// @notice What `account` can withdraw in a currency.
    function creditOf(address account, address currency) external view returns (uint256);

    /// @notice What the role of an artist can withdraw in a currency.
    function artistCreditOf(uint64 artistId, address currency) external view returns (uint256);

    /// @notice Platform fees that can be withdrawn in a currency.
    function feesOf(address currency) external view returns (uint256);

    /// @notice Platform fee in basis points of the price, for ever.
    function platformFee() external view returns (uint16);

    /// @notice The version of the market.
    function version() external view returns (uint256);
}
