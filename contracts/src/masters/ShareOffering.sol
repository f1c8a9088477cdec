// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

import {Money} from "../libraries/Money.sol";
import {PauseClock} from "../libraries/PauseClock.sol";
import {ShareArgs} from "../libraries/ShareArgs.sol";
import {ShareWords} from "../libraries/ShareWords.sol";
import {Permit} from "../types/Offering.sol";
import {IMasterShares} from "./IMasterShares.sol";
import {ShareLedger} from "./ShareLedger.sol";

/// @title The offering of a master: presale, sale, closing, proceeds
/// @dev Proceeds are a function of the shares sold, so that purchases write no ledger of money.
abstract contract ShareOffering is ShareLedger {
    using ShareArgs for uint256;
    using ShareWords for uint256;

    uint256 private constant GRACE = 30 days;
    uint256 private constant MAX_EXTENSION = 365 days;
    uint256 private constant BASIS = 10_000;

    /// @dev Proceeds withdrawn by the artist (low half) and platform fees withdrawn (high half).
    uint256 private _withdrawn;

    modifier onlyArtist() {
        _checkArtist();
        _;
    }

    /// @inheritdoc IMasterShares
    function buy(uint256 count) external payable {
        _buy(count);
    }

    /// @inheritdoc IMasterShares
    function buyWithPermit(uint256 count, Permit calldata permit) external {
        _permit(permit);
        _buy(count);
    }

    /// @inheritdoc IMasterShares
    function buyPresale(uint256 count, uint256 max, bytes32[] calldata proof) external payable {
        _buyPresale(count, max, proof);
    }

    /// @inheritdoc IMasterShares
    function buyPresaleWithPermit(
        uint256 count,
        uint256 max,
        bytes32[] calldata proof,
        Permit calldata permit
    ) external {
        _permit(permit);
        _buyPresale(count, max, proof);
    }

    /// @inheritdoc IMasterShares
    function extendOffering(uint40 end) external onlyArtist {
        uint256 state = _state;
        if (_isClosed(state)) revert MasterShares_OfferingClosed();
        uint256 current = _effectiveEnd(state);
        if (end <= current || end <= block.timestamp || end > block.timestamp + MAX_EXTENSION) {
            revert MasterShares_InvalidEnd(current, end);
        }
        // Stays above the stored end: what was paused so far is in `current` or lies between `current` and now.
        uint256 moved = end - _pausedSoFar();
        uint256 kept = state & ~(uint256(type(uint40).max) << ShareWords.STATE_END);
        _state = kept | (moved << ShareWords.STATE_END);
        emit OfferingExtended(uint40(moved));
    }

    /// @inheritdoc IMasterShares
    function closeOffering() external onlyArtist {
        uint256 state = _state;
        if (_isClosed(state)) revert MasterShares_OfferingClosed();
        if (block.timestamp < _effectiveEnd(state)) revert MasterShares_OfferingOpen();
        _state = state | ShareWords.STATE_CLOSED;
        emit OfferingClosed(state.sold());
    }

    /// @inheritdoc IMasterShares
    function mintRemaining(address to, uint256 count) external onlyArtist {
        if (to == address(0)) revert ERC721InvalidReceiver(address(0));
        uint256 state = _state;
        if (!_isClosed(state)) revert MasterShares_OfferingOpen();
        _checkCount(count, MAX_BATCH);
        uint256 remaining = ShareArgs.terms().totalShares() - state.minted();
        if (count > remaining) revert MasterShares_NotEnoughRemaining(remaining, count);

        uint256 first = state.minted() + 1;
        state = _mint(to, count, state | ShareWords.STATE_CLOSED, false);
        // Both sums stay within the total shares.
        unchecked {
            _state = state + (count << ShareWords.STATE_BY_ARTIST);
            _holders[to] = _holders[to].settled(state.acc()) + count;
        }
        emit RemainingMinted(to, first, count);
    }

    /// @inheritdoc IMasterShares
    function withdrawProceeds(address to) external onlyArtist nonReentrant returns (uint256 amount) {
        (amount, ) = withdrawable();
        if (amount == 0) revert MasterShares_NothingToWithdraw();
        _withdrawn += amount;
        _pay(to, amount);
        emit ProceedsWithdrawn(msg.sender, to, amount);
    }

    /// @inheritdoc IMasterShares
    function withdrawFees() external nonReentrant returns (uint256 amount) {
        (, amount) = withdrawable();
        if (amount == 0) revert MasterShares_NothingToWithdraw();
        address recipient = REGISTRY.feeRecipient();
        _withdrawn += amount << 128;
        _pay(recipient, amount);
        emit FeesWithdrawn(recipient, amount);
    }

    /// @inheritdoc IMasterShares
    function withdrawable() public view returns (uint256 proceeds, uint256 fees) {
        (, uint256 price) = ShareArgs.money();
        uint256 withdrawn = _withdrawn;
        uint256 gross = _state.sold() * price;
        uint256 fee = (gross * ShareArgs.terms().platformFee()) / BASIS;
        return (gross - fee - uint128(withdrawn), fee - (withdrawn >> 128));
    }

    /// @inheritdoc IMasterShares
    function isClosed() external view returns (bool) {
        return _isClosed(_state);
    }

    /// @inheritdoc IMasterShares
    function effectiveStart() external view returns (uint40) {
        return uint40(_effectiveStart(ShareArgs.terms()));
    }

    /// @inheritdoc IMasterShares
    function effectiveEnd() external view returns (uint40) {
        return uint40(_effectiveEnd(_state));
    }

    function _buyPresale(uint256 count, uint256 max, bytes32[] calldata proof) private {
        uint256 terms = ShareArgs.terms();
        uint256 presaleStart = terms.presaleStart();
        if (presaleStart == 0 || _isPublic(terms)) revert MasterShares_NoPresale();
        if (block.timestamp < presaleStart) revert MasterShares_NotStarted(presaleStart);
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(msg.sender, max))));
        if (!MerkleProof.verifyCalldata(proof, terms.presaleRoot(), leaf)) {
            revert MasterShares_NotOnAllowList(msg.sender, max);
        }
        uint256 cap = terms.walletCap();
        _purchase(count, cap == 0 || max < cap ? max : cap, terms);
    }

    function _buy(uint256 count) private {
        uint256 terms = ShareArgs.terms();
        if (!_isPublic(terms)) _refuseEarly(terms);
        uint256 cap = terms.walletCap();
        _purchase(count, cap == 0 ? type(uint24).max : cap, terms);
    }

    /// @dev The last interaction is the payment; native coin has arrived already.
    function _purchase(uint256 count, uint256 cap, uint256 terms) private {
        _checkCount(count, MAX_BATCH);
        if (PauseClock.pauses(SWITCHBOARD)) revert MasterShares_Paused();
        uint256 state = _state;
        uint256 left = _left(state, terms);
        if (count > left) revert MasterShares_SoldOut(left, count);
        if (block.timestamp >= state.end()) {
            uint256 end = _effectiveEnd(state);
            if (block.timestamp >= end) revert MasterShares_Ended(end);
        }
        uint256 holder = _holders[msg.sender];
        if (holder.bought() + count > cap) revert MasterShares_CapExceeded(cap, holder.bought(), count);

        // Neither field exceeds the public shares, which are below 2^24.
        unchecked {
            _holders[msg.sender] = holder.settled(state.acc()) + count + (count << ShareWords.HOLDER_BOUGHT);
        }
        _state = _mint(msg.sender, count, state, true);

        (address currency, uint256 price) = ShareArgs.money();
        uint256 cost = count * price;
        uint256 value = currency == address(0) ? cost : 0;
        if (msg.value != value) revert MasterShares_WrongValue(value, msg.value);
        if (currency != address(0)) _pull(currency, cost);
    }

    function _pay(address to, uint256 amount) private {
        address currency = ShareArgs.currency();
        if (to == address(0) || !Money.trySend(currency, to, amount)) {
            revert MasterShares_PaymentFailed(to, amount);
        }
    }

    function _permit(Permit calldata permit) private {
        address currency = ShareArgs.currency();
        Money.tryPermit(currency, permit);
    }

    function _pull(address currency, uint256 amount) private nonReentrant {
        uint256 received = Money.pull(currency, amount);
        if (received != amount) revert MasterShares_WrongAmountReceived(amount, received);
    }

    function _checkCount(uint256 count, uint256 max) internal pure {
        if (count == 0 || count > max) revert MasterShares_InvalidCount(count);
    }

    function _checkArtist() internal view {
        address artist = owner();
        if (msg.sender != artist) revert MasterShares_NotArtist(msg.sender, artist);
    }

    /// @dev Public shares still for sale. Once the artist minted, the closed flag is set.
    function _left(uint256 state, uint256 terms) private pure returns (uint256) {
        if (state & ShareWords.STATE_CLOSED != 0) revert MasterShares_OfferingClosed();
        return terms.publicShares() - state.minted();
    }

    function _isClosed(uint256 state) private view returns (bool) {
        return
            state & ShareWords.STATE_CLOSED != 0 ||
            state.minted() >= ShareArgs.terms().publicShares() ||
            block.timestamp >= _effectiveEnd(state) + GRACE;
    }

    /// @dev Whether anyone may buy. Pauses only defer the start, so that before the stored one they are not asked for.
    function _isPublic(uint256 terms) private view returns (bool) {
        if (block.timestamp < terms.start()) return false;
        return terms.presaleStart() == 0 || block.timestamp >= _effectiveStart(terms);
    }

    function _refuseEarly(uint256 terms) private view {
        uint256 start = _effectiveStart(terms);
        uint256 presaleStart = terms.presaleStart();
        if (presaleStart == 0 || block.timestamp < presaleStart) revert MasterShares_NotStarted(start);
        revert MasterShares_PresaleOnly(start);
    }

    /// @dev A presale gets back what pauses took of it. A pause that begins after the start leaves it where it is.
    function _effectiveStart(uint256 terms) private view returns (uint256) {
        uint256 presaleStart = terms.presaleStart();
        uint256 start = terms.start();
        return presaleStart == 0 ? start : SWITCHBOARD.extendedEnd(uint40(presaleStart), uint40(start));
    }

    /// @dev Pauses extend the window from the moment somebody may buy.
    function _effectiveEnd(uint256 state) private view returns (uint256) {
        return SWITCHBOARD.extendedEnd(uint40(_opening()), uint40(state.end()));
    }

    /// @dev Seconds that pauses have taken from the window by now; the running one counts up to now.
    function _pausedSoFar() private view returns (uint256) {
        uint256 opening = _opening();
        if (opening >= block.timestamp) return 0;
        (, uint40 until) = SWITCHBOARD.lastPause();
        uint256 ahead = until > block.timestamp ? until - block.timestamp : 0;
        // One second more than now, so that a pause that began in this second counts and is taken off again.
        uint256 next = block.timestamp + 1;
        return SWITCHBOARD.extendedEnd(uint40(opening), uint40(next)) - next - ahead;
    }

    function _opening() private view returns (uint256) {
        uint256 terms = ShareArgs.terms();
        uint256 presaleStart = terms.presaleStart();
        return presaleStart == 0 ? terms.start() : presaleStart;
    }
}
