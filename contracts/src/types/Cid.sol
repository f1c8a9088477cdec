// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A CIDv1 over sha2-256, stored as its digest and multicodec.
/// @dev The text form is `b` + base32(0x01 ‖ varint(codec) ‖ 0x12 ‖ 0x20 ‖ digest), see
/// https://github.com/multiformats/cid. A zero digest means "none".
/// @param digest The sha2-256 digest of the root block.
/// @param codec The multicodec of the root block: 0x55 raw, 0x70 dag-pb, 0x71 dag-cbor, 0x0129 dag-json.
struct Cid {
    bytes32 digest;
    uint16 codec;
}
