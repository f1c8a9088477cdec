// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Cid} from "./Cid.sol";

/// @notice What is sold in a Master IPO, for how much and when. Immutable but for its end.
/// @param currency The currency of price, dividends and resale; zero is the chain's native coin.
/// @param price Price of one share in the currency's smallest unit, at least 1.
/// @param totalShares Shares of the master, 1 to 100,000.
/// @param publicShares Shares that are for sale, 1 to `totalShares`; the rest is retained by the artist.
/// @param walletCap Most shares one account may buy, presale included; zero is no cap.
/// @param start Unix time from which anyone may buy; pauses during a presale defer it.
/// @param end Unix time until which anyone may buy (exclusive); pauses extend it.
/// @param presaleStart Unix time from which the allow-list may buy until the start; zero is no presale.
/// @param presaleRoot Merkle root of the allow-list; its leaves are
/// `keccak256(bytes.concat(keccak256(abi.encode(account, max))))`.
struct Offering {
    address currency;
    uint96 price;
    uint24 totalShares;
    uint24 publicShares;
    uint24 walletCap;
    uint40 start;
    uint40 end;
    uint40 presaleStart;
    bytes32 presaleRoot;
}

/// @notice Resale royalty of each tier in basis points, and the mover's part of it.
/// @param tier1 Rate of ids 1 to 10, 500 to 1,500.
/// @param tier2 Rate of ids 11 to 50, 300 to 1,000.
/// @param tier3 Rate of ids 51 to 100, 100 to 500.
/// @param tier4 Rate of all other ids, 50 to 200.
/// @param moverShare The mover's part of the royalty of a tiered id, 0 to 10,000.
struct Royalties {
    uint16 tier1;
    uint16 tier2;
    uint16 tier3;
    uint16 tier4;
    uint16 moverShare;
}

/// @notice The documents of a master. All three are required.
/// @param audio The final recording.
/// @param cover The cover image.
/// @param metadata The metadata document (JSON).
struct Documents {
    Cid audio;
    Cid cover;
    Cid metadata;
}

/// @notice An ERC-2612 permit for the currency. A permit that fails (used, expired, front-run) is ignored: the
/// allowance decides.
struct Permit {
    uint256 value;
    uint256 deadline;
    uint8 v;
    bytes32 r;
    bytes32 s;
}
