// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC721Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC721/ERC721Upgradeable.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {BeaconProxy} from "@openzeppelin/contracts/proxy/beacon/BeaconProxy.sol";
import {UpgradeableBeacon} from "@openzeppelin/contracts/proxy/beacon/UpgradeableBeacon.sol";
import {LibClone} from "solady/src/utils/LibClone.sol";

/// @notice A collection that knows its names, its artist and one document, and nothing of a sale.
contract BareMaster is ERC721Upgradeable {
    address public artist;
    bytes32 public document;

    function initialize(string calldata name_, bytes32 document_, address artist_) external initializer {
        __ERC721_init(name_, "AUDIFI");
        artist = artist_;
        document = document_;
    }
}

/// @notice A collection that stores what a master of ours carries: names, artist, three documents, price, currency,
/// amounts, window and royalties, each packed as well as plain storage allows.
contract FullMaster is ERC721Upgradeable {
    struct Terms {
        address currency;
        uint96 price;
        uint24 totalShares;
        uint24 publicShares;
        uint24 walletCap;
        uint40 start;
        uint40 end;
        uint16 fee;
        uint16[5] royalties;
        bytes32 audio;
        bytes32 cover;
        bytes32 metadata;
    }

    address public artist;
    Terms public terms;

    function initialize(string calldata name_, Terms calldata terms_, address artist_) external initializer {
        __ERC721_init(name_, "AUDIFI");
        artist = artist_;
        terms = terms_;
    }
}

/// @notice One way to deploy each, with the event that an index needs.
contract Factory {
    event Registered(uint256 indexed id, address indexed artist, address collection, string name);

    BareMaster private immutable BARE;
    FullMaster private immutable FULL;
    UpgradeableBeacon private immutable BEACON;
    uint256 private _count;

    constructor() {
        BARE = new BareMaster();
        FULL = new FullMaster();
        BEACON = new UpgradeableBeacon(address(BARE), msg.sender);
    }

    function registerOpenZeppelin(string calldata name, bytes32 document) external {
        _finish(BareMaster(Clones.clone(address(BARE))), name, document);
    }

    function registerSolady(string calldata name, bytes32 document) external {
        _finish(BareMaster(LibClone.clone(address(BARE))), name, document);
    }

    function registerBeacon(string calldata name, bytes32 document) external {
        _finish(BareMaster(address(new BeaconProxy(address(BEACON), ""))), name, document);
    }

    function registerFull(string calldata name, FullMaster.Terms calldata terms) external {
        FullMaster collection = FullMaster(LibClone.clone(address(FULL)));
        collection.initialize(name, terms, msg.sender);
        emit Registered(++_count, msg.sender, address(collection), name);
    }

    function _finish(BareMaster collection, string calldata name, bytes32 document) private {
        collection.initialize(name, document, msg.sender);
        emit Registered(++_count, msg.sender, address(collection), name);
    }
}
