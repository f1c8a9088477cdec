// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {ISwitchboard} from "../access/ISwitchboard.sol";
import {Money} from "../libraries/Money.sol";
import {PauseClock} from "../libraries/PauseClock.sol";
import {IMasterShares} from "../masters/IMasterShares.sol";
import {Cid} from "../types/Cid.sol";
import {Permit} from "../types/Offering.sol";
import {IDividendVault, Statement} from "./IDividendVault.sol";

/// @title Takes revenue, keeps one book per master and currency, pays claims
/// @dev Masters need not be registered: a book is keyed by the contract that calls itself a master and by the currency
/// it names, so that whatever it answers, it can only pay out what was deposited for it.
contract DividendVault is IDividendVault, ReentrancyGuardTransient {
    uint256 private constant MAX_MASTERS = 100;

    ISwitchboard private immutable SWITCHBOARD;

    /// @dev Low half: balance; high half: the artist's credit, which is part of the balance. Smallest units.
    struct Book {
        uint256 word;
    }

    mapping(address master => mapping(address currency => Book)) private _books;

    constructor(ISwitchboard switchboard) {
        SWITCHBOARD = switchboard;
    }

    /// @inheritdoc IDividendVault
    function deposit(
        address master,
        uint256 amount,
        Statement calldata statement
    ) external payable nonReentrant {
        _deposit(master, amount, statement);
    }

    /// @inheritdoc IDividendVault
    function depositWithPermit(
        address master,
        uint256 amount,
        Statement calldata statement,
        Permit calldata permit
    ) external nonReentrant {
        Money.tryPermit(IMasterShares(master).currency(), permit);
        _deposit(master, amount, statement);
    }

    /// @inheritdoc IDividendVault
    function claim(address[] calldata masters) external nonReentrant returns (uint256) {
        return _claim(msg.sender, msg.sender, masters);
    }

    /// @inheritdoc IDividendVault
    function claimFor(address account, address[] calldata masters) external nonReentrant returns (uint256) {
        return _claim(account, account, masters);
    }

    /// @inheritdoc IDividendVault
    function claimTo(address to, address[] calldata masters) external nonReentrant returns (uint256) {
        return _claim(msg.sender, to, masters);
    }

    /// @inheritdoc IDividendVault
    function claimArtistCredit(
        address to,
        address[] calldata masters
    ) external nonReentrant returns (uint256 total) {
        _checkCall(to, masters.length);
        address currency;
        uint256 due;
        for (uint256 i = 0; i < masters.length; ++i) {
            IMasterShares master = IMasterShares(masters[i]);
            address artist = master.owner();
            if (msg.sender != artist) revert DividendVault_NotArtist(msg.sender, artist);
            address masterCurrency = master.currency();
            Book storage entry = _books[address(master)][masterCurrency];
            uint256 amount = entry.word >> 128;
            if (amount == 0) continue;

            entry.word = uint128(entry.word) - amount;
            if (masterCurrency != currency) {
                _pay(to, currency, due);
                (currency, due) = (masterCurrency, 0);
            }
            due += amount;
            total += amount;
            emit ArtistCreditClaimed(address(master), artist, to, amount);
        }
        if (total == 0) revert DividendVault_NothingToClaim();
        _pay(to, currency, due);
    }

    /// @inheritdoc IDividendVault
    function book(
        address master,
        address currency
    ) external view returns (uint128 balance, uint128 artistCredit) {
        uint256 word = _books[master][currency].word;
        return (uint128(word), uint128(word >> 128));
    }

    /// @inheritdoc IDividendVault
    function claimable(
        address account,
        address[] calldata masters
    ) external view returns (uint256[] memory amounts) {
        amounts = new uint256[](masters.length);
        for (uint256 i = 0; i < masters.length; ++i) {
            amounts[i] = IMasterShares(masters[i]).claimable(account);
        }
    }

    /// @dev The reentrancy guard covers the ERC-20 call, which comes last and must deliver exactly `amount`.
    function _deposit(address master, uint256 amount, Statement calldata statement) private {
        if (amount == 0) revert DividendVault_ZeroAmount();
        if (statement.periodEnd <= statement.periodStart) {
            revert DividendVault_InvalidPeriod(statement.periodStart, statement.periodEnd);
        }
        _checkDocument(statement.document);
        if (PauseClock.pauses(SWITCHBOARD)) revert DividendVault_Paused();

        (address currency, uint256 artistAmount) = IMasterShares(master).accrue(amount);
        Book storage entry = _books[master][currency];
        uint256 word = entry.word;
        uint256 balance = uint128(word) + amount;
        uint256 artistCredit = (word >> 128) + artistAmount;
        if (balance > type(uint128).max || artistCredit > balance) {
            revert DividendVault_BookExceeded(master, balance, artistCredit);
        }
        entry.word = balance | (artistCredit << 128);
        emit RevenueDeposited(master, msg.sender, amount, artistAmount, statement);

        uint256 value = currency == address(0) ? amount : 0;
        if (msg.value != value) revert DividendVault_WrongValue(value, msg.value);
        if (currency == address(0)) return;
        uint256 received = Money.pull(currency, amount);
        if (received != amount) revert DividendVault_WrongAmountReceived(amount, received);
    }

    /// @dev Pays whenever the currency changes: one transfer per currency where the caller orders its masters by it.
    function _claim(address account, address to, address[] calldata masters) private returns (uint256 total) {
        _checkCall(to, masters.length);
        address currency;
        uint256 due;
        for (uint256 i = 0; i < masters.length; ++i) {
            address master = masters[i];
            (address masterCurrency, uint256 amount) = _collect(master, account);
            if (amount == 0) continue;

            Book storage entry = _books[master][masterCurrency];
            uint256 word = entry.word;
            // Each deposit checks that the credit is part of the balance. The amount is within the low half, by the
            // check; no sum of books exceeds the supply of a currency.
            unchecked {
                uint256 available = uint128(word) - (word >> 128);
                if (amount > available) revert DividendVault_BookExceeded(master, available, amount);
                entry.word = word - amount;
                if (masterCurrency != currency) {
                    _pay(to, currency, due);
                    (currency, due) = (masterCurrency, 0);
                }
                due += amount;
                total += amount;
            }
            emit DividendsClaimed(master, account, amount);
        }
        if (total == 0) revert DividendVault_NothingToClaim();
        if (to != account) emit DividendsRedirected(account, to);
        _pay(to, currency, due);
    }

    /// @dev `IMasterShares.collect` of whatever calls itself a master, without allocating memory. Its revert is passed
    /// on; an answer that is too short or no address reverts.
    function _collect(address master, address account) private returns (address currency, uint256 amount) {
        bytes4 selector = IMasterShares.collect.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, account)
            if iszero(call(gas(), master, 0, 0x00, 0x24, 0x00, 0x40)) {
                let reason := mload(0x40)
                returndatacopy(reason, 0x00, returndatasize())
                revert(reason, returndatasize())
            }
            currency := mload(0x00)
            amount := mload(0x20)
            if or(lt(returndatasize(), 0x40), shr(160, currency)) {
                revert(0x00, 0x00)
            }
        }
    }

    function _pay(address to, address currency, uint256 amount) private {
        if (amount == 0) return;
        bool isPaid = Money.trySend(currency, to, amount);
        if (!isPaid) revert DividendVault_PaymentFailed(to, currency, amount);
    }

    function _checkCall(address to, uint256 count) private pure {
        if (to == address(0)) revert DividendVault_ZeroAddress();
        if (count == 0 || count > MAX_MASTERS) revert DividendVault_InvalidCount(count);
    }

    function _checkDocument(Cid calldata document) private pure {
        uint16 codec = document.codec;
        bool isValid =
            document.digest == 0
                ? codec == 0
                : codec == 0x55 || codec == 0x70 || codec == 0x71 || codec == 0x0129;
        if (!isValid) revert DividendVault_InvalidDocument();
    }
}
