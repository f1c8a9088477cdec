// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ISwitchboard} from "../access/ISwitchboard.sol";
import {Cid} from "../types/Cid.sol";
import {Permit} from "../types/Offering.sol";

/// @notice Where revenue came from.
enum RevenueSource {
    Streaming,
    Sync,
    Download,
    Physical,
    Royalty,
    Other
}

/// @notice What a deposit is for.
/// @param source Where the revenue came from.
/// @param periodStart Unix time at which the accounting period begins.
/// @param periodEnd Unix time at which the accounting period ends (exclusive), after `periodStart`.
/// @param document The statement document; a zero digest is none.
struct Statement {
    RevenueSource source;
    uint40 periodStart;
    uint40 periodEnd;
    Cid document;
}

/// @title Takes revenue, keeps one book per master and currency, pays claims
/// @notice Immutable, without owner or admin; its switchboard may stop deposits for a time. A book only ever pays out what was deposited into it, so a fault of one
/// master can never touch the money of another. Claims are never paused.
/// @dev Σ claimable of holders + the artist's credit + the remainder = the book's balance, always an equality.
interface IDividendVault {
    /// @notice Revenue was deposited and shared out.
    /// @param amount In the smallest unit of the master's currency, which never changes.
    /// @param artistAmount The part of shares that nobody has bought yet, credited to the artist.
    event RevenueDeposited(
        address indexed master,
        address indexed payer,
        uint256 amount,
        uint256 artistAmount,
        Statement statement
    );

    /// @notice What `account` had accrued in `master` was paid out, in the smallest unit of the master's currency.
    event DividendsClaimed(address indexed master, address indexed account, uint256 amount);

    /// @notice The dividends that `account` claimed in this call went to `to` instead of the account.
    event DividendsRedirected(address indexed account, address indexed to);

    /// @notice The artist's credit of `master` (unsold and retained shares) was paid to `to`.
    event ArtistCreditClaimed(address indexed master, address indexed artist, address to, uint256 amount);

    /// @notice A deposit of nothing.
    error DividendVault_ZeroAmount();

    /// @notice The native coin sent is not what the call needs.
    error DividendVault_WrongValue(uint256 expected, uint256 actual);

    /// @notice The ERC-20 delivered another amount than asked (fee on transfer, rebasing).
    error DividendVault_WrongAmountReceived(uint256 expected, uint256 actual);

    /// @notice The accounting period is empty or reversed.
    error DividendVault_InvalidPeriod(uint256 periodStart, uint256 periodEnd);

    /// @notice The document's codec is not raw, dag-pb, dag-cbor or dag-json, or there is a codec without a digest.
    error DividendVault_InvalidDocument();

    /// @notice Deposits are paused.
    error DividendVault_Paused();

    /// @notice Only the vault's switchboard says when pauses end.
    error DividendVault_NotSwitchboard(address caller);

    /// @notice No master was named, or more than 100.
    error DividendVault_InvalidCount(uint256 count);

    /// @notice There is nothing to pay.
    error DividendVault_NothingToClaim();

    /// @notice The master asks for more than its book holds. Nothing is paid.
    error DividendVault_BookExceeded(address master, uint256 balance, uint256 asked);

    /// @notice The payee refused the payment. Everything stays owed; `claimTo` sends it elsewhere.
    error DividendVault_PaymentFailed(address to, address currency, uint256 amount);

    /// @notice The caller is not the artist of the master.
    error DividendVault_NotArtist(address caller, address artist);

    /// @notice The zero address cannot be paid.
    error DividendVault_ZeroAddress();

    /// @notice Deposits revenue for the holders of a master. Anyone, unless paused.
    /// @dev For the native coin `msg.value` must equal `amount`. Warning: a deposit that everybody sees coming can be
    /// front-run by a purchase; send it privately where the network allows.
    /// @param master The master's shares.
    /// @param amount In the smallest unit of the master's currency, above zero.
    /// @param statement What the deposit is for.
    function deposit(address master, uint256 amount, Statement calldata statement) external payable;

    /// @notice `deposit` of an ERC-20 with an ERC-2612 permit for the vault.
    function depositWithPermit(
        address master,
        uint256 amount,
        Statement calldata statement,
        Permit calldata permit
    ) external;

    /// @notice Pays the caller what it has accrued in up to 100 masters, with one transfer per run of masters that share a currency:
    /// order them by currency.
    /// @return total The sum over all currencies, only meaningful where the masters share one.
    function claim(address[] calldata masters) external returns (uint256 total);

    /// @notice As `claim`, for another account, which receives the money. Anyone may pay the gas.
    function claimFor(address account, address[] calldata masters) external returns (uint256 total);

    /// @notice As `claim`, sending the caller's money to `to`.
    function claimTo(address to, address[] calldata masters) external returns (uint256 total);

    /// @notice Pays the artist's credit of up to 100 masters to `to`. Only the artist of every one of them.
    function claimArtistCredit(address to, address[] calldata masters) external returns (uint256 total);

    /// @notice Stops deposits before `until` (Unix time), and no claim. Only the vault's switchboard.
    function setPausedUntil(uint40 until) external;

    /// @notice The switchboard that was created with the vault and tells it of pauses.
    function switchboard() external view returns (ISwitchboard);

    /// @notice Money of a master in the vault and the part of it that is the artist's credit, in the smallest unit.
    function book(
        address master,
        address currency
    ) external view returns (uint128 balance, uint128 artistCredit);

    /// @notice What `account` can claim from each master now, in the smallest unit of each master's currency.
    function claimable(
        address account,
        address[] calldata masters
    ) external view returns (uint256[] memory amounts);
}
