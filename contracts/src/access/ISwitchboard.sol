// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title The pause clock, and the markets and validators that clones trust
/// @notice Immutable. The platform's roles move it through the AccessManager; clones only read it. A pause stops
/// registering, launching, buying, listing, new stakes and deposits, never an exit. It ends by itself.
interface ISwitchboard {
    /// @notice A pause began and lasts until `until` unless it is ended before.
    event PauseStarted(uint40 from, uint40 until);

    /// @notice The running pause was ended early.
    event PauseEnded(uint40 endedAt);

    /// @notice A market was added to or removed from those that bypass transfer validators.
    event MarketSet(address indexed market, bool isKnown);

    /// @notice A transfer validator was added to or removed from those that artists may choose.
    event ValidatorSet(address indexed validator, bool isKnown);

    /// @notice A pause runs already, or the last one ended less than 14 days ago.
    error Switchboard_PauseNotAvailable(uint256 availableAt);

    /// @notice No pause runs.
    error Switchboard_NotPaused();

    /// @notice The address has no code.
    error Switchboard_NoCode(address target);

    /// @notice Starts a pause of 14 days. Only the pauser role, without delay.
    function pause() external;

    /// @notice Ends the running pause. Only the pauser role.
    function unpause() external;

    /// @notice Adds or removes a market. Only the admin role.
    function setMarket(address market, bool isKnown) external;

    /// @notice Adds or removes a transfer validator. Only the admin role.
    function setValidator(address validator, bool isKnown) external;

    /// @notice Whether a pause runs now.
    function isPaused() external view returns (bool);

    /// @notice Start and end of the newest pause; both zero when there was none.
    function lastPause() external view returns (uint40 from, uint40 until);

    /// @notice How many pauses there have been.
    function pauseCount() external view returns (uint256);

    /// @notice The pause with the given index, oldest first.
    function pauseAt(uint256 index) external view returns (uint40 from, uint40 until);

    /// @notice The end of a window that pauses extend by the time for which they overlapped it.
    /// @dev The smallest `t` such that `t - start`, less the paused seconds in between, is `end - start`. A running
    /// pause counts with its full length. Pauses begin at least 14 days apart, which bounds the loop.
    function extendedEnd(uint40 start, uint40 end) external view returns (uint40);

    /// @notice Whether transfers by `market` pass without asking a validator.
    function isMarket(address market) external view returns (bool);

    /// @notice Whether artists may choose `validator`.
    function isValidator(address validator) external view returns (bool);
}
