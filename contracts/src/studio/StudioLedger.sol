// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {Cid} from "../types/Cid.sol";
import {
    AccessRule,
    Count,
    IStudioSessions,
    Outcome,
    Session,
    SessionStatus,
    Snapshot
} from "./IStudioSessions.sol";

/// @title What is stored of sessions, and how it is read
abstract contract StudioLedger is IStudioSessions {
    struct Submission {
        address producer;
        uint8 decision;
        bool isAccepted;
    }

    /// @dev `optionCounts` and `leaders` hold 8 bits for each decision: how many options, and which of them lead.
    struct Record {
        uint64 artistId;
        uint8 decisionCount;
        bool isCancelled;
        Outcome outcome;
        uint40 openedAt;
        uint40 closesAt;
        uint8 gates;
        bool needsAll;
        uint128 coinUnit;
        uint64 snapshotBlock;
        bytes32 snapshotHash;
        address receiptSigner;
        uint40 publishedAt;
        uint8 publications;
        bool isContested;
        address publisher;
        uint32 count;
        uint32 directCount;
        uint16 ballotsCodec;
        uint16 audioCodec;
        uint256 optionCounts;
        uint256 leaders;
        bytes32 root;
        bytes32 ballotsDigest;
        bytes32 directHead;
        bytes32 audioDigest;
        Submission[] submissions;
        mapping(uint256 option => address) producers;
        mapping(address voter => uint256) direct;
    }

    mapping(uint64 session => Record) internal _records;
    mapping(address account => Checkpoints.Trace208) internal _producers;

    /// @inheritdoc IStudioSessions
    function sessionOf(uint64 session) external view returns (Session memory) {
        Record storage record = _recordOf(session);
        return
            Session({
                artistId: record.artistId,
                status: _statusOf(record),
                outcome: record.outcome,
                decisionCount: record.decisionCount,
                openedAt: record.openedAt,
                closesAt: record.closesAt,
                rule: AccessRule(record.gates, record.needsAll, record.coinUnit),
                snapshot: _snapshotOf(record),
                receiptSigner: record.receiptSigner,
                publisher: record.publisher
            });
    }

    /// @inheritdoc IStudioSessions
    function countOf(uint64 session) external view returns (Count memory) {
        Record storage record = _recordOf(session);
        return
            Count({
                root: record.root,
                count: record.count,
                ballots: Cid(record.ballotsDigest, record.ballotsCodec),
                publications: record.publications,
                isContested: record.isContested,
                publishedAt: record.publishedAt,
                directCount: record.directCount,
                directHead: record.directHead
            });
    }

    /// @inheritdoc IStudioSessions
    function optionCount(uint64 session, uint8 decision) external view returns (uint256) {
        return _optionsOf(_recordOf(session).optionCounts, decision);
    }

    /// @inheritdoc IStudioSessions
    function producerOf(uint64 session, uint8 decision, uint8 option) external view returns (address) {
        return _recordOf(session).producers[_optionKey(decision, option)];
    }

    /// @inheritdoc IStudioSessions
    function directBallotOf(
        uint64 session,
        address voter,
        uint8 decision
    ) external view returns (bool isCast, uint8 option) {
        uint256 stored = _directOf(_recordOf(session), voter, decision);
        return stored == 0 ? (false, 0) : (true, uint8(stored - 1));
    }

    /// @inheritdoc IStudioSessions
    function isLeading(uint64 session, uint8 decision, uint8 option) external view returns (bool) {
        return _leads(_recordOf(session).leaders, decision, option);
    }

    /// @inheritdoc IStudioSessions
    function isProducer(address account) public view returns (bool) {
        return Checkpoints.latest(_producers[account]) != 0;
    }

    /// @inheritdoc IStudioSessions
    function wasProducer(address account, uint256 time) external view returns (bool) {
        if (time >= block.timestamp) return isProducer(account);
        return Checkpoints.upperLookupRecent(_producers[account], uint48(time)) != 0;
    }

    /// @inheritdoc IStudioSessions
    function isLockedAs(uint64 session, uint64 artistId, bytes32 audioDigest) external view returns (bool) {
        Record storage record = _records[session];
        return
            record.outcome != Outcome.None &&
            record.artistId == artistId &&
            record.audioDigest == audioDigest;
    }

    function _recordOf(uint64 session) internal view returns (Record storage record) {
        record = _records[session];
        if (record.artistId == 0) revert StudioSessions_UnknownSession(session);
    }

    /// @dev The record of a session that is where the call needs it to be.
    function _recordIn(uint64 session, SessionStatus needed) internal view returns (Record storage record) {
        record = _recordOf(session);
        SessionStatus status = _statusOf(record);
        if (status != needed) revert StudioSessions_WrongStatus(session, status);
    }

    function _statusOf(Record storage record) internal view returns (SessionStatus) {
        if (record.isCancelled) return SessionStatus.Cancelled;
        if (record.outcome != Outcome.None) return SessionStatus.Locked;
        if (record.openedAt == 0) return SessionStatus.Draft;
        return block.timestamp < record.closesAt ? SessionStatus.Open : SessionStatus.Closed;
    }

    function _snapshotOf(Record storage record) internal view returns (Snapshot memory) {
        uint40 openedAt = record.openedAt;
        return Snapshot(record.snapshotBlock, record.snapshotHash, openedAt == 0 ? 0 : openedAt - 1);
    }

    function _checkOption(Record storage record, uint8 decision, uint8 option) internal view {
        if (option >= _optionsOf(record.optionCounts, decision)) {
            revert StudioSessions_UnknownOption(decision, option);
        }
    }

    /// @dev The option that was cast on chain, counted from 1; zero where none was. 8 bits for each decision.
    function _directOf(Record storage record, address voter, uint8 decision) internal view returns (uint256) {
        return _byteAt(record.direct[voter], decision);
    }

    /// @dev Zero for decisions that a session does not have.
    function _optionsOf(uint256 optionCounts, uint8 decision) internal pure returns (uint256) {
        return _byteAt(optionCounts, decision);
    }

    function _leads(uint256 leaders, uint8 decision, uint8 option) internal pure returns (bool) {
        return (_byteAt(leaders, decision) >> option) & 1 == 1;
    }

    function _optionKey(uint8 decision, uint8 option) internal pure returns (uint256) {
        return (uint256(decision) << 8) | option;
    }

    /// @dev A shift by 256 or more leaves nothing.
    function _byteAt(uint256 word, uint8 index) internal pure returns (uint256) {
        return (word >> (uint256(index) * 8)) & 0xff;
    }

    function _checkLength(uint256 expected, uint256 actual) internal pure {
        if (expected != actual) revert StudioSessions_WrongLength(expected, actual);
    }
}
