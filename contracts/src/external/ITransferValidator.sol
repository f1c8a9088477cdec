// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title What an ERC-721C collection asks of its transfer validator (Limit Break creator token standards 5)
interface ITransferValidator {
    /// @notice Reverts when `caller` may not move token `tokenId` from `from` to `to`. `msg.sender` is the collection.
    function validateTransfer(address caller, address from, address to, uint256 tokenId) external view;
}

/// @title Registration of a collection's token type with a validator
interface ITransferValidatorSetTokenType {
    /// @notice Tells the validator which ERC the collection follows, for instance 721.
    function setTokenTypeOfCollection(address collection, uint16 tokenType) external;
}
