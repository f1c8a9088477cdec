// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {BallotTree} from "../libraries/BallotTree.sol";
import {CidText} from "../libraries/CidText.sol";
import {CountedBallot, ProvenBallot, ReceiptedBallot} from "../types/Ballots.sol";
import {Cid} from "../types/Cid.sol";
import {Fault, IStudioSessions, SessionStatus} from "./IStudioSessions.sol";
import {StudioLedger} from "./StudioLedger.sol";

/// @title Ballots on chain, what is published of the relayed ones, and proofs against it
abstract contract StudioBallots is StudioLedger, EIP712 {
    uint256 internal constant CONTEST_TIME = 24 hours;
    uint256 private constant MAX_PUBLICATIONS = 2;

    bytes32 private constant BALLOT_TYPE = keccak256(
        "Ballot(uint64 session,uint8 decision,uint8 option,address voter,uint64 sequence)"
    );
    bytes32 private constant RECEIPT_TYPE = keccak256("Receipt(bytes32 ballot,uint40 receivedAt)");

    /// @inheritdoc IStudioSessions
    function castBallots(uint64 session, uint8[] calldata decisions, uint8[] calldata options) external {
        Record storage record = _recordIn(session, SessionStatus.Open);
        _checkLength(decisions.length, options.length);
        if (decisions.length == 0) revert StudioSessions_WrongLength(1, 0);
        uint256 direct = record.direct[msg.sender];
        uint32 index = record.directCount;
        bytes32 head = record.directHead;
        for (uint256 i = 0; i < decisions.length; ++i) {
            (uint8 decision, uint8 option) = (decisions[i], options[i]);
            _checkOption(record, decision, option);
            uint256 shift = uint256(decision) * 8;
            direct = (direct & ~(uint256(0xff) << shift)) | ((uint256(option) + 1) << shift);
            head = keccak256(abi.encode(head, msg.sender, decision, option));
            emit BallotCast(session, msg.sender, decision, option, index, head);
            ++index;
        }
        record.direct[msg.sender] = direct;
        record.directCount = index;
        record.directHead = head;
    }

    /// @inheritdoc IStudioSessions
    function publishBallots(
        uint64 session,
        bytes32 root,
        uint32 count,
        Cid calldata ballots,
        uint64[] calldata tallies
    ) external {
        Record storage record = _recordIn(session, SessionStatus.Closed);
        if (msg.sender != record.publisher) revert StudioSessions_NotPublisher(session, msg.sender);
        uint8 publications = record.publications;
        if (publications == MAX_PUBLICATIONS || (publications != 0 && !record.isContested)) {
            revert StudioSessions_AlreadyPublished(session);
        }
        if ((root == 0) != (count == 0)) revert StudioSessions_InvalidRoot(root, count);
        if (!CidText.isValid(ballots)) revert StudioSessions_InvalidCid();

        record.leaders = _leadersOf(record, tallies);
        record.root = root;
        record.count = count;
        (record.ballotsDigest, record.ballotsCodec) = (ballots.digest, ballots.codec);
        record.publications = ++publications;
        record.isContested = false;
        record.publishedAt = uint40(block.timestamp);
        emit BallotsPublished(session, publications, root, count, ballots, tallies);
    }

    /// @inheritdoc IStudioSessions
    function contestDoubled(
        uint64 session,
        ProvenBallot calldata first,
        ProvenBallot calldata second
    ) external {
        Record storage record = _contestable(session);
        _checkInTree(record, session, first);
        _checkInTree(record, session, second);
        if (first.index == second.index || _keyOf(first.counted) != _keyOf(second.counted)) {
            revert StudioSessions_NotDoubled();
        }
        _contest(record, session, Fault.Doubled, first.counted.decision, first.counted.voter);
    }

    /// @inheritdoc IStudioSessions
    function contestIgnored(
        uint64 session,
        ProvenBallot calldata proven,
        ReceiptedBallot calldata ballot
    ) external {
        Record storage record = _contestable(session);
        _checkInTree(record, session, proven);
        CountedBallot calldata counted = proven.counted;
        if (_keyOf(counted) != BallotTree.keyOf(ballot.decision, ballot.voter)) {
            revert StudioSessions_NotIgnored();
        }
        uint256 direct = _directOf(record, ballot.voter, ballot.decision);
        bool isIgnored;
        if (direct != 0) {
            isIgnored = !counted.isDirect || uint256(counted.option) + 1 != direct;
        } else {
            _checkReceipted(record, session, ballot);
            isIgnored = counted.isDirect || _isNewer(session, ballot, counted);
        }
        if (!isIgnored) revert StudioSessions_NotIgnored();
        _contest(record, session, Fault.Ignored, ballot.decision, ballot.voter);
    }

    /// @inheritdoc IStudioSessions
    function contestMissing(
        uint64 session,
        ProvenBallot[] calldata neighbours,
        ReceiptedBallot calldata ballot
    ) external {
        Record storage record = _contestable(session);
        if (_directOf(record, ballot.voter, ballot.decision) == 0) {
            _checkReceipted(record, session, ballot);
        }
        for (uint256 i = 0; i < neighbours.length; ++i) _checkInTree(record, session, neighbours[i]);
        uint256 key = BallotTree.keyOf(ballot.decision, ballot.voter);
        if (!_isBetween(neighbours, key, record.count)) revert StudioSessions_NotMissing();
        _contest(record, session, Fault.Missing, ballot.decision, ballot.voter);
    }

    /// @inheritdoc IStudioSessions
    function ballotHash(
        uint64 session,
        uint8 decision,
        uint8 option,
        address voter,
        uint64 sequence
    ) public view returns (bytes32) {
        return
            _hashTypedDataV4(keccak256(abi.encode(BALLOT_TYPE, session, decision, option, voter, sequence)));
    }

    /// @inheritdoc IStudioSessions
    function receiptHash(bytes32 ballot, uint40 receivedAt) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(RECEIPT_TYPE, ballot, receivedAt)));
    }

    /// @dev A first publication that was contested says nothing any more; a second one cannot be replaced.
    function _contest(
        Record storage record,
        uint64 session,
        Fault fault,
        uint8 decision,
        address voter
    ) private {
        uint8 publication = record.publications;
        record.isContested = true;
        if (publication < MAX_PUBLICATIONS) {
            record.publishedAt = uint40(block.timestamp);
            record.leaders = 0;
        }
        emit PublicationContested(session, publication, msg.sender, fault, decision, voter);
    }

    function _contestable(uint64 session) private view returns (Record storage record) {
        record = _recordIn(session, SessionStatus.Closed);
        if (
            record.publications == 0 ||
            record.isContested ||
            block.timestamp >= record.publishedAt + CONTEST_TIME
        ) revert StudioSessions_NotContestable(session);
    }

    function _checkInTree(Record storage record, uint64 session, ProvenBallot calldata proven) private view {
        if (!BallotTree.holds(record.root, record.count, session, proven)) {
            revert StudioSessions_NotInTree(proven.index);
        }
    }

    /// @dev A wallet that is a contract is asked now; the recount asks it at the closing block.
    function _checkReceipted(
        Record storage record,
        uint64 session,
        ReceiptedBallot calldata ballot
    ) private view {
        _checkOption(record, ballot.decision, ballot.option);
        bytes32 hash = ballotHash(session, ballot.decision, ballot.option, ballot.voter, ballot.sequence);
        if (!SignatureChecker.isValidSignatureNowCalldata(ballot.voter, hash, ballot.signature)) {
            revert StudioSessions_InvalidSignature(ballot.voter);
        }
        bool isInTime = ballot.receivedAt >= record.openedAt && ballot.receivedAt < record.closesAt;
        bytes32 receipt = receiptHash(hash, ballot.receivedAt);
        if (
            !isInTime ||
            !SignatureChecker.isValidSignatureNowCalldata(record.receiptSigner, receipt, ballot.receipt)
        ) revert StudioSessions_InvalidReceipt();
    }

    function _isNewer(
        uint64 session,
        ReceiptedBallot calldata ballot,
        CountedBallot calldata counted
    ) private view returns (bool) {
        if (ballot.sequence != counted.sequence) return ballot.sequence > counted.sequence;
        (uint8 decision, address voter) = (ballot.decision, ballot.voter);
        return
            ballotHash(session, decision, ballot.option, voter, ballot.sequence) <
            ballotHash(session, decision, counted.option, voter, counted.sequence);
    }

    /// @dev 8 bits for each decision: the options with the highest tally, none where nobody voted.
    function _leadersOf(
        Record storage record,
        uint64[] calldata tallies
    ) private view returns (uint256 leaders) {
        uint256 optionCounts = record.optionCounts;
        uint256 decisions = record.decisionCount;
        uint256 offset;
        for (uint256 d = 0; d < decisions; ++d) {
            uint256 options = _optionsOf(optionCounts, uint8(d));
            if (offset + options > tallies.length)
                revert StudioSessions_WrongLength(offset + options, tallies.length);
            uint64 most = 1;
            uint256 mask;
            for (uint256 o = 0; o < options; ++o) {
                uint64 tally = tallies[offset + o];
                if (tally < most) continue;
                mask = tally > most ? 0 : mask;
                most = tally;
                mask |= 1 << o;
            }
            leaders |= mask << (d * 8);
            offset += options;
        }
        _checkLength(offset, tallies.length);
    }

    /// @dev The neighbours are in the tree. Whatever its order is, a key that is nowhere in it has such neighbours.
    function _isBetween(
        ProvenBallot[] calldata neighbours,
        uint256 key,
        uint32 count
    ) private pure returns (bool) {
        if (neighbours.length == 0) return count == 0;
        ProvenBallot calldata first = neighbours[0];
        if (neighbours.length == 1) {
            return
                (first.index == 0 && key < _keyOf(first.counted)) ||
                (uint256(first.index) + 1 == count && key > _keyOf(first.counted));
        }
        ProvenBallot calldata second = neighbours[1];
        return
            neighbours.length == 2 &&
            uint256(first.index) + 1 == second.index &&
            key > _keyOf(first.counted) &&
            key < _keyOf(second.counted);
    }

    function _keyOf(CountedBallot calldata counted) private pure returns (uint256) {
        return BallotTree.keyOf(counted.decision, counted.voter);
    }
}
