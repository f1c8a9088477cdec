// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC721Metadata} from "@openzeppelin/contracts/interfaces/IERC721Metadata.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";

import {ICreatorToken} from "../external/ICreatorToken.sol";
import {IERC5192} from "../external/IERC5192.sol";
import {Documents, Offering, Permit, Royalties} from "../types/Offering.sol";

/// @notice A holder's packed record.
/// @param balance Shares held.
/// @param staked Shares held that are staked (request to leave not made).
/// @param paid The accumulator up to which `owed` is settled.
/// @param owed Settled and unclaimed dividends in the currency's smallest unit.
/// @param bought Shares bought in the offering, for ever.
struct Holder {
    uint24 balance;
    uint24 staked;
    uint88 paid;
    uint88 owed;
    uint24 bought;
}

/// @notice Where a share is in its staking life. A share that left is free once `freeAt` has passed.
enum StakeStatus {
    Free,
    Staked,
    Leaving
}

/// @notice What a market must know about a share.
/// @param owner Its holder.
/// @param version Counts transfers and stakes of the share; a listing is valid only at the version it was made at.
/// @param isLocked Whether it cannot be transferred now.
/// @param status Its stake status.
/// @param since Staked: when it was staked. Leaving: when it becomes free. Else zero.
struct ShareState {
    address owner;
    uint40 version;
    bool isLocked;
    StakeStatus status;
    uint40 since;
}

/// @title The shares of one master recording
/// @notice An ERC-721C collection that sells its offering and keeps the dividend units of its holders. A clone with
/// immutable arguments, without admin. Ids count from 1 in the order of minting.
/// @dev Units: 10 per share, 12 per staked share; shares that are not minted count for the artist. A purchase emits
/// one ERC-721 `Transfer` from zero per share and nothing else: its price is the offering's, its phase follows from
/// its time, and all ids of a call are consecutive. Purchases do not call `onERC721Received`: the buyer asked for them.
interface IMasterShares is IERC721Metadata, IERC2981, IERC5192, ICreatorToken {
    /// @notice Unsold or retained shares were minted by the artist.
    event RemainingMinted(address indexed to, uint256 firstId, uint256 count);

    /// @notice The end of the offering, without the pauses that extend it, moved to `end`.
    event OfferingExtended(uint40 end);

    /// @notice The artist closed the offering. One that sells out or passes its grace closes without an event.
    event OfferingClosed(uint256 sold);

    /// @notice The artist withdrew proceeds, net of the platform fee, in the smallest unit.
    event ProceedsWithdrawn(address indexed artist, address to, uint256 amount);

    /// @notice Platform fees were paid to the fee recipient, in the smallest unit.
    event FeesWithdrawn(address indexed recipient, uint256 amount);

    /// @notice The holder asked to leave staking: the boost ended, the share is free from `freeAt`. `Unlocked` follows
    /// when the share is next moved or staked.
    event UnstakeRequested(uint256 indexed id, uint40 freeAt);

    /// @notice Initialised already, or not by the registry.
    error MasterShares_NotRegistry(address caller);

    /// @notice The caller is not the vault.
    error MasterShares_NotVault(address caller);

    /// @notice The caller is not the artist.
    error MasterShares_NotArtist(address caller, address artist);

    /// @notice The count is zero or above 2,000.
    error MasterShares_InvalidCount(uint256 count);

    /// @notice Nobody may buy yet.
    /// @param start From when the caller may buy in this way, with the pauses that deferred it.
    error MasterShares_NotStarted(uint256 start);

    /// @notice The offering has ended.
    error MasterShares_Ended(uint256 end);

    /// @notice Only the presale is open.
    /// @param start From when anyone may buy, with the pauses that deferred it.
    error MasterShares_PresaleOnly(uint256 start);

    /// @notice There is no presale, or it is over.
    error MasterShares_NoPresale();

    /// @notice The proof does not put the caller with this maximum on the allow-list.
    error MasterShares_NotOnAllowList(address account, uint256 max);

    /// @notice Fewer public shares are left than asked for.
    error MasterShares_SoldOut(uint256 left, uint256 asked);

    /// @notice The purchase would take the account above its cap or its presale maximum.
    error MasterShares_CapExceeded(uint256 cap, uint256 bought, uint256 asked);

    /// @notice The native coin sent is not what the call needs.
    error MasterShares_WrongValue(uint256 expected, uint256 actual);

    /// @notice The ERC-20 delivered another amount than asked.
    error MasterShares_WrongAmountReceived(uint256 expected, uint256 actual);

    /// @notice Buying and staking are paused.
    error MasterShares_Paused();

    /// @notice The offering is closed.
    error MasterShares_OfferingClosed();

    /// @notice The offering is not closed yet.
    error MasterShares_OfferingOpen();

    /// @notice The new end is not after the current one (with pauses), not in the future, or more than 365 days away.
    error MasterShares_InvalidEnd(uint256 current, uint256 asked);

    /// @notice Fewer shares remain than asked for.
    error MasterShares_NotEnoughRemaining(uint256 remaining, uint256 asked);

    /// @notice There is nothing to withdraw.
    error MasterShares_NothingToWithdraw();

    /// @notice The payee refused the payment; nothing changed.
    error MasterShares_PaymentFailed(address to, uint256 amount);

    /// @notice The caller does not hold the share.
    error MasterShares_NotHolder(uint256 id, address caller);

    /// @notice The share is locked: staked, or in its cooldown until `freeAt` (zero while staked).
    error MasterShares_Locked(uint256 id, uint256 freeAt);

    /// @notice The share is staked already.
    error MasterShares_AlreadyStaked(uint256 id);

    /// @notice The share is not staked.
    error MasterShares_NotStaked(uint256 id);

    /// @notice The share may leave from `earliest`, 30 days after it was staked.
    error MasterShares_StakeTooYoung(uint256 id, uint256 earliest);

    /// @notice The validator is neither listed by the switchboard nor zero, or has no code.
    error MasterShares_UnknownValidator(address validator);

    /// @notice The deposit would overflow the accumulator of this master.
    error MasterShares_DepositTooLarge(uint256 amount);

    /// @notice Makes the clone ready. Only the registry, in the call that deploys it.
    function initialize(uint40 end, address validator) external;

    /// @notice Buys `count` shares for the caller at the offering's price.
    /// @dev Native coin: `msg.value` must equal `count * price`. ERC-20: needs an allowance for this contract.
    /// @param count 1 to 2,000.
    function buy(uint256 count) external payable;

    /// @notice `buy` of an ERC-20 offering with an ERC-2612 permit for this contract.
    function buyWithPermit(uint256 count, Permit calldata permit) external;

    /// @notice Buys in the presale.
    /// @param count 1 to 2,000.
    /// @param max The caller's maximum on the allow-list; a wallet cap binds as well.
    /// @param proof Merkle proof of `(caller, max)`.
    function buyPresale(uint256 count, uint256 max, bytes32[] calldata proof) external payable;

    /// @notice `buyPresale` of an ERC-20 offering with an ERC-2612 permit for this contract.
    function buyPresaleWithPermit(
        uint256 count,
        uint256 max,
        bytes32[] calldata proof,
        Permit calldata permit
    ) external;

    /// @notice Moves the end of the offering to `end`, pauses so far included; later ones extend it. Only the artist,
    /// until it is closed.
    function extendOffering(uint40 end) external;

    /// @notice Closes the offering. Only the artist, after its end.
    function closeOffering() external;

    /// @notice Mints unsold and retained shares. Only the artist, once the offering is closed. They are of the last
    /// tier and have no mover.
    function mintRemaining(address to, uint256 count) external;

    /// @notice Sends all proceeds, net of the platform fee, to `to`. Only the artist.
    function withdrawProceeds(address to) external returns (uint256 amount);

    /// @notice Sends platform fees to the registry's fee recipient. Anyone.
    function withdrawFees() external returns (uint256 amount);

    /// @notice Stakes shares of the caller in place, unless paused. They are locked and earn 12 units instead of 10.
    /// @param ids 1 to 500 ids. A share in its cooldown may be staked again.
    function stake(uint256[] calldata ids) external;

    /// @notice Asks to leave staking: ends the boost now and the lock in 7 days. Only 30 days after staking.
    /// @param ids 1 to 500 ids.
    function requestUnstake(uint256[] calldata ids) external;

    /// @notice Shares a deposit out over all units. Only the vault.
    /// @dev `acc += (amount + remainder) / units; remainder = (amount + remainder) mod units`.
    /// @return currency The master's currency.
    /// @return artistAmount The part of shares that are not minted.
    function accrue(uint256 amount) external returns (address currency, uint256 artistAmount);

    /// @notice Zeroes what `account` has accrued, which the vault pays. Only the vault.
    function collect(address account) external returns (address currency, uint256 amount);

    /// @notice What `account` can claim now, in the smallest unit.
    function claimable(address account) external view returns (uint256);

    /// @notice The packed record of a holder.
    function holderOf(address account) external view returns (Holder memory);

    /// @notice Shares that `account` bought in the offering, for ever.
    function bought(address account) external view returns (uint256);

    /// @notice Accumulator (smallest unit per unit), remainder (smallest unit) and total of units.
    /// @dev The remainder is below the units of the last deposit; when stakes leave after it, `units` may fall below it.
    function accumulator() external view returns (uint256 acc, uint256 remainder, uint256 units);

    /// @notice Shares minted, and how many of those the artist minted; the difference was sold.
    function minted() external view returns (uint256 total, uint256 byArtist);

    /// @notice Shares sold in the offering.
    function sold() external view returns (uint256);

    /// @notice Whether the offering is closed for ever: sold out, closed by the artist, or 30 days past its end.
    function isClosed() external view returns (bool);

    /// @notice The start of the public sale. Pauses during a presale defer it by the time for which they overlapped the
    /// presale; without a presale it is the `start` of the offering.
    /// @dev `extendedEnd(presaleStart, start)` of the switchboard. A running pause counts with its full length.
    function effectiveStart() external view returns (uint40);

    /// @notice The end of the offering with the pauses that extended it.
    function effectiveEnd() external view returns (uint40);

    /// @notice Proceeds that the artist can withdraw, and platform fees that can be withdrawn, in the smallest unit.
    function withdrawable() external view returns (uint256 proceeds, uint256 fees);

    /// @notice Owner, version and lock of a share. Reverts for a share that does not exist.
    function shareState(uint256 id) external view returns (ShareState memory);

    /// @notice Tier of an id, 1 to 4. Ids that the artist minted are of tier 4.
    function tierOf(uint256 id) external view returns (uint256);

    /// @notice Resale royalty of an id in basis points.
    function royaltyRate(uint256 id) external view returns (uint256);

    /// @notice The first buyer of an id in tiers 1 to 3, for ever; zero for other ids.
    function moverOf(uint256 id) external view returns (address);

    /// @notice The registry's ids of this master and its artist, and the studio session (zero is none).
    function ids() external view returns (uint64 masterId, uint64 artistId, uint64 studioSession);

    /// @notice The offering as registered, with the current end; start and end are without pauses.
    function offering() external view returns (Offering memory);

    /// @notice The royalty rates.
    function royalties() external view returns (Royalties memory);

    /// @notice The documents.
    function documents() external view returns (Documents memory);

    /// @notice The currency of price and dividends; zero is the native coin.
    function currency() external view returns (address);

    /// @notice Platform fee in basis points of the proceeds.
    function platformFee() external view returns (uint16);

    /// @notice The artist, who receives royalties (ERC-2981) and answers for the collection (ERC-173's reading part).
    function owner() external view returns (address);

    /// @notice Collection metadata (ERC-7572).
    function contractURI() external view returns (string memory);
}
