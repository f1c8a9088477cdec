// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Cid} from "../types/Cid.sol";
import {CoinTerms} from "../types/CoinTerms.sol";
import {Documents, Offering, Royalties} from "../types/Offering.sol";

/// @notice What an artist registers.
/// @param artistId The artist the master belongs to.
/// @param title 1 to 64 bytes of UTF-8 without control characters.
/// @param documents Audio, cover and metadata.
/// @param offering What is sold, for how much, when. A start that has passed becomes the second after registering.
/// @param royalties Rates inside the bounds that `Royalties` states.
/// @param presaleList The published allow-list; required exactly when there is a presale.
/// @param transferValidator A validator that the switchboard lists, or zero.
/// @param studioSession The locked studio session whose final recording the master is; zero is none.
struct MasterParams {
    uint64 artistId;
    string title;
    Documents documents;
    Offering offering;
    Royalties royalties;
    Cid presaleList;
    address transferValidator;
    uint64 studioSession;
}

/// @title Registers artists and masters
/// @notice UUPS under the AccessManager. Registering a master deploys its shares in the same transaction. What an
/// admin may change here (fee, currencies, version) applies to masters registered later only.
interface IMasterRegistry {
    /// @notice An artist was registered.
    event ArtistRegistered(uint64 indexed artistId, address indexed account, string name, Cid profile);

    /// @notice Name or profile of an artist changed.
    event ArtistUpdated(uint64 indexed artistId, string name, Cid profile);

    /// @notice The artist offered the role to `to`; zero withdraws the offer.
    event ArtistTransferStarted(uint64 indexed artistId, address indexed from, address indexed to);

    /// @notice `to` accepted the role.
    event ArtistTransferred(uint64 indexed artistId, address indexed from, address indexed to);

    /// @notice A curator set the flags of an artist: bit 0 verified, bit 1 hidden. They change what the app shows only.
    event ArtistFlagsSet(uint64 indexed artistId, uint8 flags);

    /// @notice A curator set the flags of a master: bit 0 verified, bit 1 hidden.
    event MasterFlagsSet(uint64 indexed masterId, uint8 flags);

    /// @notice A master was registered and its shares were deployed.
    /// @param platformFee In basis points of the proceeds, fixed for this master.
    /// @param version Version of the shares' implementation.
    event MasterRegistered(
        uint64 indexed masterId,
        uint64 indexed artistId,
        address indexed shares,
        MasterParams params,
        uint16 platformFee,
        uint32 version
    );

    /// @notice An ERC-20 was added to or removed from the allowed currencies.
    event CurrencySet(address indexed currency, bool isAllowed);

    /// @notice The platform fee of masters registered from now on, in basis points.
    event PlatformFeeSet(uint16 fee);

    /// @notice Where platform fees go.
    event FeeRecipientSet(address indexed recipient);

    /// @notice The shares' implementation of masters registered from now on.
    event SharesImplementationSet(address indexed implementation, uint32 version);

    /// @notice What makes the coin of an artist with the first master registered from now on; zero makes none.
    event CoinLauncherSet(address indexed launcher);

    /// @notice Whose sessions masters registered from now on may name.
    event StudioSessionsSet(address indexed studio);

    /// @notice The zero address was given where one is needed.
    error MasterRegistry_ZeroAddress();

    /// @notice A name or title is empty, too long (64 bytes) or holds control characters.
    error MasterRegistry_InvalidText();

    /// @notice A CID has no digest or a codec other than raw, dag-pb, dag-cbor or dag-json.
    error MasterRegistry_InvalidCid();

    /// @notice There is no such artist.
    error MasterRegistry_UnknownArtist(uint256 artistId);

    /// @notice There is no such master.
    error MasterRegistry_UnknownMaster(uint256 masterId);

    /// @notice The caller is not the artist.
    error MasterRegistry_NotArtist(uint256 artistId, address caller);

    /// @notice The caller was not offered the role.
    error MasterRegistry_NotPendingArtist(uint256 artistId, address caller);

    /// @notice Total or public shares are out of range.
    error MasterRegistry_InvalidShares(uint256 totalShares, uint256 publicShares);

    /// @notice The price is zero, or so high that the proceeds would not fit.
    error MasterRegistry_InvalidPrice(uint256 price);

    /// @notice Start, end and presale are not in order, in the past, longer than 365 days or further away than that.
    error MasterRegistry_InvalidWindow(uint256 presaleStart, uint256 start, uint256 end);

    /// @notice Presale start, root and list go together.
    error MasterRegistry_InvalidPresale();

    /// @notice A royalty rate is outside its bounds.
    error MasterRegistry_InvalidRoyalties();

    /// @notice The currency is not allowed.
    error MasterRegistry_CurrencyNotAllowed(address currency);

    /// @notice The validator is not listed by the switchboard.
    error MasterRegistry_UnknownValidator(address validator);

    /// @notice The studio session does not exist, is not locked, is another artist's, or locked another recording.
    error MasterRegistry_InvalidSession(uint256 session);

    /// @notice A fee above 500 basis points.
    error MasterRegistry_FeeTooHigh(uint256 fee);

    /// @notice The platform fee was raised above what the artist accepts, in basis points.
    error MasterRegistry_FeeAboveLimit(uint256 fee, uint256 limit);

    /// @notice The artist has no coin yet: it is made with this master, by `registerMasterWithCoin`.
    error MasterRegistry_CoinMissing(uint256 artistId);

    /// @notice The artist has a coin already.
    error MasterRegistry_CoinExists(uint256 artistId);

    /// @notice Coins cannot be made now.
    error MasterRegistry_NoCoinLauncher();

    /// @notice Registering is paused.
    error MasterRegistry_Paused();

    /// @notice The address has no code.
    error MasterRegistry_NoCode(address target);

    /// @notice Registers the caller as an artist. Anyone, unless paused; an account may register several artists.
    /// @param name 1 to 64 bytes of UTF-8 without control characters. Names are not unique.
    /// @param profile The profile document; a zero digest is none.
    function registerArtist(string calldata name, Cid calldata profile) external returns (uint64 artistId);

    /// @notice Replaces name and profile. Only the artist.
    function updateArtist(uint64 artistId, string calldata name, Cid calldata profile) external;

    /// @notice Offers the role to `to`, which has to accept; zero withdraws the offer. Only the artist.
    /// @dev Entitlements of unsold and retained shares, proceeds and credits belong to the role and move with it.
    function transferArtist(uint64 artistId, address to) external;

    /// @notice Takes the role over. Only the account it was offered to.
    function acceptArtist(uint64 artistId) external;

    /// @notice Registers a master and deploys its shares. Only the artist, unless paused. While a launcher is set, an
    /// artist without a coin uses `registerMasterWithCoin`.
    /// @param maxPlatformFee The highest platform fee that the artist accepts, in basis points: the fee may change
    /// between signing and mining.
    /// @return masterId Counts from 1.
    /// @return shares The master's collection, a clone with immutable arguments.
    function registerMaster(
        MasterParams calldata params,
        uint16 maxPlatformFee
    ) external returns (uint64 masterId, address shares);

    /// @notice Registers the artist's first master since there is a launcher, and makes the artist's coin, its pool and
    /// its locked liquidity in the same transaction. Only the artist, unless paused.
    /// @dev Native coin sent along becomes liquidity, at least `coinTerms.minNative` of it.
    /// @return masterId Counts from 1.
    /// @return shares The master's collection. Its buyers get coins.
    /// @return coin The artist's coin.
    function registerMasterWithCoin(
        MasterParams calldata params,
        uint16 maxPlatformFee,
        CoinTerms calldata coinTerms
    ) external payable returns (uint64 masterId, address shares, address coin);

    /// @notice Sets flags of an artist: bit 0 verified, bit 1 hidden. Only the curator role.
    function setArtistFlags(uint64 artistId, uint8 flags) external;

    /// @notice Sets flags of a master: bit 0 verified, bit 1 hidden. Only the curator role.
    function setMasterFlags(uint64 masterId, uint8 flags) external;

    /// @notice Allows or forbids an ERC-20 for new masters. Only the admin role.
    function setCurrency(address currency, bool isAllowed) external;

    /// @notice Sets the platform fee of new masters, 0 to 500 basis points. Only the fee role (24 h delay).
    function setPlatformFee(uint16 fee) external;

    /// @notice Sets where platform fees go. Only the fee role (24 h delay).
    function setFeeRecipient(address recipient) external;

    /// @notice Sets the shares' implementation of new masters. Only the upgrade role (48 h delay).
    function setSharesImplementation(address implementation) external;

    /// @notice Sets what makes coins; zero makes none from now on. Only the upgrade role (48 h delay).
    function setCoinLauncher(address launcher) external;

    /// @notice Sets whose sessions new masters may name. Only the upgrade role (48 h delay).
    function setStudioSessions(address studio) external;

    /// @notice The account that holds the role of an artist. Reverts for an unknown artist.
    function artistAccount(uint64 artistId) external view returns (address);

    /// @notice The account the role was offered to, or zero.
    function pendingArtist(uint64 artistId) external view returns (address);

    /// @notice The name of an artist. Reverts for an unknown artist.
    function artistName(uint64 artistId) external view returns (string memory);

    /// @notice The profile of an artist.
    function artistProfile(uint64 artistId) external view returns (Cid memory);

    /// @notice How many artists there are; ids count from 1.
    function artistCount() external view returns (uint64);

    /// @notice The shares of a master. Reverts for an unknown master.
    function masterShares(uint64 masterId) external view returns (address);

    /// @notice How many masters there are; ids count from 1.
    function masterCount() external view returns (uint64);

    /// @notice Whether `shares` is the collection of a registered master.
    function isMaster(address shares) external view returns (bool);

    /// @notice Whether new masters may use the currency; the native coin (zero) always.
    function isCurrencyAllowed(address currency) external view returns (bool);

    /// @notice Platform fee of new masters in basis points of the proceeds.
    function platformFee() external view returns (uint16);

    /// @notice Where platform fees go.
    function feeRecipient() external view returns (address);

    /// @notice What makes coins; zero is nothing.
    function coinLauncher() external view returns (address);

    /// @notice Whose sessions new masters may name; zero is nobody's.
    function studioSessions() external view returns (address);

    /// @notice Whether an artist has a coin.
    function hasCoin(uint64 artistId) external view returns (bool);

    /// @notice The shares' implementation of new masters and its version.
    function sharesImplementation() external view returns (address implementation, uint32 version);
}
