// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {CreatorTokenTransferValidator} from "@limitbreak/creator-token-standards/src/utils/CreatorTokenTransferValidator.sol";
import {CreatorTokenTransferValidatorConfiguration} from "@limitbreak/creator-token-standards/src/utils/CreatorTokenTransferValidatorConfiguration.sol";

/// @notice Limit Break's validator with nothing changed but where its transient storage helper comes from.
contract LimitBreakValidator is CreatorTokenTransferValidator {
    constructor(
        address owner,
        address eoaRegistry,
        address configuration
    ) CreatorTokenTransferValidator(owner, eoaRegistry, "Validator", "1", configuration) {}
}

contract LimitBreakConfiguration is CreatorTokenTransferValidatorConfiguration {
    constructor(address owner) CreatorTokenTransferValidatorConfiguration(owner) {}
}
