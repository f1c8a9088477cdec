// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Why a ballot weighs what it weighs. The classes of a chain use balances at the session's snapshot.
/// @dev Everyone: 1, or 0 for a ballot cast on chain by somebody who may not vote. Subscriber: 2, attested by the relay.
/// Shareholder: 3. CoinHolder: min(50, ⌊√((held + staked) / unit)⌋). Producer: 5. The highest weight that applies counts;
/// of equal ones the later class.
enum WeightClass {
    Everyone,
    Subscriber,
    Shareholder,
    CoinHolder,
    Producer
}

/// @notice A leaf of the tree of counted ballots, `keccak256(bytes.concat(keccak256(abi.encode(session, counted))))`.
/// Leaves are sorted by decision and voter, so that a voter who is missing can be proven to be.
/// @param decision Index of the decision.
/// @param option Index of the option.
/// @param voter Who voted.
/// @param sequence The ballot's; zero where it was cast on chain.
/// @param weight What it adds to the option's tally.
/// @param class Why it weighs that.
/// @param isAttested Whether the relay vouches for the voter (subscribers, and people who have an e-mail address only).
/// @param isDirect Whether it was cast on chain.
struct CountedBallot {
    uint8 decision;
    uint8 option;
    address voter;
    uint64 sequence;
    uint32 weight;
    WeightClass class;
    bool isAttested;
    bool isDirect;
}

/// @notice A counted ballot with its place in the tree.
/// @param index Its place, from 0.
/// @param proof Neighbours from the leaf to the root, one for each level.
struct ProvenBallot {
    CountedBallot counted;
    uint32 index;
    bytes32[] proof;
}

/// @notice A ballot that should have been counted: relayed, with the voter's signature and the relay's receipt, or cast
/// on chain, where both are empty.
/// @param decision Index of the decision.
/// @param option Index of the option.
/// @param voter Who voted.
/// @param sequence Chosen by the voter, rising: the highest counts, of equal ones the lower hash.
/// @param receivedAt When the relay received it, by its receipt.
/// @param signature The voter's, over `Ballot(uint64 session,uint8 decision,uint8 option,address voter,uint64 sequence)`.
/// @param receipt The relay's, over `Receipt(bytes32 ballot,uint40 receivedAt)`, where `ballot` is what the voter signed.
struct ReceiptedBallot {
    uint8 decision;
    uint8 option;
    address voter;
    uint64 sequence;
    uint40 receivedAt;
    bytes signature;
    bytes receipt;
}
