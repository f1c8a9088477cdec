// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What a DAO begins with, and may change by a proposal.
/// @param votingDelay Seconds from a proposal to its vote, at most 30 days.
/// @param votingPeriod Seconds that a vote is open, 1 to 30 days.
/// @param lateExtension Seconds that a vote stays open at least after its quorum was reached, at most the period.
/// @param threshold Votes that a proposer needs, in basis points of the total power, at most 500.
/// @param quorum Votes for and abstaining that a proposal needs, in basis points of the total power, 100 to 2,000.
struct DaoSettings {
    uint48 votingDelay;
    uint32 votingPeriod;
    uint48 lateExtension;
    uint16 threshold;
    uint16 quorum;
}
