// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/interfaces/IERC721Metadata.sol";

import {StorageSlot} from "@openzeppelin/contracts/utils/StorageSlot.sol";

import {ISwitchboard} from "../access/ISwitchboard.sol";
import {ICreatorToken} from "../external/ICreatorToken.sol";
import {IERC5192} from "../external/IERC5192.sol";
import {ITransferValidator, ITransferValidatorSetTokenType} from "../external/ITransferValidator.sol";
import {PauseClock} from "../libraries/PauseClock.sol";
import {ShareArgs} from "../libraries/ShareArgs.sol";
import {ShareWords} from "../libraries/ShareWords.sol";
import {Cid} from "../types/Cid.sol";
import {Documents, Offering, Royalties} from "../types/Offering.sol";
import {IMasterRegistry} from "./IMasterRegistry.sol";
import {Holder, IMasterShares, ShareState, StakeStatus} from "./IMasterShares.sol";
import {IShareRenderer} from "./IShareRenderer.sol";
import {ShareOffering} from "./ShareOffering.sol";

/// @title The shares of one master recording
/// @dev Deployed once; masters are ERC-1167 clones with immutable arguments (see {ShareArgs}). No admin, no upgrade.
contract MasterShares is ShareOffering {
    using ShareArgs for uint256;
    using ShareWords for uint256;

    uint256 private constant MAX_STAKE_IDS = 500;
    uint256 private constant MIN_STAKE = 30 days;
    uint256 private constant COOLDOWN = 7 days;
    uint256 private constant BASIS = 10_000;
    uint16 private constant TOKEN_TYPE = 721;
    bytes4 private constant LEGACY_CREATOR_TOKEN = 0xa07d229a;

    IShareRenderer private immutable RENDERER;

    modifier onlyVault() {
        if (msg.sender != VAULT) revert MasterShares_NotVault(msg.sender);
        _;
    }

    constructor(IMasterRegistry registry, address vault, ISwitchboard switchboard, IShareRenderer renderer) {
        REGISTRY = registry;
        VAULT = vault;
        SWITCHBOARD = switchboard;
        RENDERER = renderer;
    }

    /// @inheritdoc IMasterShares
    function initialize(uint40 end, address validator) external {
        if (msg.sender != address(REGISTRY) || _state != 0) revert MasterShares_NotRegistry(msg.sender);
        uint256 units = ShareArgs.terms().totalShares() * ShareWords.UNITS_PER_SHARE;
        _state =
            ShareWords.STATE_INITIALIZED |
            (uint256(end) << ShareWords.STATE_END) |
            (units << ShareWords.STATE_UNITS);
        if (validator != address(0)) _setValidator(validator);
    }

    /// @inheritdoc IMasterShares
    function stake(uint256[] calldata ids_) external {
        _checkCount(ids_.length, MAX_STAKE_IDS);
        if (PauseClock.pauses(SWITCHBOARD)) revert MasterShares_Paused();
        uint256 state = _state;
        for (uint256 i = 0; i < ids_.length; ++i) {
            uint256 id = ids_[i];
            uint256 share = _share(id, state);
            if (share.owner() != msg.sender) revert MasterShares_NotHolder(id, msg.sender);
            if (share.status() == uint256(StakeStatus.Staked)) revert MasterShares_AlreadyStaked(id);
            if (share.status() != 0 && block.timestamp >= share.since()) emit Unlocked(id);
            _setStatus(id, share, StakeStatus.Staked, block.timestamp, 1);
            emit Locked(id);
        }
        _changeStake(state, ids_.length, true);
    }

    /// @inheritdoc IMasterShares
    function requestUnstake(uint256[] calldata ids_) external {
        _checkCount(ids_.length, MAX_STAKE_IDS);
        uint256 state = _state;
        uint256 freeAt = block.timestamp + COOLDOWN;
        for (uint256 i = 0; i < ids_.length; ++i) {
            uint256 id = ids_[i];
            uint256 share = _share(id, state);
            if (share.owner() != msg.sender) revert MasterShares_NotHolder(id, msg.sender);
            if (share.status() != uint256(StakeStatus.Staked)) revert MasterShares_NotStaked(id);
            uint256 earliest = share.since() + MIN_STAKE;
            if (block.timestamp < earliest) revert MasterShares_StakeTooYoung(id, earliest);
            _setStatus(id, share, StakeStatus.Leaving, freeAt, 0);
            emit UnstakeRequested(id, uint40(freeAt));
        }
        _changeStake(state, ids_.length, false);
    }

    /// @inheritdoc IMasterShares
    function accrue(uint256 amount) external onlyVault returns (address, uint256 artistAmount) {
        if (amount > type(uint88).max) revert MasterShares_DepositTooLarge(amount);
        uint256 state = _state;
        uint256 units = state.units();
        uint256 total = ShareArgs.terms().totalShares();
        // `amount` and `acc` are below 2^88, `total` below 2^17, and minted shares are within the total.
        unchecked {
            uint256 sum = amount + state.remainder();
            uint256 step = sum / units;
            uint256 acc = state.acc() + step;
            // Keeps `acc` and every holder's `owed` within 88 bits, whatever is staked when.
            if (acc * total * ShareWords.MAX_UNITS_PER_SHARE > type(uint88).max) {
                revert MasterShares_DepositTooLarge(amount);
            }

            uint256 kept = state & ~uint256(type(uint112).max);
            _state = kept | acc | ((sum - step * units) << ShareWords.STATE_REMAINDER);
            artistAmount = step * ShareWords.UNITS_PER_SHARE * (total - state.minted());
        }
        _answer(ShareArgs.currency(), artistAmount);
    }

    /// @inheritdoc IMasterShares
    function collect(address account) external onlyVault returns (address, uint256 amount) {
        StorageSlot.Uint256Slot storage entry = _holderOf(account);
        uint256 holder = entry.value.settled(_state.acc());
        amount = holder.owed();
        if (amount != 0) entry.value = holder.withoutOwed();
        _answer(ShareArgs.currency(), amount);
    }

    /// @inheritdoc ICreatorToken
    function setTransferValidator(address validator) external onlyArtist {
        if (validator != address(0) && !SWITCHBOARD.isValidator(validator)) {
            revert MasterShares_UnknownValidator(validator);
        }
        _setValidator(validator);
    }

    /// @inheritdoc ICreatorToken
    function getTransferValidator() external view returns (address) {
        return _validator;
    }

    /// @inheritdoc ICreatorToken
    function getTransferValidationFunction() external pure returns (bytes4, bool) {
        return (ITransferValidator.validateTransfer.selector, true);
    }

    /// @inheritdoc IERC5192
    function locked(uint256 id) external view returns (bool) {
        return _isLocked(_share(id, _state));
    }

    /// @inheritdoc IMasterShares
    function shareState(uint256 id) external view returns (ShareState memory) {
        uint256 share = _share(id, _state);
        return
            ShareState({
                owner: share.owner(),
                version: uint40(share.version()),
                isLocked: _isLocked(share),
                status: StakeStatus(share.status()),
                since: uint40(share.since())
            });
    }

    /// @inheritdoc IERC2981
    function royaltyInfo(
        uint256 id,
        uint256 salePrice
    ) external view returns (address receiver, uint256 amount) {
        return (owner(), (salePrice * royaltyRate(id)) / BASIS);
    }

    /// @inheritdoc IMasterShares
    function royaltyRate(uint256 id) public view returns (uint256) {
        return ShareArgs.terms().tierRate(tierOf(id));
    }

    /// @inheritdoc IMasterShares
    function tierOf(uint256 id) public view returns (uint256) {
        uint256 state = _state;
        if (id == 0 || id > ShareArgs.terms().totalShares()) revert ERC721NonexistentToken(id);
        bool isArtists = id > state.sold() && id <= state.minted();
        if (isArtists || id > LAST_TIERED_ID) return 4;
        return
            id <= 10
                ? 1
                : id <= 50
                    ? 2
                    : 3;
    }

    /// @inheritdoc IMasterShares
    function claimable(address account) external view returns (uint256) {
        return _holders[account].settled(_state.acc()).owed();
    }

    /// @inheritdoc IMasterShares
    function holderOf(address account) external view returns (Holder memory) {
        uint256 holder = _holders[account];
        return
            Holder({
                balance: uint24(holder.balance()),
                staked: uint24(holder.staked()),
                paid: uint88(holder.paid()),
                owed: uint88(holder.owed()),
                bought: uint24(holder.bought())
            });
    }

    /// @inheritdoc IMasterShares
    function bought(address account) external view returns (uint256) {
        return _holders[account].bought();
    }

    /// @inheritdoc IMasterShares
    function accumulator() external view returns (uint256 acc, uint256 remainder, uint256 units) {
        uint256 state = _state;
        return (state.acc(), state.remainder(), state.units());
    }

    /// @inheritdoc IMasterShares
    function minted() external view returns (uint256 total, uint256 byArtist) {
        uint256 state = _state;
        return (state.minted(), state.byArtist());
    }

    /// @inheritdoc IMasterShares
    function sold() external view returns (uint256) {
        return _state.sold();
    }

    /// @inheritdoc IMasterShares
    function ids() external view returns (uint64 masterId, uint64 artistId, uint64 studioSession) {
        uint256 word = ShareArgs.identity();
        return (uint64(word >> 192), uint64(word >> 128), uint64(word >> 64));
    }

    /// @inheritdoc IMasterShares
    function offering() external view returns (Offering memory) {
        uint256 terms = ShareArgs.terms();
        (address currency_, uint256 price) = ShareArgs.money();
        return
            Offering({
                currency: currency_,
                price: uint96(price),
                totalShares: uint24(terms.totalShares()),
                publicShares: uint24(terms.publicShares()),
                walletCap: uint24(terms.walletCap()),
                start: uint40(terms.start()),
                end: uint40(_state.end()),
                presaleStart: uint40(terms.presaleStart()),
                presaleRoot: terms.presaleRoot()
            });
    }

    /// @inheritdoc IMasterShares
    function royalties() external view returns (Royalties memory) {
        uint256 terms = ShareArgs.terms();
        return
            Royalties({
                tier1: uint16(terms.tierRate(1)),
                tier2: uint16(terms.tierRate(2)),
                tier3: uint16(terms.tierRate(3)),
                tier4: uint16(terms.tierRate(4)),
                moverShare: uint16(terms.moverShare())
            });
    }

    /// @inheritdoc IMasterShares
    function documents() external view returns (Documents memory) {
        return Documents({audio: _document(0), cover: _document(1), metadata: _document(2)});
    }

    /// @inheritdoc IMasterShares
    function currency() external view returns (address currency_) {
        currency_ = ShareArgs.currency();
    }

    /// @inheritdoc IMasterShares
    function platformFee() external view returns (uint16) {
        return uint16(ShareArgs.terms().platformFee());
    }

    /// @inheritdoc IERC721Metadata
    function name() external view returns (string memory) {
        return ShareArgs.title();
    }

    /// @inheritdoc IERC721Metadata
    function symbol() external pure returns (string memory) {
        return "AUDIFI";
    }

    /// @inheritdoc IERC721Metadata
    function tokenURI(uint256 id) external view returns (string memory) {
        _share(id, _state);
        return RENDERER.tokenURI(address(this), id);
    }

    /// @inheritdoc IMasterShares
    function contractURI() external view returns (string memory) {
        return RENDERER.contractURI(address(this));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(IERC165).interfaceId ||
            id == type(IERC721).interfaceId ||
            id == type(IERC721Metadata).interfaceId ||
            id == type(IERC2981).interfaceId ||
            id == type(IERC5192).interfaceId ||
            id == type(ICreatorToken).interfaceId ||
            id == LEGACY_CREATOR_TOKEN;
    }

    function _holderOf(address account) private pure returns (StorageSlot.Uint256Slot storage entry) {
        assembly ("memory-safe") {
            mstore(0x00, account)
            mstore(0x20, _holders.slot)
            entry.slot := keccak256(0x00, 0x40)
        }
    }

    /// @dev Ends the call with an address and an amount, without allocating memory for them.
    function _answer(address one, uint256 amount) private pure {
        assembly ("memory-safe") {
            mstore(0x00, one)
            mstore(0x20, amount)
            return(0x00, 0x40)
        }
    }

    /// @dev Each stake makes a new version, so that listings made before it never revive.
    function _setStatus(
        uint256 id,
        uint256 share,
        StakeStatus status,
        uint256 since,
        uint256 versions
    ) private {
        uint256 mask = (uint256(type(uint40).max) << ShareWords.SHARE_SINCE) | (3 << ShareWords.SHARE_STATUS);
        _shares[id] =
            ((share & ~mask) |
                (since << ShareWords.SHARE_SINCE) |
                (uint256(status) << ShareWords.SHARE_STATUS)) + (versions << ShareWords.SHARE_VERSION);
    }

    /// @dev The callers checked that the shares are the sender's and change their status, so that no count underflows.
    function _changeStake(uint256 state, uint256 count, bool isStake) private {
        uint256 holder = _holders[msg.sender].settled(state.acc());
        uint256 units = (count * ShareWords.UNITS_PER_STAKE) << ShareWords.STATE_UNITS;
        uint256 staked = count << ShareWords.HOLDER_STAKED;
        unchecked {
            _holders[msg.sender] = isStake ? holder + staked : holder - staked;
            _state = isStake ? state + units : state - units;
        }
    }

    function _setValidator(address validator) private {
        address old = _validator;
        _validator = validator;
        emit TransferValidatorUpdated(old, validator);
        if (validator == address(0)) return;
        if (validator.code.length == 0) revert MasterShares_UnknownValidator(validator);
        try
            ITransferValidatorSetTokenType(validator).setTokenTypeOfCollection(address(this), TOKEN_TYPE)
        {} catch {}
    }

    function _isLocked(uint256 share) private view returns (bool) {
        uint256 status = share.status();
        return
            status == uint256(StakeStatus.Staked) ||
            (status == uint256(StakeStatus.Leaving) && block.timestamp < share.since());
    }

    function _document(uint256 index) private view returns (Cid memory) {
        (bytes32 digest, uint16 codec) = ShareArgs.document(index);
        return Cid({digest: digest, codec: codec});
    }
}
