// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IDividendVault} from "../revenue/IDividendVault.sol";
import {ISwitchboard} from "./ISwitchboard.sol";

/// @title The pause clock, and the markets and validators that clones trust
/// @notice See `ISwitchboard`.
contract Switchboard is ISwitchboard, AccessManaged {
    /// @dev The newest pause and the number of pauses in one slot, so that `isPaused` reads one word.
    struct Clock {
        uint40 from;
        uint40 until;
        uint40 count;
    }

    struct Pause {
        uint40 from;
        uint40 until;
    }

    /// @notice Length of a pause, and the least time between the end of one and the start of the next.
    uint40 public constant PAUSE_LENGTH = 14 days;

    IDividendVault private immutable VAULT;

    Clock private _clock;

    /// @dev All pauses but the newest, oldest first.
    mapping(uint256 index => Pause) private _past;

    mapping(address market => bool) private _markets;
    mapping(address validator => bool) private _validators;

    /// @param authority The AccessManager.
    /// @param vault Is told of every pause, which saves each deposit from asking.
    constructor(address authority, IDividendVault vault) AccessManaged(authority) {
        if (authority.code.length == 0) revert Switchboard_NoCode(authority);
        VAULT = vault;
    }

    /// @inheritdoc ISwitchboard
    function pause() external restricted {
        Clock memory clock = _clock;
        uint40 from = uint40(block.timestamp);
        if (clock.count != 0 && from < clock.until + PAUSE_LENGTH) {
            revert Switchboard_PauseNotAvailable(clock.until + PAUSE_LENGTH);
        }
        if (clock.count != 0) _past[clock.count - 1] = Pause(clock.from, clock.until);
        _clock = Clock(from, from + PAUSE_LENGTH, clock.count + 1);
        VAULT.setPausedUntil(from + PAUSE_LENGTH);
        emit PauseStarted(from, from + PAUSE_LENGTH);
    }

    /// @inheritdoc ISwitchboard
    function unpause() external restricted {
        if (!isPaused()) revert Switchboard_NotPaused();
        _clock.until = uint40(block.timestamp);
        VAULT.setPausedUntil(uint40(block.timestamp));
        emit PauseEnded(uint40(block.timestamp));
    }

    /// @inheritdoc ISwitchboard
    function setMarket(address market, bool isKnown) external restricted {
        if (isKnown && market.code.length == 0) revert Switchboard_NoCode(market);
        _markets[market] = isKnown;
        emit MarketSet(market, isKnown);
    }

    /// @inheritdoc ISwitchboard
    function setValidator(address validator, bool isKnown) external restricted {
        if (isKnown && validator.code.length == 0) revert Switchboard_NoCode(validator);
        _validators[validator] = isKnown;
        emit ValidatorSet(validator, isKnown);
    }

    /// @inheritdoc ISwitchboard
    function isPaused() public view returns (bool) {
        return block.timestamp < _clock.until;
    }

    /// @inheritdoc ISwitchboard
    function lastPause() external view returns (uint40 from, uint40 until) {
        return (_clock.from, _clock.until);
    }

    /// @inheritdoc ISwitchboard
    function pauseCount() external view returns (uint256) {
        return _clock.count;
    }

    /// @inheritdoc ISwitchboard
    function pauseAt(uint256 index) public view returns (uint40 from, uint40 until) {
        if (index + 1 == _clock.count) return (_clock.from, _clock.until);
        Pause memory past = _past[index];
        return (past.from, past.until);
    }

    /// @inheritdoc ISwitchboard
    function extendedEnd(uint40 start, uint40 end) external view returns (uint40) {
        Clock memory clock = _clock;
        if (clock.until <= start) return end;
        for (uint256 i = _firstEndingAfter(start, clock.count); i < clock.count; ++i) {
            (uint40 from, uint40 until) = pauseAt(i);
            if (from >= end) break;
            end += until - (from > start ? from : start);
        }
        return end;
    }

    /// @inheritdoc ISwitchboard
    function isMarket(address market) external view returns (bool) {
        return _markets[market];
    }

    /// @inheritdoc ISwitchboard
    function isValidator(address validator) external view returns (bool) {
        return _validators[validator];
    }

    /// @dev Binary search. Pauses are ordered and do not overlap. The newest one ends after `time`.
    function _firstEndingAfter(uint40 time, uint256 count) private view returns (uint256 low) {
        uint256 high = count - 1;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (_past[middle].until > time) high = middle;
            else low = middle + 1;
        }
    }
}
