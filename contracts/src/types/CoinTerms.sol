// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What an artist chooses about the coin that is made with the first IPO.
/// @param name 1 to 32 bytes of UTF-8 without control characters.
/// @param symbol 2 to 11 characters, A to Z and 0 to 9.
/// @param openingPrice Price of one whole coin (10^18 units) in the native coin's smallest unit, 10^9 to 10^21.
/// @param minNative How much of the native coin sent along has to become liquidity, at least; zero where none is sent.
/// @param salt Makes the coin's address. A random one, so that nobody knows the pool's address beforehand.
struct CoinTerms {
    string name;
    string symbol;
    uint128 openingPrice;
    uint128 minNative;
    bytes32 salt;
}
