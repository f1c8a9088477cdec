// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {ISwitchboard} from "../access/ISwitchboard.sol";
import {CidText} from "../libraries/CidText.sol";
import {Money} from "../libraries/Money.sol";
import {PauseClock} from "../libraries/PauseClock.sol";
import {Utf8} from "../libraries/Utf8.sol";
import {IMasterRegistry} from "../masters/IMasterRegistry.sol";
import {Cid} from "../types/Cid.sol";
import {Permit} from "../types/Offering.sol";
import {
    AccessRule,
    DecisionDraft,
    IStudioSessions,
    OptionDraft,
    OptionKind,
    Outcome,
    SessionParams,
    SessionStatus
} from "./IStudioSessions.sol";
import {StudioBallots} from "./StudioBallots.sol";
import {StudioBounties} from "./StudioBounties.sol";

/// @title Studio sessions: fans take the last decisions of a track, and anyone can recount
/// @notice See `IStudioSessions`.
contract StudioSessions is StudioBallots, StudioBounties, AccessManaged {
    uint256 private constant MAX_DECISIONS = 32;
    uint256 private constant MAX_OPTIONS = 8;
    uint256 private constant MIN_OPTIONS = 2;
    uint256 private constant MAX_TITLE = 64;
    uint256 private constant MAX_LABEL = 140;
    uint256 private constant MAX_REASON = 280;
    uint256 private constant MIN_WINDOW = 60;
    uint256 private constant MAX_WINDOW = 30 days;
    uint256 private constant PUBLISH_TIME = 72 hours;
    uint8 private constant ALL_GATES = 7;

    /// @inheritdoc IStudioSessions
    uint256 public constant version = 1;

    ISwitchboard private immutable SWITCHBOARD;

    /// @inheritdoc IStudioSessions
    uint64 public sessionCount;

    address private _receiptSigner;
    address private _publisher;

    /// @dev What the options of a session's decisions are: 8 bits for each decision.
    mapping(uint64 session => uint256) private _kinds;

    /// @param authority The AccessManager.
    constructor(
        address authority,
        IMasterRegistry registry_,
        ISwitchboard switchboard
    ) AccessManaged(authority) EIP712("AudiFi Studio", "1") {
        _checkCode(authority);
        _checkCode(address(registry_));
        _checkCode(address(switchboard));
        registry = registry_;
        SWITCHBOARD = switchboard;
    }

    modifier whenNotPaused() {
        _checkRunning();
        _;
    }

    modifier onlyArtistOf(uint64 session) {
        _checkArtistOf(session);
        _;
    }

    /// @inheritdoc IStudioSessions
    function createSession(SessionParams calldata params) external whenNotPaused returns (uint64 session) {
        _checkArtist(params.artistId);
        _checkText(params.title, MAX_TITLE);
        if (!CidText.isValid(params.draft) || !CidText.isValidOrNone(params.details)) {
            revert StudioSessions_InvalidCid();
        }
        AccessRule calldata rule = params.rule;
        if (rule.gates > ALL_GATES || rule.coinUnit == 0) {
            revert StudioSessions_InvalidRule(rule.gates, rule.coinUnit);
        }
        uint256 decisions = params.decisions.length;
        if (decisions == 0 || decisions > MAX_DECISIONS) revert StudioSessions_InvalidDecisions(decisions);

        session = ++sessionCount;
        Record storage record = _records[session];
        record.artistId = params.artistId;
        record.decisionCount = uint8(decisions);
        (record.gates, record.needsAll, record.coinUnit) = (rule.gates, rule.needsAll, rule.coinUnit);
        emit SessionCreated(
            session,
            params.artistId,
            msg.sender,
            params.title,
            params.draft,
            params.details,
            rule
        );
        _addDecisions(record, session, params.decisions);
    }

    /// @inheritdoc IStudioSessions
    function submitOption(
        uint64 session,
        uint8 decision,
        OptionDraft calldata draft
    ) external returns (uint32 submission) {
        Record storage record = _recordIn(session, SessionStatus.Draft);
        if (!isProducer(msg.sender)) revert StudioSessions_NotProducer(msg.sender);
        if (decision >= record.decisionCount) revert StudioSessions_UnknownOption(decision, 0);
        _checkDraft(draft, OptionKind(_byteAt(_kinds[session], decision)));

        submission = uint32(record.submissions.length);
        record.submissions.push(Submission(msg.sender, decision, false));
        emit OptionSubmitted(session, decision, msg.sender, submission, draft.label, draft.content);
    }

    /// @inheritdoc IStudioSessions
    function acceptSubmission(
        uint64 session,
        uint32 submission
    ) external onlyArtistOf(session) returns (uint8 option) {
        Record storage record = _recordIn(session, SessionStatus.Draft);
        if (submission >= record.submissions.length || record.submissions[submission].isAccepted) {
            revert StudioSessions_UnknownSubmission(session, submission);
        }
        Submission storage accepted = record.submissions[submission];
        (uint8 decision, address producer) = (accepted.decision, accepted.producer);
        uint256 options = _optionsOf(record.optionCounts, decision);
        if (options == MAX_OPTIONS) revert StudioSessions_InvalidOptions(decision, options + 1);

        option = uint8(options);
        accepted.isAccepted = true;
        record.optionCounts += 1 << (uint256(decision) * 8);
        record.producers[_optionKey(decision, option)] = producer;
        emit SubmissionAccepted(session, decision, producer, submission, option);
    }

    /// @inheritdoc IStudioSessions
    function fundBounty(
        uint64 session,
        uint8 decision,
        address currency,
        uint96 amount
    ) external payable whenNotPaused onlyArtistOf(session) {
        _fund(session, decision, currency, amount);
    }

    /// @inheritdoc IStudioSessions
    function fundBountyWithPermit(
        uint64 session,
        uint8 decision,
        address currency,
        uint96 amount,
        Permit calldata permit
    ) external whenNotPaused onlyArtistOf(session) {
        Money.tryPermit(currency, permit);
        _fund(session, decision, currency, amount);
    }

    /// @inheritdoc IStudioSessions
    function openSession(uint64 session, uint40 closesAt) external whenNotPaused onlyArtistOf(session) {
        Record storage record = _recordIn(session, SessionStatus.Draft);
        uint256 now_ = block.timestamp;
        if (closesAt < now_ + MIN_WINDOW || closesAt > now_ + MAX_WINDOW) {
            revert StudioSessions_InvalidClosing(closesAt);
        }
        if (_publisher == address(0)) revert StudioSessions_NoRelay();
        for (uint8 d = 0; d < record.decisionCount; ++d) {
            uint256 options = _optionsOf(record.optionCounts, d);
            if (options < MIN_OPTIONS) revert StudioSessions_InvalidOptions(d, options);
        }

        (record.openedAt, record.closesAt) = (uint40(now_), closesAt);
        record.snapshotBlock = uint64(block.number - 1);
        record.snapshotHash = blockhash(block.number - 1);
        (record.receiptSigner, record.publisher) = (_receiptSigner, _publisher);
        emit SessionOpened(session, closesAt, _snapshotOf(record), _receiptSigner, _publisher);
    }

    /// @inheritdoc IStudioSessions
    function cancelSession(uint64 session) external onlyArtistOf(session) {
        Record storage record = _recordIn(session, SessionStatus.Draft);
        record.isCancelled = true;
        emit SessionCancelled(session);
        for (uint8 d = 0; d < record.decisionCount; ++d) _settle(session, d, address(0));
    }

    /// @inheritdoc IStudioSessions
    function lockSession(
        uint64 session,
        Cid calldata audio,
        uint8[] calldata choices,
        string[] calldata reasons
    ) external onlyArtistOf(session) {
        Record storage record = _recordIn(session, SessionStatus.Closed);
        Outcome outcome = _outcomeOf(record);
        if (!CidText.isValid(audio)) revert StudioSessions_InvalidCid();
        _checkLength(record.decisionCount, choices.length);
        _checkLength(record.decisionCount, reasons.length);

        record.outcome = outcome;
        (record.audioDigest, record.audioCodec) = (audio.digest, audio.codec);
        for (uint8 d = 0; d < choices.length; ++d) {
            _choose(record, session, d, choices[d], reasons[d]);
        }
        emit SessionLocked(session, audio, choices, outcome);
    }

    /// @inheritdoc IStudioSessions
    function setProducer(address account, bool isProducer_) external restricted {
        if (account == address(0)) revert StudioSessions_ZeroAddress();
        Checkpoints.push(_producers[account], uint48(block.timestamp), isProducer_ ? 1 : 0);
        emit ProducerSet(account, isProducer_);
    }

    /// @inheritdoc IStudioSessions
    function setRelay(address receiptSigner, address publisher) external restricted {
        if (receiptSigner == address(0) || publisher == address(0)) revert StudioSessions_ZeroAddress();
        (_receiptSigner, _publisher) = (receiptSigner, publisher);
        emit RelaySet(receiptSigner, publisher);
    }

    /// @inheritdoc IStudioSessions
    function relay() external view returns (address receiptSigner, address publisher) {
        return (_receiptSigner, _publisher);
    }

    function _addDecisions(
        Record storage record,
        uint64 session,
        DecisionDraft[] calldata decisions
    ) private {
        uint256 optionCounts;
        uint256 kinds;
        for (uint8 d = 0; d < decisions.length; ++d) {
            DecisionDraft calldata decision = decisions[d];
            uint256 options = decision.options.length;
            if (options > MAX_OPTIONS) revert StudioSessions_InvalidOptions(d, options);
            _checkText(decision.question, MAX_LABEL);
            emit DecisionAdded(session, d, decision.kind, decision.question);
            for (uint8 o = 0; o < options; ++o) {
                OptionDraft calldata option = decision.options[o];
                _checkDraft(option, decision.kind);
                emit OptionAdded(session, d, o, option.label, option.content);
            }
            optionCounts |= options << (uint256(d) * 8);
            kinds |= uint256(decision.kind) << (uint256(d) * 8);
        }
        record.optionCounts = optionCounts;
        _kinds[session] = kinds;
    }

    function _choose(
        Record storage record,
        uint64 session,
        uint8 decision,
        uint8 choice,
        string calldata reason
    ) private {
        _checkOption(record, decision, choice);
        uint256 leaders = record.leaders;
        bool isOverride = _byteAt(leaders, decision) != 0 && !_leads(leaders, decision, choice);
        if (isOverride && bytes(reason).length == 0) revert StudioSessions_ReasonMissing(decision);
        if (isOverride) {
            _checkText(reason, MAX_REASON);
            emit DecisionOverridden(session, decision, choice, reason);
        } else if (bytes(reason).length != 0) {
            revert StudioSessions_InvalidText();
        }
        address producer = record.producers[_optionKey(decision, choice)];
        if (producer != address(0)) emit ProducerCredited(session, decision, choice, producer);
        _settle(session, decision, producer);
    }

    /// @dev Reverts before the earliest lock.
    function _outcomeOf(Record storage record) private view returns (Outcome outcome) {
        uint256 earliest = record.publishedAt + CONTEST_TIME;
        outcome = record.isContested ? Outcome.Contested : Outcome.Counted;
        if (record.publications == 0) {
            earliest = record.closesAt + PUBLISH_TIME;
            outcome = Outcome.Uncounted;
        } else if (record.isContested && record.publications == 1) {
            earliest = record.publishedAt + PUBLISH_TIME;
        }
        if (block.timestamp < earliest) revert StudioSessions_LockTooEarly(earliest);
    }

    function _checkArtist(uint64 artistId) private view {
        if (registry.artistAccount(artistId) != msg.sender) {
            revert StudioSessions_NotArtist(artistId, msg.sender);
        }
    }

    function _checkArtistOf(uint64 session) private view {
        _checkArtist(_recordOf(session).artistId);
    }

    function _checkRunning() private view {
        if (PauseClock.pauses(SWITCHBOARD)) revert StudioSessions_Paused();
    }

    function _checkCode(address target) private view {
        if (target.code.length == 0) revert StudioSessions_NoCode(target);
    }

    function _checkDraft(OptionDraft calldata draft, OptionKind kind) private pure {
        _checkText(draft.label, MAX_LABEL);
        bool isValid =
            kind == OptionKind.Text ? CidText.isValidOrNone(draft.content) : CidText.isValid(draft.content);
        if (!isValid) revert StudioSessions_InvalidCid();
    }

    function _checkText(string calldata text, uint256 most) private pure {
        uint256 length = bytes(text).length;
        if (length == 0 || length > most || !Utf8.isPlainText(bytes(text))) {
            revert StudioSessions_InvalidText();
        }
    }
}
