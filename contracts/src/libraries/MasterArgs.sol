// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Documents, Offering, Royalties} from "../types/Offering.sol";

/// @notice What a master records beside its offering, royalties and documents.
/// @param masterId The registry's id of the master.
/// @param artistId The registry's id of the artist.
/// @param studioSession The locked studio session, zero is none.
/// @param platformFee In basis points of the proceeds.
/// @param title 1 to 64 bytes of UTF-8.
struct MasterIdentity {
    uint64 masterId;
    uint64 artistId;
    uint64 studioSession;
    uint16 platformFee;
    string title;
}

/// @title The immutable arguments of a master's clone
/// @notice Packed, big-endian, appended to the clone's 45 bytes of code. Offsets count from the first argument byte;
/// in the code of the clone they begin at `CODE_OFFSET`.
/// @dev
/// - `[0..32)`: currency (20 bytes), price (uint96).
/// - `[32..64)`: totalShares u24, publicShares u24, walletCap u24, start u40, presaleStart u40, platformFee u16,
///   moverShare u16, tier1 u16, tier2 u16, tier3 u16, tier4 u16, length of the title u8.
/// - `[64..96)`: masterId u64, artistId u64, studioSession u64, audio codec u16, cover codec u16, metadata codec u16,
///   16 zero bits.
/// - `[96..128)`, `[128..160)`, `[160..192)`: digests of audio, cover, metadata.
/// - `[192..192 + length)`: title.
/// - `[192 + length..224 + length)`: presaleRoot, only if presaleStart is not zero.
///
/// The end of the offering is not among them: it may be extended.
library MasterArgs {
    /// @notice Where the arguments begin in the code of a clone.
    uint256 internal constant CODE_OFFSET = 0x2d;

    /// @notice Where the word of currency and price begins.
    uint256 internal constant CURRENCY_WORD = 0;

    /// @notice Where the word of amounts, times and rates begins.
    uint256 internal constant TERMS_WORD = 32;

    /// @notice Where the word of ids and codecs begins.
    uint256 internal constant IDS_WORD = 64;

    /// @notice Where the digest of the audio begins.
    uint256 internal constant AUDIO_DIGEST = 96;

    /// @notice Where the digest of the cover begins.
    uint256 internal constant COVER_DIGEST = 128;

    /// @notice Where the digest of the metadata begins.
    uint256 internal constant METADATA_DIGEST = 160;

    /// @notice Where the title begins.
    uint256 internal constant TITLE = 192;

    /// @notice Packs the arguments. The caller has checked them; the title is at most 255 bytes.
    function encode(
        Offering memory offering,
        Royalties memory royalties,
        Documents memory documents,
        MasterIdentity memory identity
    ) internal pure returns (bytes memory) {
        return
            bytes.concat(
                _termsOf(offering, royalties, identity),
                _idsOf(documents, identity),
                documents.audio.digest,
                documents.cover.digest,
                documents.metadata.digest,
                bytes(identity.title),
                offering.presaleStart == 0 ? bytes("") : bytes.concat(offering.presaleRoot)
            );
    }

    function _termsOf(
        Offering memory offering,
        Royalties memory royalties,
        MasterIdentity memory identity
    ) private pure returns (bytes memory) {
        return
            bytes.concat(
                abi.encodePacked(
                    offering.currency,
                    offering.price,
                    offering.totalShares,
                    offering.publicShares,
                    offering.walletCap,
                    offering.start,
                    offering.presaleStart
                ),
                abi.encodePacked(
                    identity.platformFee,
                    royalties.moverShare,
                    royalties.tier1,
                    royalties.tier2,
                    royalties.tier3,
                    royalties.tier4,
                    uint8(bytes(identity.title).length)
                )
            );
    }

    function _idsOf(
        Documents memory documents,
        MasterIdentity memory identity
    ) private pure returns (bytes32) {
        return
            bytes32(
                (uint256(identity.masterId) << 192) |
                    (uint256(identity.artistId) << 128) |
                    (uint256(identity.studioSession) << 64) |
                    (uint256(documents.audio.codec) << 48) |
                    (uint256(documents.cover.codec) << 32) |
                    (uint256(documents.metadata.codec) << 16)
            );
    }
}
