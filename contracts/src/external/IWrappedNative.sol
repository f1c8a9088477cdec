// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @title The ERC-20 form of a chain's native coin
interface IWrappedNative is IERC20 {
    /// @notice Wraps the native coin that is sent along.
    function deposit() external payable;

    /// @notice Unwraps to the caller.
    function withdraw(uint256 amount) external;
}
