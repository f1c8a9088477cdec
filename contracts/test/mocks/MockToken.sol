// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

interface ITokenListener {
    function onTokenTransfer() external;
}

/// @title An ERC-20 without permit that can misbehave in the ways real ones do
contract MockToken is ERC20("Mock", "MOCK") {
    error MockToken_Blocked(address account);

    /// @notice Taken from what arrives, in basis points.
    uint256 public fee;
    mapping(address account => bool) public isBlocked;

    /// @notice Told about every transfer before balances change, as ERC-777 does.
    address public listener;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setFee(uint256 fee_) external {
        fee = fee_;
    }

    function setBlocked(address account, bool isBlocked_) external {
        isBlocked[account] = isBlocked_;
    }

    function setListener(address listener_) external {
        listener = listener_;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (isBlocked[to]) revert MockToken_Blocked(to);
        if (listener != address(0)) ITokenListener(listener).onTokenTransfer();
        uint256 taken = (amount * fee) / 10_000;
        super._update(from, to, amount - taken);
        if (taken != 0 && from != address(0)) super._update(from, address(0xdead), taken);
    }
}
