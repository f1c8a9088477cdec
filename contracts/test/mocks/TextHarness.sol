// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CidText} from "../../src/libraries/CidText.sol";
import {JsonText} from "../../src/libraries/JsonText.sol";
import {Utf8} from "../../src/libraries/Utf8.sol";
import {Cid} from "../../src/types/Cid.sol";

/// @title Makes the text libraries callable
contract TextHarness {
    function cid(Cid calldata value) external pure returns (string memory) {
        return CidText.toString(value);
    }

    function escape(bytes calldata text) external pure returns (bytes memory) {
        return bytes(JsonText.escape(string(text)));
    }

    function isPlainText(bytes calldata text) external pure returns (bool) {
        return Utf8.isPlainText(text);
    }
}
