// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title The surface of an ERC-721C collection (Limit Break creator token standards 5)
/// @dev ERC-165 id 0xad0d7f6c.
interface ICreatorToken {
    /// @notice The transfer validator was replaced; zero is none.
    event TransferValidatorUpdated(address oldValidator, address newValidator);

    /// @notice The validator that judges transfers by third parties; zero is none.
    function getTransferValidator() external view returns (address validator);

    /// @notice Selects the validator. Only the collection's owner.
    function setTransferValidator(address validator) external;

    /// @notice The function that the collection calls on the validator, and whether it is a view.
    function getTransferValidationFunction()
        external
        view
        returns (bytes4 functionSignature, bool isViewFunction);
}
