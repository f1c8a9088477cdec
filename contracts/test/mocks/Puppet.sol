// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC721Receiver} from "@openzeppelin/contracts/interfaces/IERC721Receiver.sol";

/// @notice What a puppet does when it is sent a share or native coin.
enum Reaction {
    Accept,
    Revert,
    WrongAnswer,
    BurnGas
}

/// @title An account with code that does what a test says: market, wrapper, hostile receiver, payee that refuses
contract Puppet is IERC721Receiver {
    struct Call {
        address target;
        uint256 value;
        bytes data;
    }

    error Puppet_Refused();

    Reaction public reaction;
    uint256 public received;

    /// @notice Which of the scripted calls succeeded from inside the last callback.
    bool[] public outcomes;

    Call[] private _script;

    receive() external payable {
        _react();
    }

    function onERC721Received(address, address, uint256, bytes calldata) external returns (bytes4) {
        ++received;
        _react();
        return reaction == Reaction.WrongAnswer ? bytes4(0) : this.onERC721Received.selector;
    }

    /// @notice Called by tokens that tell the payer about a transfer.
    function onTokenTransfer() external {
        _react();
    }

    function setReaction(Reaction reaction_) external {
        reaction = reaction_;
    }

    /// @notice Calls to try from inside the next callbacks.
    function setScript(Call[] calldata script) external {
        delete _script;
        delete outcomes;
        for (uint256 i; i < script.length; ++i) _script.push(script[i]);
    }

    function allOutcomes() external view returns (bool[] memory) {
        return outcomes;
    }

    function execute(
        address target,
        uint256 value,
        bytes calldata data
    ) external payable returns (bytes memory) {
        (bool success, bytes memory answer) = target.call{value: value}(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
        return answer;
    }

    function _react() private {
        if (reaction == Reaction.Revert) revert Puppet_Refused();
        // An invalid opcode takes all the gas there is, at once.
        if (reaction == Reaction.BurnGas) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        uint256 count = _script.length;
        for (uint256 i; i < count; ++i) {
            Call memory entry = _script[i];
            (bool success, ) = entry.target.call{value: entry.value}(entry.data);
            outcomes.push(success);
        }
    }
}
