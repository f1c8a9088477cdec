// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {ISwitchboard} from "../access/ISwitchboard.sol";
import {Switchboard} from "../access/Switchboard.sol";
import {Money} from "../libraries/Money.sol";
import {IMasterShares} from "../masters/IMasterShares.sol";
import {Cid} from "../types/Cid.sol";
import {Permit} from "../types/Offering.sol";
import {IDividendVault, Statement} from "./IDividendVault.sol";

/// @title Takes revenue, keeps one book per master and currency, pays claims
/// @dev Masters need not be registered: a book is keyed by the contract that calls itself a master and by the currency
/// it names, so that whatever it answers, it can only pay out what was deposited for it.
///
/// Only taking an ERC-20 is locked, and only against taking another: it measures the balance around the token's call, so
/// that two would count the same money. What is paid meanwhile lowers the measure, and the deposit is refused.
/// Everything else writes its books before it calls anybody: a call from there finds what any later call would.
contract DividendVault is IDividendVault, ReentrancyGuardTransient {
    uint256 private constant MAX_MASTERS = 100;

    ISwitchboard private immutable SWITCHBOARD;

    /// @dev What the switchboard said last; it speaks at every pause.
    uint40 private _pausedUntil;

    /// @dev Low half: balance; high half: the artist's credit, which is part of the balance. Smallest units. At the slot
    /// that is the hash of master and currency.
    struct Book {
        uint256 word;
    }

    /// @param authority The AccessManager that the switchboard obeys. The vault itself obeys nobody else.
    constructor(address authority) {
        SWITCHBOARD = new Switchboard(authority, this);
    }

    /// @inheritdoc IDividendVault
    function deposit(address master, uint256 amount, Statement calldata statement) external payable {
        _deposit(master, amount, statement);
    }

    /// @inheritdoc IDividendVault
    function depositWithPermit(
        address master,
        uint256 amount,
        Statement calldata statement,
        Permit calldata permit
    ) external {
        Money.tryPermit(IMasterShares(master).currency(), permit);
        _deposit(master, amount, statement);
    }

    /// @inheritdoc IDividendVault
    function claim(address[] calldata masters) external returns (uint256) {
        return _claim(msg.sender, msg.sender, masters);
    }

    /// @inheritdoc IDividendVault
    function claimFor(address account, address[] calldata masters) external returns (uint256) {
        _checkPayee(account);
        return _claim(account, account, masters);
    }

    /// @inheritdoc IDividendVault
    function claimTo(address to, address[] calldata masters) external returns (uint256) {
        _checkPayee(to);
        return _claim(msg.sender, to, masters);
    }

    /// @inheritdoc IDividendVault
    function claimArtistCredit(address to, address[] calldata masters) external returns (uint256 total) {
        _checkPayee(to);
        if (masters.length == 0 || masters.length > MAX_MASTERS) {
            revert DividendVault_InvalidCount(masters.length);
        }
        address currency;
        uint256 due;
        for (uint256 i = 0; i < masters.length; ++i) {
            IMasterShares master = IMasterShares(masters[i]);
            address artist = master.owner();
            if (msg.sender != artist) revert DividendVault_NotArtist(msg.sender, artist);
            address masterCurrency = master.currency();
            Book storage entry = _bookOf(address(master), masterCurrency);
            uint256 amount = entry.word >> 128;
            if (amount == 0) continue;

            entry.word = uint128(entry.word) - amount;
            if (masterCurrency != currency) {
                if (due != 0) _pay(to, currency, due);
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
    function setPausedUntil(uint40 until) external {
        if (msg.sender != address(SWITCHBOARD)) revert DividendVault_NotSwitchboard(msg.sender);
        _pausedUntil = until;
    }

    /// @inheritdoc IDividendVault
    function switchboard() external view returns (ISwitchboard) {
        return SWITCHBOARD;
    }

    /// @inheritdoc IDividendVault
    function book(
        address master,
        address currency
    ) external view returns (uint128 balance, uint128 artistCredit) {
        uint256 word = _bookOf(master, currency).word;
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

    function _deposit(address master, uint256 amount, Statement calldata statement) private {
        if (amount == 0) revert DividendVault_ZeroAmount();
        if (statement.periodEnd <= statement.periodStart) {
            revert DividendVault_InvalidPeriod(statement.periodStart, statement.periodEnd);
        }
        if (block.timestamp < _pausedUntil) revert DividendVault_Paused();
        Cid calldata document = statement.document;
        if (!_isDocument(document.digest, document.codec)) revert DividendVault_InvalidDocument();

        (address currency, uint256 artistAmount) = _accrue(master, amount);
        Book storage entry = _bookOf(master, currency);
        uint256 word = entry.word;
        // What a master accepts is below 2^88. Another contract may say anything: neither sum overflows where both parts
        // are below 2^128.
        unchecked {
            uint256 balance = uint128(word) + amount;
            uint256 artistCredit = (word >> 128) + artistAmount;
            if ((amount | artistAmount | balance) >> 128 != 0 || artistCredit > balance) {
                revert DividendVault_BookExceeded(master, balance, artistCredit);
            }
            entry.word = balance | (artistCredit << 128);
        }
        _emitDeposited(master, amount, artistAmount, statement);

        if (currency == address(0)) {
            if (msg.value != amount) revert DividendVault_WrongValue(amount, msg.value);
        } else {
            if (msg.value != 0) revert DividendVault_WrongValue(0, msg.value);
            _pull(currency, amount);
        }
    }

    /// @dev Pays whenever the currency changes: one transfer per currency where the caller orders its masters by it.
    function _claim(address account, address to, address[] calldata masters) private returns (uint256 total) {
        if (masters.length > MAX_MASTERS) revert DividendVault_InvalidCount(masters.length);
        address currency;
        uint256 due;
        for (uint256 i = 0; i < masters.length; ++i) {
            (address masterCurrency, uint256 amount) = _take(masters, i, account);
            if (amount == 0) continue;
            // No sum of books exceeds the supply of a currency.
            unchecked {
                if (masterCurrency != currency) {
                    if (due != 0) _pay(to, currency, due);
                    (currency, due) = (masterCurrency, 0);
                }
                due += amount;
                total += amount;
            }
        }
        if (total == 0) {
            if (masters.length == 0) revert DividendVault_InvalidCount(0);
            revert DividendVault_NothingToClaim();
        }
        if (to != account) emit DividendsRedirected(account, to);
        _pay(to, currency, due);
    }

    /// @dev Takes what `account` has accrued in the master at index `i` from its book: `IMasterShares.collect` of
    /// whatever calls itself a master, without allocating memory. Its revert is passed on; an answer that is too short
    /// or no address reverts.
    function _take(
        address[] calldata masters,
        uint256 i,
        address account
    ) private returns (address currency, uint256 amount) {
        bytes4 selector = IMasterShares.collect.selector;
        address master;
        assembly ("memory-safe") {
            master := calldataload(add(masters.offset, shl(5, i)))
            mstore(0x00, selector)
            mstore(0x04, account)
            if iszero(call(gas(), master, 0, 0x00, 0x24, 0x00, 0x40)) {
                let reason := mload(0x40)
                returndatacopy(reason, 0x00, returndatasize())
                revert(reason, returndatasize())
            }
            currency := mload(0x00)
            amount := mload(0x20)
            if or(lt(returndatasize(), 0x40), shr(160, or(currency, master))) {
                revert(0x00, 0x00)
            }
        }
        if (amount == 0) return (currency, amount);

        Book storage entry = _bookOf(master, currency);
        uint256 word = entry.word;
        // Each deposit checks that the credit is part of the balance. The amount is within the low half, by the check.
        unchecked {
            uint256 available = uint128(word) - (word >> 128);
            if (amount > available) revert DividendVault_BookExceeded(master, available, amount);
            entry.word = word - amount;
        }
        bytes32 topic = DividendsClaimed.selector;
        assembly ("memory-safe") {
            mstore(0x00, amount)
            log3(0x00, 0x20, topic, master, account)
        }
    }

    /// @dev As above, `IMasterShares.accrue`.
    function _accrue(
        address master,
        uint256 amount
    ) private returns (address currency, uint256 artistAmount) {
        bytes4 selector = IMasterShares.accrue.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, amount)
            if iszero(call(gas(), master, 0, 0x00, 0x24, 0x00, 0x40)) {
                let reason := mload(0x40)
                returndatacopy(reason, 0x00, returndatasize())
                revert(reason, returndatasize())
            }
            currency := mload(0x00)
            artistAmount := mload(0x20)
            if or(lt(returndatasize(), 0x40), shr(160, currency)) {
                revert(0x00, 0x00)
            }
        }
    }

    /// @dev `RevenueDeposited`, whose data are the amounts and the statement as it was sent: reading the source, and
    /// before it the other fields, checked their ranges.
    function _emitDeposited(
        address master,
        uint256 amount,
        uint256 artistAmount,
        Statement calldata statement
    ) private {
        uint256 source = uint256(statement.source);
        bytes32 topic = RevenueDeposited.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, amount)
            mstore(add(data, 0x20), artistAmount)
            mstore(add(data, 0x40), source)
            calldatacopy(add(data, 0x60), add(statement, 0x20), 0x80)
            log3(data, 0xe0, topic, master, caller())
        }
    }

    /// @dev Nothing but `amount` may arrive, and nothing else may move meanwhile.
    function _pull(address currency, uint256 amount) private nonReentrant {
        uint256 received = Money.pull(currency, amount);
        if (received != amount) revert DividendVault_WrongAmountReceived(amount, received);
    }

    function _bookOf(address master, address currency) private pure returns (Book storage entry) {
        assembly ("memory-safe") {
            mstore(0x00, master)
            mstore(0x20, currency)
            entry.slot := keccak256(0x00, 0x40)
        }
    }

    function _pay(address to, address currency, uint256 amount) private {
        bool isPaid = Money.trySend(currency, to, amount);
        if (!isPaid) revert DividendVault_PaymentFailed(to, currency, amount);
    }

    function _checkPayee(address to) private pure {
        if (to == address(0)) revert DividendVault_ZeroAddress();
    }

    /// @dev Without a digest there is no codec either.
    function _isDocument(bytes32 digest, uint256 codec) private pure returns (bool) {
        if (digest == 0) return codec == 0;
        return codec == 0x55 || codec == 0x70 || codec == 0x71 || codec == 0x0129;
    }
}
