// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ITransferValidator, ITransferValidatorSetTokenType} from "../external/ITransferValidator.sol";

/// @notice Who may move shares beside their owner.
enum Level {
    AllowList,
    Open,
    Closed
}

/// @title A small transfer validator: an allow-list of operators per collection
/// @notice Limit Break's interface for chains where theirs is not deployed. A collection starts with an empty
/// allow-list, so that only owners move their tokens. Warning: a validator sees the caller only; an allow-listed wrapper,
/// or an account whose code hands tokens around inside (multisigs, EIP-7702), can trade without paying royalties.
interface IAllowListTransferValidator is ITransferValidator, ITransferValidatorSetTokenType {
    /// @notice The level of a collection changed.
    event LevelSet(address indexed collection, Level level);

    /// @notice An operator was added to or removed from the allow-list of a collection.
    event OperatorSet(address indexed collection, address indexed operator, bool isAllowed);

    /// @notice A collection stated which ERC it follows.
    event TokenTypeSet(address indexed collection, uint16 tokenType);

    /// @notice The caller is neither the collection nor its owner.
    error AllowListTransferValidator_NotOwner(address collection, address caller);

    /// @notice `caller` may not move tokens of the collection.
    error AllowListTransferValidator_NotAllowed(address collection, address caller);

    /// @notice Sets who may move tokens of a collection beside their owners. Only the collection's `owner()`.
    function setLevel(address collection, Level level) external;

    /// @notice Adds or removes operators. Only the collection's `owner()`.
    function setOperators(address collection, address[] calldata operators, bool isAllowed) external;

    /// @notice As `validateTransfer` of four arguments, for collections that do not state the token.
    function validateTransfer(address caller, address from, address to) external view;

    /// @notice The level of a collection.
    function levelOf(address collection) external view returns (Level);

    /// @notice Whether an operator is on the collection's allow-list.
    function isOperator(address collection, address operator) external view returns (bool);

    /// @notice The ERC that a collection stated, zero if it did not.
    function tokenTypeOf(address collection) external view returns (uint16);
}
