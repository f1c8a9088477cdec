// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Cid} from "../types/Cid.sol";

/// @title CIDs: which are accepted, and their text form
library CidText {
    bytes32 private constant ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    /// @notice Whether the codec is raw, dag-pb, dag-cbor or dag-json and there is a digest.
    function isValid(Cid memory cid) internal pure returns (bool) {
        return cid.digest != 0 && isKnownCodec(cid.codec);
    }

    /// @notice Whether the CID is valid, or stands for "none" (no digest and no codec).
    function isValidOrNone(Cid memory cid) internal pure returns (bool) {
        return cid.digest == 0 ? cid.codec == 0 : isKnownCodec(cid.codec);
    }

    /// @notice Whether the codec is raw, dag-pb, dag-cbor or dag-json.
    function isKnownCodec(uint16 codec) internal pure returns (bool) {
        return codec == 0x55 || codec == 0x70 || codec == 0x71 || codec == 0x0129;
    }

    /// @notice CIDv1 in lower-case base32, for instance `bafybeig…`.
    /// @dev `b` + base32(0x01 ‖ varint(codec) ‖ 0x12 ‖ 0x20 ‖ digest), without padding.
    function toString(Cid memory cid) internal pure returns (string memory) {
        return
            string.concat("b", _base32(abi.encodePacked(hex"01", _varint(cid.codec), hex"1220", cid.digest)));
    }

    /// @notice `ipfs://` + the text form.
    function toUri(Cid memory cid) internal pure returns (string memory) {
        return string.concat("ipfs://", toString(cid));
    }

    /// @dev Unsigned LEB128, at most three bytes for 16 bits.
    function _varint(uint16 value) private pure returns (bytes memory out) {
        while (value > 0x7f) {
            out = bytes.concat(out, bytes1(uint8(value & 0x7f) | 0x80));
            value >>= 7;
        }
        out = bytes.concat(out, bytes1(uint8(value)));
    }

    /// @dev RFC 4648 in lower case without padding.
    function _base32(bytes memory data) private pure returns (string memory) {
        bytes memory out = new bytes((data.length * 8 + 4) / 5);
        uint256 bits;
        uint256 held;
        uint256 length;
        for (uint256 i; i < data.length; ++i) {
            bits = ((bits << 8) | uint8(data[i])) & 0xffff;
            held += 8;
            while (held >= 5) {
                held -= 5;
                out[length++] = ALPHABET[(bits >> held) & 31];
            }
        }
        if (held != 0) out[length] = ALPHABET[(bits << (5 - held)) & 31];
        return string(out);
    }
}
