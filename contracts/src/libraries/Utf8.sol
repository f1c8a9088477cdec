// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title UTF-8: where characters end and which bytes are none
library Utf8 {
    /// @notice Whether the text is well-formed UTF-8 (RFC 3629) without control characters (U+0000 to U+001F,
    /// U+007F to U+009F).
    function isPlainText(bytes memory text) internal pure returns (bool) {
        uint256 length = text.length;
        for (uint256 i; i < length;) {
            uint256 char = uint8(text[i]);
            if (char < 0x80) {
                if (char < 0x20 || char == 0x7f) return false;
                unchecked {
                    // i < length
                    ++i;
                }
                continue;
            }
            uint256 size = sizeAt(text, i);
            if (size == 0) return false;
            if (char == 0xc2 && uint8(text[i + 1]) < 0xa0) return false;
            i += size;
        }
        return true;
    }

    /// @notice The number of bytes of the character at `index`; zero where none begins. Overlong forms,
    /// surrogates and values above U+10FFFF are none.
    function sizeAt(bytes memory text, uint256 index) internal pure returns (uint256) {
        uint256 lead = uint8(text[index]);
        if (lead < 0x80) return 1;
        if (lead < 0xc2 || lead > 0xf4) return 0;

        uint256 size =
            lead < 0xe0
                ? 2
                : lead < 0xf0
                    ? 3
                    : 4;
        if (index + size > text.length) return 0;

        uint256 second = uint8(text[index + 1]);
        uint256 low =
            lead == 0xe0
                ? 0xa0
                : lead == 0xf0
                    ? 0x90
                    : 0x80;
        uint256 high =
            lead == 0xed
                ? 0x9f
                : lead == 0xf4
                    ? 0x8f
                    : 0xbf;
        if (second < low || second > high) return 0;

        for (uint256 i = 2; i < size; ++i) {
            if (uint8(text[index + i]) & 0xc0 != 0x80) return 0;
        }
        return size;
    }
}
