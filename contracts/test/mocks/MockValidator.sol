// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ITransferValidator, ITransferValidatorSetTokenType} from "../../src/external/ITransferValidator.sol";

/// @title A validator that refuses everybody while a test says so
contract MockValidator is ITransferValidator, ITransferValidatorSetTokenType {
    error MockValidator_Refused(address caller, address from, address to, uint256 tokenId);

    bool public isRefusing = true;
    mapping(address collection => uint16) public tokenTypeOf;

    function setRefusing(bool isRefusing_) external {
        isRefusing = isRefusing_;
    }

    function setTokenTypeOfCollection(address collection, uint16 tokenType) external {
        tokenTypeOf[collection] = tokenType;
    }

    function validateTransfer(address caller, address from, address to, uint256 tokenId) external view {
        if (isRefusing) revert MockValidator_Refused(caller, from, to, tokenId);
    }

    /// @notice Moves a share in the validator's own name, as those with built-in orders do.
    function move(address collection, address from, address to, uint256 id) external {
        (bool success, ) = collection.call(
            abi.encodeWithSignature("transferFrom(address,address,uint256)", from, to, id)
        );
        require(success);
    }
}
