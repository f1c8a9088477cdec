// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC5313} from "@openzeppelin/contracts/interfaces/IERC5313.sol";

import {ITransferValidator, ITransferValidatorSetTokenType} from "../external/ITransferValidator.sol";
import {IAllowListTransferValidator, Level} from "./IAllowListTransferValidator.sol";

/// @title A small transfer validator: an allow-list of operators per collection
/// @notice See `IAllowListTransferValidator`.
contract AllowListTransferValidator is IAllowListTransferValidator {
    struct Policy {
        Level level;
        uint16 tokenType;
    }

    mapping(address collection => Policy) private _policies;
    mapping(address collection => mapping(address operator => bool)) private _operators;

    modifier onlyOwnerOf(address collection) {
        if (msg.sender != collection && IERC5313(collection).owner() != msg.sender) {
            revert AllowListTransferValidator_NotOwner(collection, msg.sender);
        }
        _;
    }

    /// @inheritdoc IAllowListTransferValidator
    function setLevel(address collection, Level level) external onlyOwnerOf(collection) {
        _policies[collection].level = level;
        emit LevelSet(collection, level);
    }

    /// @inheritdoc IAllowListTransferValidator
    function setOperators(
        address collection,
        address[] calldata operators,
        bool isAllowed
    ) external onlyOwnerOf(collection) {
        for (uint256 i; i < operators.length; ++i) {
            _operators[collection][operators[i]] = isAllowed;
            emit OperatorSet(collection, operators[i], isAllowed);
        }
    }

    /// @inheritdoc ITransferValidatorSetTokenType
    function setTokenTypeOfCollection(address collection, uint16 tokenType) external onlyOwnerOf(collection) {
        _policies[collection].tokenType = tokenType;
        emit TokenTypeSet(collection, tokenType);
    }

    /// @inheritdoc ITransferValidator
    function validateTransfer(address caller, address from, address, uint256) external view {
        _validate(caller, from);
    }

    /// @inheritdoc IAllowListTransferValidator
    function validateTransfer(address caller, address from, address) external view {
        _validate(caller, from);
    }

    /// @inheritdoc IAllowListTransferValidator
    function levelOf(address collection) external view returns (Level) {
        return _policies[collection].level;
    }

    /// @inheritdoc IAllowListTransferValidator
    function isOperator(address collection, address operator) external view returns (bool) {
        return _operators[collection][operator];
    }

    /// @inheritdoc IAllowListTransferValidator
    function tokenTypeOf(address collection) external view returns (uint16) {
        return _policies[collection].tokenType;
    }

    /// @dev The collection asks about its own tokens: its policy is the one of `msg.sender`.
    function _validate(address caller, address from) private view {
        if (caller == from) return;
        Level level = _policies[msg.sender].level;
        if (level == Level.Open) return;
        if (level == Level.Closed || !_operators[msg.sender][caller]) {
            revert AllowListTransferValidator_NotAllowed(msg.sender, caller);
        }
    }
}
