// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {Permit} from "../types/Offering.sol";

/// @title Moves native coin (zero) and ERC-20s
/// @dev Callers guard against reentrancy and keep their own ledgers; balances decide nothing but whether a pull
/// delivered in full.
library Money {
    using SafeERC20 for IERC20;

    /// @notice Submits the sender's permit for this contract. One that somebody submitted before, or that expired,
    /// leaves the decision to the allowance. Nothing happens for the native coin.
    function tryPermit(address currency, Permit calldata permit) internal {
        if (currency == address(0)) return;
        try
            IERC20Permit(currency).permit(
                msg.sender,
                address(this),
                permit.value,
                permit.deadline,
                permit.v,
                permit.r,
                permit.s
            )
        {} catch {}
    }

    /// @notice Takes `amount` of an ERC-20 from the sender and returns what arrived. Callers demand that it is `amount`: a
    /// balance that fell is a number that no balance grows by.
    function pull(address currency, uint256 amount) internal returns (uint256 received) {
        uint256 before = _balance(currency);
        IERC20(currency).safeTransferFrom(msg.sender, address(this), amount);
        unchecked {
            return _balance(currency) - before;
        }
    }

    /// @notice Sends `amount` to `to` with all gas. Returns whether it was taken.
    function trySend(address currency, address to, uint256 amount) internal returns (bool isPaid) {
        if (currency != address(0)) return IERC20(currency).trySafeTransfer(to, amount);
        assembly ("memory-safe") {
            isPaid := call(gas(), to, amount, 0x00, 0x00, 0x00, 0x00)
        }
    }

    /// @dev `IERC20.balanceOf` of this contract, without allocating memory. Its revert is passed on; an answer that is
    /// too short reverts.
    function _balance(address currency) private view returns (uint256 amount) {
        bytes4 selector = IERC20.balanceOf.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, address())
            if iszero(staticcall(gas(), currency, 0x00, 0x24, 0x00, 0x20)) {
                let reason := mload(0x40)
                returndatacopy(reason, 0x00, returndatasize())
                revert(reason, returndatasize())
            }
            if lt(returndatasize(), 0x20) {
                revert(0x00, 0x00)
            }
            amount := mload(0x00)
        }
    }
}
