// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MasterShares} from "../../src/masters/MasterShares.sol";
import {Offering} from "../../src/types/Offering.sol";
import {MastersFixture} from "./MastersFixture.sol";

/// @notice Time passes, pauses begin and end, the artist extends, closes and mints, a fan buys: all at random moments.
/// @dev Every call that should work must, and every call that should not must revert. Start and end are counted here
/// from the list of all pauses, without the switchboard.
contract OfferingHandler is MastersFixture {
    uint256 private constant TOTAL = 60;
    uint256 private constant PUBLIC = 50;
    uint256 private constant GRACE = 30 days;

    struct Pause {
        uint256 from;
        uint256 until;
    }

    MasterShares public shares;
    uint256 public opening;
    uint256 public start;
    uint256 public end;
    bool public wasClosed;
    bool public wasPublic;
    Pause[] private _pauses;
    uint256 private _sold;
    uint256 private _minted;
    bool private _isClosedByHand;

    modifier after_(uint256 seconds_) {
        _wait(seconds_);
        _;
        bool isClosed = shares.isClosed();
        assertTrue(isClosed || !wasClosed, "a closed offering stays closed");
        wasClosed = isClosed;
        bool isPublic = block.timestamp >= shares.effectiveStart();
        assertTrue(isPublic || !wasPublic, "a sale that opened to everyone stays open to everyone");
        wasPublic = isPublic;
    }

    /// @param presale Seconds before the start from which the allow-list, which is this contract, may buy.
    constructor(uint256 presale) {
        _deploy();
        vm.deal(address(this), 1 ether);
        Offering memory offering = _offering(address(0), 1, uint24(TOTAL), uint24(PUBLIC));
        offering.start = uint40(block.timestamp + 10 days);
        offering.end = uint40(block.timestamp + 40 days);
        (opening, start, end) = (offering.start - presale, offering.start, offering.end);
        if (presale == 0) {
            shares = _register(offering);
            return;
        }
        offering.presaleStart = uint40(opening);
        offering.presaleRoot = keccak256(bytes.concat(keccak256(abi.encode(address(this), PUBLIC))));
        shares = _registerPresale(offering);
    }

    function pause(uint256 wait) external after_(wait) {
        uint256 count = _pauses.length;
        bool isAllowed = count == 0 || block.timestamp >= _pauses[count - 1].until + 14 days;
        if (!isAllowed) vm.expectRevert();
        switchboard.pause();
        if (isAllowed) _pauses.push(Pause(block.timestamp, block.timestamp + 14 days));
    }

    function unpause(uint256 wait) external after_(wait) {
        if (!isPaused()) vm.expectRevert();
        else _pauses[_pauses.length - 1].until = block.timestamp;
        switchboard.unpause();
    }

    function buy(uint256 wait, uint256 count) external after_(wait) {
        count = bound(count, 1, 3);
        bool isOpen = block.timestamp >= effectiveStart() && block.timestamp < effectiveEnd();
        bool isAllowed = isOpen && _mayBuy(count);
        if (!isAllowed) vm.expectRevert();
        shares.buy{value: count}(count);
        if (isAllowed) _recordSale(count);
    }

    function buyPresale(uint256 wait, uint256 count) external after_(wait) {
        count = bound(count, 1, 3);
        bool isOpen = block.timestamp >= opening && block.timestamp < effectiveStart();
        bool isAllowed = isOpen && _mayBuy(count);
        if (!isAllowed) vm.expectRevert();
        shares.buyPresale{value: count}(count, PUBLIC, new bytes32[](0));
        if (isAllowed) _recordSale(count);
    }

    function extend(uint256 wait, uint256 length) external after_(wait) {
        if (wait % 3 != 0) return;
        uint256 asked = block.timestamp + bound(length, 0, 60 days);
        bool isAllowed = !isClosed() && asked > effectiveEnd() && asked > block.timestamp;
        if (!isAllowed) vm.expectRevert();
        else end = asked - _paused(opening, block.timestamp);
        shares.extendOffering(uint40(asked));
        if (!isAllowed) return;
        uint256 next = block.timestamp > opening ? block.timestamp : opening;
        assertEq(
            shares.effectiveEnd(),
            asked + _paused(next, type(uint40).max),
            "the end is the one asked for"
        );
    }

    /// @dev Seldom, so that most offerings live until their grace ends.
    function close(uint256 wait) external after_(wait) {
        if (wait % 5 != 0) return;
        bool isAllowed = !isClosed() && block.timestamp >= effectiveEnd();
        if (!isAllowed) vm.expectRevert();
        else _isClosedByHand = true;
        shares.closeOffering();
    }

    function mint(uint256 wait, uint256 count) external after_(wait) {
        count = bound(count, 1, 8);
        bool isAllowed = isClosed() && count <= TOTAL - _sold - _minted;
        if (!isAllowed) vm.expectRevert();
        else _minted += count;
        shares.mintRemaining(address(0xA1), count);
    }

    function _mayBuy(uint256 count) private view returns (bool) {
        return !isPaused() && !_isClosedByHand && count <= PUBLIC - _sold;
    }

    function _recordSale(uint256 count) private {
        assertFalse(wasClosed, "nothing is sold after closing");
        assertEq(_minted, 0, "nothing is sold after the artist minted");
        _sold += count;
    }

    /// @dev One time in eight exactly until the next moment at which something changes, where it is near. The fuzzer
    /// prefers small numbers, from which no time would pass: they are spread.
    function _wait(uint256 seed) private {
        bool isEarly = block.timestamp < effectiveStart();
        uint256 edge = effectiveEnd() + (seed % 2 == 0 ? 0 : GRACE);
        if (isEarly) edge = block.timestamp < opening ? opening : effectiveStart();
        bool isNear = edge > block.timestamp && edge < block.timestamp + 20 days;
        uint256 seconds_ = uint256(keccak256(abi.encode(seed))) % (isEarly ? 2 days : 6 days);
        vm.warp(isNear && seed % 8 < (isEarly ? 1 : 2) ? edge : block.timestamp + seconds_);
    }

    /// @dev Seconds that pauses took between two moments.
    function _paused(uint256 from, uint256 until) private view returns (uint256 sum) {
        for (uint256 i = 0; i < _pauses.length; ++i) {
            uint256 low = _pauses[i].from > from ? _pauses[i].from : from;
            uint256 high = _pauses[i].until < until ? _pauses[i].until : until;
            if (high > low) sum += high - low;
        }
    }

    function isPaused() public view returns (bool) {
        uint256 count = _pauses.length;
        return count != 0 && block.timestamp < _pauses[count - 1].until;
    }

    function isClosed() public view returns (bool) {
        return
            _isClosedByHand || _minted != 0 || _sold == PUBLIC || block.timestamp >= effectiveEnd() + GRACE;
    }

    /// @notice The moment at which the presale was open for as long as it was to be; without one, the start.
    function effectiveStart() public view returns (uint256) {
        return _afterOpen(start - opening);
    }

    /// @notice The moment at which the window was open for as long as it was to be.
    function effectiveEnd() public view returns (uint256) {
        return _afterOpen(end - opening);
    }

    /// @dev The moment at which `left` seconds have passed since the opening, outside of pauses.
    function _afterOpen(uint256 left) private view returns (uint256 at) {
        at = opening;
        for (uint256 i = 0; i < _pauses.length; ++i) {
            (uint256 from, uint256 until) = (_pauses[i].from, _pauses[i].until);
            if (until <= at) continue;
            uint256 open = from > at ? from - at : 0;
            if (open >= left) break;
            left -= open;
            at = until;
        }
        return at + left;
    }
}
