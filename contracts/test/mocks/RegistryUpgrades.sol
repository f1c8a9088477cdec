// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

import {MasterRegistry} from "../../src/masters/MasterRegistry.sol";

/// @title A next version that adds a function
/// @custom:oz-upgrades-unsafe-allow state-variable-immutable
contract MasterRegistryNext is MasterRegistry {
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address switchboard_) MasterRegistry(switchboard_) {}

    function generation() external pure returns (uint256) {
        return 2;
    }
}

/// @title A next version whose first word of storage was reordered
contract MasterRegistryReordered is AccessManagedUpgradeable, UUPSUpgradeable {
    /// @custom:storage-location erc7201:audifi.storage.MasterRegistry
    struct RegistryStorage {
        uint32 version;
        address sharesImplementation;
        uint16 platformFee;
        uint48 masterCount;
        address feeRecipient;
        uint64 artistCount;
        mapping(uint256 artistId => MasterRegistry.Artist) artists;
        mapping(uint256 masterId => MasterRegistry.Master) masters;
        mapping(address currency => bool) currencies;
    }

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address) {
        _disableInitializers();
    }

    function _authorizeUpgrade(address) internal override restricted {}
}

/// @title A next version that forgot the storage of the registry
contract MasterRegistryForgetful is AccessManagedUpgradeable, UUPSUpgradeable {
    uint256 public counter;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address) {
        _disableInitializers();
    }

    function _authorizeUpgrade(address) internal override restricted {}
}
