// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Utf8} from "./Utf8.sol";

/// @title Text inside JSON strings (RFC 8259)
library JsonText {
    bytes16 private constant HEX = "0123456789abcdef";

    /// @notice The text with quotes, backslashes and control characters escaped. Bytes that are no UTF-8 become
    /// U+FFFD, one each. The result holds no `<`, `>` or `&` either, so that it is harmless where JSON is put into HTML.
    function escape(string memory text) internal pure returns (string memory) {
        bytes memory input = bytes(text);
        // The longest form of one byte is `\u00XX`.
        bytes memory out = new bytes(input.length * 6);
        uint256 length;
        for (uint256 i; i < input.length;) {
            uint256 size = Utf8.sizeAt(input, i);
            if (size == 1) {
                length = _putAscii(out, length, input[i++]);
            } else if (size == 0) {
                out[length++] = 0xef;
                out[length++] = 0xbf;
                out[length++] = 0xbd;
                ++i;
            } else {
                for (uint256 end = i + size; i < end; ++i) out[length++] = input[i];
            }
        }
        assembly ("memory-safe") {
            mstore(out, length)
        }
        return string(out);
    }

    function _putAscii(bytes memory out, uint256 length, bytes1 char) private pure returns (uint256) {
        if (char == '"' || char == "\\") {
            out[length++] = "\\";
            out[length++] = char;
        } else if (char < 0x20 || char == 0x7f || char == "<" || char == ">" || char == "&") {
            out[length++] = "\\";
            out[length++] = "u";
            out[length++] = "0";
            out[length++] = "0";
            out[length++] = HEX[uint8(char) >> 4];
            out[length++] = HEX[uint8(char) & 15];
        } else {
            out[length++] = char;
        }
        return length;
    }
}
