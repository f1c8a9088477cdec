// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ERC721Utils} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Utils.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {ISwitchboard} from "../access/ISwitchboard.sol";
import {ITransferValidator} from "../external/ITransferValidator.sol";
import {PauseClock} from "../libraries/PauseClock.sol";
import {ShareArgs} from "../libraries/ShareArgs.sol";
import {ShareWords} from "../libraries/ShareWords.sol";
import {IMasterRegistry} from "./IMasterRegistry.sol";
import {IMasterShares} from "./IMasterShares.sol";

/// @title Ownership and dividend units of a master's shares
/// @dev An id has an owner word once it was bought alone, moved, staked or approved. Before that it belongs to the
/// batch whose head is the nearest one at or below it; a bitmap of heads finds that in at most nine words, because a
/// batch has at most 2,000 ids. Batches are never rewritten: they name the movers of their ids for ever.
abstract contract ShareLedger is IMasterShares, IERC721Errors, ReentrancyGuardTransient {
    using ShareWords for uint256;

    uint256 internal constant MAX_BATCH = 2_000;
    uint256 internal constant LAST_TIERED_ID = 100;

    IMasterRegistry internal immutable REGISTRY;
    address internal immutable VAULT;
    ISwitchboard internal immutable SWITCHBOARD;

    uint256 internal _state;
    address internal _validator;
    mapping(address account => uint256) internal _holders;
    mapping(uint256 id => uint256) internal _shares;
    mapping(uint256 head => address buyer) internal _batches;
    mapping(uint256 index => uint256) private _heads;
    mapping(uint256 id => address buyer) private _movers;
    mapping(uint256 id => address account) private _tokenApprovals;
    mapping(address account => mapping(address operator => bool)) private _operatorApprovals;

    /// @inheritdoc IMasterShares
    function owner() public view returns (address) {
        return REGISTRY.artistAccount(ShareArgs.artistId());
    }

    function balanceOf(address account) external view returns (uint256) {
        if (account == address(0)) revert ERC721InvalidOwner(address(0));
        return _holders[account].balance();
    }

    function ownerOf(uint256 id) external view returns (address) {
        return _share(id, _state).owner();
    }

    function getApproved(uint256 id) external view returns (address) {
        return _share(id, _state) & ShareWords.SHARE_APPROVED == 0 ? address(0) : _tokenApprovals[id];
    }

    function isApprovedForAll(address account, address operator) public view returns (bool) {
        return _operatorApprovals[account][operator];
    }

    function approve(address to, uint256 id) external {
        uint256 share = _share(id, _state);
        address holder = share.owner();
        if (msg.sender != holder && !isApprovedForAll(holder, msg.sender))
            revert ERC721InvalidApprover(msg.sender);

        _tokenApprovals[id] = to;
        _shares[id] =
            to == address(0) ? share & ~ShareWords.SHARE_APPROVED : share | ShareWords.SHARE_APPROVED;
        emit Approval(holder, to, id);
    }

    function setApprovalForAll(address operator, bool approved) external {
        if (operator == address(0)) revert ERC721InvalidOperator(address(0));
        _operatorApprovals[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    function transferFrom(address from, address to, uint256 id) external {
        _transfer(from, to, id);
    }

    function safeTransferFrom(address from, address to, uint256 id) external {
        _transfer(from, to, id);
        ERC721Utils.checkOnERC721Received(msg.sender, from, to, id, "");
    }

    function safeTransferFrom(address from, address to, uint256 id, bytes calldata data) external {
        _transfer(from, to, id);
        ERC721Utils.checkOnERC721Received(msg.sender, from, to, id, data);
    }

    /// @inheritdoc IMasterShares
    function moverOf(uint256 id) external view returns (address) {
        if (id == 0 || id > LAST_TIERED_ID || id > _state.sold()) return address(0);
        uint256 share = _shares[id];
        if (share & ShareWords.SHARE_ORIGINAL != 0) return share.owner();
        address mover = _movers[id];
        return mover == address(0) ? _batches[_headOf(id)] : mover;
    }

    /// @dev Settles both sides before anything moves: what accrued before stays with `from`.
    function _transfer(address from, address to, uint256 id) private {
        if (to == address(0)) revert ERC721InvalidReceiver(address(0));
        uint256 state = _state;
        uint256 share = _share(id, state);
        if (share.owner() != from) revert ERC721IncorrectOwner(from, id, share.owner());
        if (msg.sender != from) _checkThirdParty(from, to, id, share);
        _checkUnlocked(id, share);

        if (share & ShareWords.SHARE_ORIGINAL != 0 && id <= LAST_TIERED_ID) _movers[id] = from;
        // No share changes hands 2^40 times.
        unchecked {
            _shares[id] = uint256(uint160(to)) | ((share.version() + 1) << ShareWords.SHARE_VERSION);
        }

        uint256 acc = state.acc();
        uint256 holder = _holders[from].settled(acc);
        if (from == to) {
            _holders[from] = holder;
        } else {
            // `from` holds the share, so its balance does not underflow; balances are below 2^24 by the total.
            unchecked {
                _holders[from] = holder - 1;
                _holders[to] = _holders[to].settled(acc) + 1;
            }
        }
        emit Transfer(from, to, id);
    }

    /// @dev Operators and approved accounts; known markets and the validator itself are not judged by the validator.
    function _checkThirdParty(address from, address to, uint256 id, uint256 share) private view {
        bool isApproved =
            (share & ShareWords.SHARE_APPROVED != 0 && _tokenApprovals[id] == msg.sender) ||
                isApprovedForAll(from, msg.sender);
        if (!isApproved) revert ERC721InsufficientApproval(msg.sender, id);

        address validator = _validator;
        if (validator == address(0) || msg.sender == validator || PauseClock.knowsSender(SWITCHBOARD)) return;
        ITransferValidator(validator).validateTransfer(msg.sender, from, to, id);
    }

    /// @dev A share that left and whose cooldown is over reports so when it is next used.
    function _checkUnlocked(uint256 id, uint256 share) internal {
        uint256 status = share.status();
        if (status == 0) return;
        if (status == uint256(1)) revert MasterShares_Locked(id, 0);
        if (block.timestamp < share.since()) revert MasterShares_Locked(id, share.since());
        emit Unlocked(id);
    }

    /// @dev Mints `count` consecutive ids and returns the new state. The caller settles and credits the holder.
    /// @param isSale Buyers of single shares are marked as movers; those of several are named by their batch.
    function _mint(address to, uint256 count, uint256 state, bool isSale) internal returns (uint256) {
        uint256 first = state.minted() + 1;
        if (count == 1) {
            _shares[first] = uint256(uint160(to)) | (isSale ? ShareWords.SHARE_ORIGINAL : 0);
        } else {
            _batches[first] = to;
            _heads[first >> 8] |= 1 << (first & 0xff);
        }
        // The callers keep minted shares within the total, which is below 2^24.
        unchecked {
            for (uint256 id = first; id < first + count; ++id) {
                emit Transfer(address(0), to, id);
            }
            return state + (count << ShareWords.STATE_MINTED);
        }
    }

    /// @dev The owner word of an id, composed from its batch where it has none of its own.
    function _share(uint256 id, uint256 state) internal view returns (uint256 share) {
        share = _shares[id];
        if (share != 0) return share;
        if (id == 0 || id > state.minted()) revert ERC721NonexistentToken(id);
        return uint256(uint160(_batches[_headOf(id)]));
    }

    /// @dev Only for minted ids without an owner word of their own or that came from a batch: a head exists.
    function _headOf(uint256 id) private view returns (uint256) {
        uint256 index = id >> 8;
        uint256 word = _heads[index] & (type(uint256).max >> (255 - (id & 0xff)));
        while (word == 0) word = _heads[--index];
        return (index << 8) | Math.log2(word);
    }
}
