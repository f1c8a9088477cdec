// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

import {ISwitchboard} from "../access/ISwitchboard.sol";
import {ICoinLauncher} from "../coin/ICoinLauncher.sol";
import {CidText} from "../libraries/CidText.sol";
import {MasterArgs, MasterIdentity} from "../libraries/MasterArgs.sol";
import {MasterTerms} from "../libraries/MasterTerms.sol";
import {IStudioSessions} from "../studio/IStudioSessions.sol";
import {Cid} from "../types/Cid.sol";
import {CoinTerms} from "../types/CoinTerms.sol";
import {IMasterRegistry, MasterParams} from "./IMasterRegistry.sol";
import {IMasterShares} from "./IMasterShares.sol";

/// @title Registers artists and masters
/// @notice See `IMasterRegistry`.
/// @custom:oz-upgrades-unsafe-allow state-variable-immutable
contract MasterRegistry is IMasterRegistry, AccessManagedUpgradeable, UUPSUpgradeable {
    struct Artist {
        address account;
        uint8 flags;
        uint16 profileCodec;
        bool hasCoin;
        address pending;
        bytes32 profileDigest;
        string name;
    }

    struct Master {
        address shares;
        uint8 flags;
    }

    /// @dev The first word is all that registering a master reads and writes of the configuration.
    /// @custom:storage-location erc7201:audifi.storage.MasterRegistry
    struct RegistryStorage {
        address sharesImplementation;
        uint32 version;
        uint16 platformFee;
        uint48 masterCount;
        address feeRecipient;
        uint64 artistCount;
        mapping(uint256 artistId => Artist) artists;
        mapping(uint256 masterId => Master) masters;
        mapping(address currency => bool) currencies;
        address coinLauncher;
        address studioSessions;
    }

    /// @notice The most that the platform may take of proceeds, in basis points.
    uint16 public constant MAX_PLATFORM_FEE = 500;

    // keccak256(abi.encode(uint256(keccak256("audifi.storage.MasterRegistry")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION =
        0x1f9583058d8a6af09d17b103be137ee41025ff5f702fc88ed5db2305cfe48900;

    /// @notice The pause clock and the validators that artists may choose.
    ISwitchboard public immutable switchboard;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address switchboard_) {
        if (switchboard_.code.length == 0) revert MasterRegistry_NoCode(switchboard_);
        switchboard = ISwitchboard(switchboard_);
        _disableInitializers();
    }

    /// @notice Makes the proxy ready, in the transaction that deploys it.
    /// @param authority The AccessManager.
    /// @param recipient Where platform fees go.
    /// @param fee Platform fee in basis points, at most 500.
    function initialize(address authority, address recipient, uint16 fee) external initializer {
        if (authority == address(0)) revert MasterRegistry_ZeroAddress();
        __AccessManaged_init(authority);
        _setPlatformFee(fee);
        _setFeeRecipient(recipient);
    }

    modifier whenNotPaused() {
        if (switchboard.isPaused()) revert MasterRegistry_Paused();
        _;
    }

    modifier onlyArtist(uint64 artistId) {
        if (artistAccount(artistId) != msg.sender) revert MasterRegistry_NotArtist(artistId, msg.sender);
        _;
    }

    /// @inheritdoc IMasterRegistry
    function registerArtist(
        string calldata name,
        Cid calldata profile
    ) external whenNotPaused returns (uint64 artistId) {
        _checkProfile(name, profile);

        RegistryStorage storage $ = _registry();
        artistId = ++$.artistCount;
        Artist storage artist = $.artists[artistId];
        artist.account = msg.sender;
        _setProfile(artist, name, profile);

        emit ArtistRegistered(artistId, msg.sender, name, profile);
    }

    /// @inheritdoc IMasterRegistry
    function updateArtist(
        uint64 artistId,
        string calldata name,
        Cid calldata profile
    ) external onlyArtist(artistId) {
        _checkProfile(name, profile);
        _setProfile(_registry().artists[artistId], name, profile);
        emit ArtistUpdated(artistId, name, profile);
    }

    /// @inheritdoc IMasterRegistry
    function transferArtist(uint64 artistId, address to) external onlyArtist(artistId) {
        _registry().artists[artistId].pending = to;
        emit ArtistTransferStarted(artistId, msg.sender, to);
    }

    /// @inheritdoc IMasterRegistry
    function acceptArtist(uint64 artistId) external {
        address from = artistAccount(artistId);
        Artist storage artist = _registry().artists[artistId];
        if (artist.pending != msg.sender) revert MasterRegistry_NotPendingArtist(artistId, msg.sender);

        artist.account = msg.sender;
        delete artist.pending;
        emit ArtistTransferred(artistId, from, msg.sender);
    }

    /// @inheritdoc IMasterRegistry
    function registerMaster(
        MasterParams calldata params,
        uint16 maxPlatformFee
    ) external whenNotPaused onlyArtist(params.artistId) returns (uint64, address) {
        RegistryStorage storage $ = _registry();
        if (!$.artists[params.artistId].hasCoin && $.coinLauncher != address(0)) {
            revert MasterRegistry_CoinMissing(params.artistId);
        }
        return _registerMaster(params, maxPlatformFee);
    }

    /// @inheritdoc IMasterRegistry
    function registerMasterWithCoin(
        MasterParams calldata params,
        uint16 maxPlatformFee,
        CoinTerms calldata coinTerms
    )
        external
        payable
        whenNotPaused
        onlyArtist(params.artistId)
        returns (uint64 masterId, address shares, address coin)
    {
        RegistryStorage storage $ = _registry();
        address launcher = $.coinLauncher;
        if (launcher == address(0)) revert MasterRegistry_NoCoinLauncher();
        if ($.artists[params.artistId].hasCoin) revert MasterRegistry_CoinExists(params.artistId);
        $.artists[params.artistId].hasCoin = true;

        (masterId, shares) = _registerMaster(params, maxPlatformFee);
        coin = ICoinLauncher(launcher).launch{value: msg.value}(
            params.artistId,
            msg.sender,
            shares,
            params.offering.publicShares,
            coinTerms
        );
    }

    /// @inheritdoc IMasterRegistry
    function setArtistFlags(uint64 artistId, uint8 flags) external restricted {
        artistAccount(artistId);
        _registry().artists[artistId].flags = flags;
        emit ArtistFlagsSet(artistId, flags);
    }

    /// @inheritdoc IMasterRegistry
    function setMasterFlags(uint64 masterId, uint8 flags) external restricted {
        masterShares(masterId);
        _registry().masters[masterId].flags = flags;
        emit MasterFlagsSet(masterId, flags);
    }

    /// @inheritdoc IMasterRegistry
    function setCurrency(address currency, bool isAllowed) external restricted {
        if (currency == address(0)) revert MasterRegistry_ZeroAddress();
        if (isAllowed && currency.code.length == 0) revert MasterRegistry_NoCode(currency);
        _registry().currencies[currency] = isAllowed;
        emit CurrencySet(currency, isAllowed);
    }

    /// @inheritdoc IMasterRegistry
    function setPlatformFee(uint16 fee) external restricted {
        _setPlatformFee(fee);
    }

    /// @inheritdoc IMasterRegistry
    function setFeeRecipient(address recipient) external restricted {
        _setFeeRecipient(recipient);
    }

    /// @inheritdoc IMasterRegistry
    function setSharesImplementation(address implementation) external restricted {
        if (implementation.code.length == 0) revert MasterRegistry_NoCode(implementation);
        RegistryStorage storage $ = _registry();
        $.sharesImplementation = implementation;
        uint32 version = ++$.version;
        emit SharesImplementationSet(implementation, version);
    }

    /// @inheritdoc IMasterRegistry
    function setCoinLauncher(address launcher) external restricted {
        if (launcher != address(0) && launcher.code.length == 0) revert MasterRegistry_NoCode(launcher);
        _registry().coinLauncher = launcher;
        emit CoinLauncherSet(launcher);
    }

    /// @inheritdoc IMasterRegistry
    function setStudioSessions(address studio) external restricted {
        if (studio.code.length == 0) revert MasterRegistry_NoCode(studio);
        _registry().studioSessions = studio;
        emit StudioSessionsSet(studio);
    }

    /// @inheritdoc IMasterRegistry
    function artistAccount(uint64 artistId) public view returns (address account) {
        account = _registry().artists[artistId].account;
        if (account == address(0)) revert MasterRegistry_UnknownArtist(artistId);
    }

    /// @inheritdoc IMasterRegistry
    function pendingArtist(uint64 artistId) external view returns (address) {
        return _registry().artists[artistId].pending;
    }

    /// @inheritdoc IMasterRegistry
    function artistName(uint64 artistId) external view returns (string memory) {
        artistAccount(artistId);
        return _registry().artists[artistId].name;
    }

    /// @inheritdoc IMasterRegistry
    function artistProfile(uint64 artistId) external view returns (Cid memory) {
        Artist storage artist = _registry().artists[artistId];
        return Cid(artist.profileDigest, artist.profileCodec);
    }

    /// @inheritdoc IMasterRegistry
    function artistCount() external view returns (uint64) {
        return _registry().artistCount;
    }

    /// @inheritdoc IMasterRegistry
    function masterShares(uint64 masterId) public view returns (address shares) {
        shares = _registry().masters[masterId].shares;
        if (shares == address(0)) revert MasterRegistry_UnknownMaster(masterId);
    }

    /// @inheritdoc IMasterRegistry
    function masterCount() external view returns (uint64) {
        return _registry().masterCount;
    }

    /// @inheritdoc IMasterRegistry
    /// @dev The collection says which master it is, and the registry's record decides: whatever a stranger answers,
    /// no record names it.
    function isMaster(address shares) external view returns (bool) {
        (bool success, bytes memory answer) = shares.staticcall(abi.encodeCall(IMasterShares.ids, ()));
        if (!success || answer.length < 32) return false;
        uint256 masterId = uint256(bytes32(answer));
        return shares != address(0) && _registry().masters[masterId].shares == shares;
    }

    /// @inheritdoc IMasterRegistry
    function isCurrencyAllowed(address currency) public view returns (bool) {
        return currency == address(0) || _registry().currencies[currency];
    }

    /// @inheritdoc IMasterRegistry
    function platformFee() external view returns (uint16) {
        return _registry().platformFee;
    }

    /// @inheritdoc IMasterRegistry
    function feeRecipient() external view returns (address) {
        return _registry().feeRecipient;
    }

    /// @inheritdoc IMasterRegistry
    function coinLauncher() external view returns (address) {
        return _registry().coinLauncher;
    }

    /// @inheritdoc IMasterRegistry
    function studioSessions() external view returns (address) {
        return _registry().studioSessions;
    }

    /// @inheritdoc IMasterRegistry
    function hasCoin(uint64 artistId) external view returns (bool) {
        return _registry().artists[artistId].hasCoin;
    }

    /// @inheritdoc IMasterRegistry
    function sharesImplementation() external view returns (address implementation, uint32 version) {
        RegistryStorage storage $ = _registry();
        return ($.sharesImplementation, $.version);
    }

    function _authorizeUpgrade(address) internal override restricted {}

    function _registerMaster(
        MasterParams calldata params,
        uint16 maxPlatformFee
    ) private returns (uint64 masterId, address shares) {
        RegistryStorage storage $ = _registry();
        MasterParams memory terms = params;
        MasterTerms.check(terms);
        _checkCurrencyAndValidator($, terms);
        _checkSession($, terms);

        address implementation = $.sharesImplementation;
        uint32 version = $.version;
        uint16 fee = $.platformFee;
        if (version == 0) revert MasterRegistry_NoCode(address(0));
        if (fee > maxPlatformFee) revert MasterRegistry_FeeAboveLimit(fee, maxPlatformFee);
        masterId = ++$.masterCount;

        shares = Clones.cloneDeterministicWithImmutableArgs(
            implementation,
            MasterArgs.encode(
                terms.offering,
                terms.royalties,
                terms.documents,
                MasterIdentity(masterId, terms.artistId, terms.studioSession, fee, terms.title)
            ),
            bytes32(uint256(masterId))
        );
        $.masters[masterId].shares = shares;
        IMasterShares(shares).initialize(terms.offering.end, terms.transferValidator);

        emit MasterRegistered(masterId, terms.artistId, shares, terms, fee, version);
    }

    function _setPlatformFee(uint16 fee) private {
        if (fee > MAX_PLATFORM_FEE) revert MasterRegistry_FeeTooHigh(fee);
        _registry().platformFee = fee;
        emit PlatformFeeSet(fee);
    }

    function _setFeeRecipient(address recipient) private {
        if (recipient == address(0)) revert MasterRegistry_ZeroAddress();
        _registry().feeRecipient = recipient;
        emit FeeRecipientSet(recipient);
    }

    function _setProfile(Artist storage artist, string calldata name, Cid calldata profile) private {
        artist.name = name;
        artist.profileDigest = profile.digest;
        artist.profileCodec = profile.codec;
    }

    function _checkProfile(string calldata name, Cid calldata profile) private pure {
        MasterTerms.checkText(name);
        if (!CidText.isValidOrNone(profile)) revert MasterRegistry_InvalidCid();
    }

    function _checkCurrencyAndValidator(RegistryStorage storage $, MasterParams memory terms) private view {
        address currency = terms.offering.currency;
        if (currency != address(0) && !$.currencies[currency]) {
            revert MasterRegistry_CurrencyNotAllowed(currency);
        }
        address validator = terms.transferValidator;
        if (validator != address(0) && !switchboard.isValidator(validator)) {
            revert MasterRegistry_UnknownValidator(validator);
        }
    }

    function _checkSession(RegistryStorage storage $, MasterParams memory terms) private view {
        uint64 session = terms.studioSession;
        if (session == 0) return;
        address studio = $.studioSessions;
        if (
            studio == address(0) ||
            !IStudioSessions(studio).isLockedAs(session, terms.artistId, terms.documents.audio.digest)
        ) revert MasterRegistry_InvalidSession(session);
    }

    function _registry() private pure returns (RegistryStorage storage $) {
        assembly ("memory-safe") {
            $.slot := STORAGE_LOCATION
        }
    }
}
