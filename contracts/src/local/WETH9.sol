// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title Wrapped Ether for local and test chains
/// @notice The surface of WETH9. Every unit is backed by one wei held here.
contract WETH9 is ERC20 {
    /// @notice `amount` wei were wrapped for `account`.
    event Deposit(address indexed account, uint256 amount);

    /// @notice `amount` wei were unwrapped to `account`.
    event Withdrawal(address indexed account, uint256 amount);

    /// @notice The account refused the native coin.
    error WETH9_PaymentFailed(address account, uint256 amount);

    constructor() ERC20("Wrapped Ether", "WETH") {}

    receive() external payable {
        deposit();
    }

    /// @notice Wraps the native coin that is sent along.
    function deposit() public payable {
        _mint(msg.sender, msg.value);
        emit Deposit(msg.sender, msg.value);
    }

    /// @notice Unwraps `amount` wei to the caller.
    function withdraw(uint256 amount) external {
        _burn(msg.sender, amount);
        emit Withdrawal(msg.sender, amount);
        (bool success, ) = msg.sender.call{value: amount}("");
        if (!success) revert WETH9_PaymentFailed(msg.sender, amount);
    }
}
