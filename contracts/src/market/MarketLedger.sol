// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {Money} from "../libraries/Money.sol";
import {SaleTerms} from "../libraries/SaleTerms.sol";
import {IMasterRegistry} from "../masters/IMasterRegistry.sol";
import {IMasterShares} from "../masters/IMasterShares.sol";
import {IShareMarket, Split} from "./IShareMarket.sol";

/// @title Who gets what of a sale, and what the market owes: credits of accounts and artists, and the platform's fees
/// @dev The market's money of a currency is Σ credits + fees + Σ open offers, always an equality but for coins that were
/// forced upon it.
abstract contract MarketLedger is IShareMarket, ReentrancyGuardTransient {
    uint256 internal constant MAX_ITEMS = 50;
    uint256 private constant BASIS = 10_000;

    /// @dev What a payee may use, enough for any contract account. Who uses more is credited instead, so that no seller
    /// makes a sweep of others fail or dear.
    uint256 private constant PAY_GAS = 50_000;

    /// @dev Before a payment: a call with value to a new account, `PAY_GAS` after the 63/64 rule, and the credit.
    uint256 private constant GAS_TO_PAY = 120_000;

    IMasterRegistry internal immutable REGISTRY;
    uint256 internal immutable FEE;

    mapping(address account => mapping(address currency => uint256)) private _credits;
    mapping(uint64 artistId => mapping(address currency => uint256)) private _artistCredits;
    mapping(address currency => uint256) private _fees;

    /// @inheritdoc IShareMarket
    function withdraw(address[] calldata currencies, uint64[] calldata artistIds) external nonReentrant {
        _withdraw(msg.sender, msg.sender, currencies, artistIds);
    }

    /// @inheritdoc IShareMarket
    function withdrawFor(
        address account,
        address[] calldata currencies,
        uint64[] calldata artistIds
    ) external nonReentrant {
        _withdraw(account, account, currencies, artistIds);
    }

    /// @inheritdoc IShareMarket
    function withdrawTo(
        address to,
        address[] calldata currencies,
        uint64[] calldata artistIds
    ) external nonReentrant {
        _withdraw(msg.sender, to, currencies, artistIds);
    }

    /// @inheritdoc IShareMarket
    function withdrawFees(address[] calldata currencies) external nonReentrant {
        _checkCount(currencies.length);
        address recipient = REGISTRY.feeRecipient();
        bool isAny;
        for (uint256 i = 0; i < currencies.length; ++i) {
            address currency = currencies[i];
            uint256 amount = _fees[currency];
            if (amount == 0) continue;

            isAny = true;
            _fees[currency] = 0;
            emit MarketFeesWithdrawn(recipient, currency, amount);
            _pay(currency, recipient, amount);
        }
        if (!isAny) revert ShareMarket_NothingToWithdraw();
    }

    /// @inheritdoc IShareMarket
    function splitOf(address shares, uint256 id, uint96 price) external view returns (Split memory split) {
        (, split) = _split(shares, id, price);
    }

    /// @inheritdoc IShareMarket
    function platformFee() external view returns (uint16) {
        return uint16(FEE);
    }

    /// @inheritdoc IShareMarket
    function creditOf(address account, address currency) external view returns (uint256) {
        return _credits[account][currency];
    }

    /// @inheritdoc IShareMarket
    function artistCreditOf(uint64 artistId, address currency) external view returns (uint256) {
        return _artistCredits[artistId][currency];
    }

    /// @inheritdoc IShareMarket
    function feesOf(address currency) external view returns (uint256) {
        return _fees[currency];
    }

    /// @dev Credits everybody but the seller. No sum of amounts exceeds the supply of a currency, which fits a word.
    function _settle(
        address shares,
        uint256 id,
        uint256 price
    ) internal returns (address currency, Split memory split) {
        (currency, split) = _split(shares, id, price);
        unchecked {
            _artistCredits[split.artistId][currency] += split.artistAmount;
            if (split.moverAmount != 0) _credits[split.mover][currency] += split.moverAmount;
            _fees[currency] += split.fee;
        }
    }

    /// @dev Rates of royalties are at most 15 %, the fee is at most 2 %, and prices fit 96 bits.
    function _split(
        address shares,
        uint256 id,
        uint256 price
    ) internal view returns (address currency, Split memory split) {
        uint256 terms;
        (currency, split.artistId, terms) = SaleTerms.read(shares);
        split.mover = IMasterShares(shares).moverOf(id);
        uint256 royalty;
        (royalty, split.moverAmount) = SaleTerms.royaltyOf(terms, id, price, split.mover);
        unchecked {
            split.artistAmount = royalty - split.moverAmount;
            split.fee = (price * FEE) / BASIS;
            split.net = price - royalty - split.fee;
        }
    }

    function _emitSold(
        address shares,
        uint256 id,
        address seller,
        address buyer,
        uint256 price,
        Split memory split,
        uint256 offerId
    ) internal {
        emit ShareSold(
            shares,
            id,
            buyer,
            seller,
            split.artistId,
            split.mover,
            price,
            split.artistAmount,
            split.moverAmount,
            split.fee,
            offerId
        );
    }

    /// @dev Pays, or credits whoever cannot receive. Every effect of the call has to be written before.
    function _payOrCredit(address currency, address to, uint256 amount) internal {
        if (amount == 0) return;
        bool isPaid =
            currency == address(0) ? _trySendNative(to, amount) : Money.trySend(currency, to, amount);
        if (isPaid) return;
        _credits[to][currency] += amount;
        emit PaymentCredited(to, currency, amount);
    }

    /// @dev Takes an ERC-20 from the sender, exactly.
    function _pull(address currency, uint256 amount) internal {
        uint256 received = Money.pull(currency, amount);
        if (received != amount) revert ShareMarket_WrongAmountReceived(amount, received);
    }

    function _checkCount(uint256 count) internal pure {
        if (count == 0 || count > MAX_ITEMS) revert ShareMarket_InvalidCount(count);
    }

    function _withdraw(
        address account,
        address to,
        address[] calldata currencies,
        uint64[] calldata artistIds
    ) private {
        _checkCount(currencies.length);
        if (to == address(0)) revert ShareMarket_ZeroAddress();
        if (artistIds.length > MAX_ITEMS) revert ShareMarket_InvalidCount(artistIds.length);
        for (uint256 i = 0; i < artistIds.length; ++i) {
            if (REGISTRY.artistAccount(artistIds[i]) != account) {
                revert ShareMarket_NotArtist(artistIds[i], account);
            }
        }

        bool isAny;
        for (uint256 i = 0; i < currencies.length; ++i) {
            uint256 amount = _debit(account, to, currencies[i], artistIds);
            if (amount == 0) continue;
            isAny = true;
            _pay(currencies[i], to, amount);
        }
        if (!isAny) revert ShareMarket_NothingToWithdraw();
    }

    /// @dev Zeroes the credits of an account and of the artists that it is.
    function _debit(
        address account,
        address to,
        address currency,
        uint64[] calldata artistIds
    ) private returns (uint256 total) {
        total = _credits[account][currency];
        if (total != 0) {
            _credits[account][currency] = 0;
            emit CreditsWithdrawn(account, currency, to, total);
        }
        for (uint256 i = 0; i < artistIds.length; ++i) {
            uint256 amount = _artistCredits[artistIds[i]][currency];
            if (amount == 0) continue;
            total += amount;
            _artistCredits[artistIds[i]][currency] = 0;
            emit ArtistCreditsWithdrawn(artistIds[i], currency, account, to, amount);
        }
    }

    function _pay(address currency, address to, uint256 amount) private {
        bool isPaid = Money.trySend(currency, to, amount);
        if (!isPaid) revert ShareMarket_PaymentFailed(to, currency, amount);
    }

    /// @dev With bounded gas and without reading what the payee answers.
    function _trySendNative(address to, uint256 amount) private returns (bool isPaid) {
        if (gasleft() < GAS_TO_PAY) revert ShareMarket_NotEnoughGas();
        uint256 gasLimit = PAY_GAS;
        assembly ("memory-safe") {
            isPaid := call(gasLimit, to, amount, 0x00, 0x00, 0x00, 0x00)
        }
    }
}
