// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMasterRegistry} from "../masters/IMasterRegistry.sol";
import {ProvenBallot, ReceiptedBallot} from "../types/Ballots.sol";
import {Cid} from "../types/Cid.sol";
import {Permit} from "../types/Offering.sol";

/// @notice What the options of a decision are.
enum OptionKind {
    Audio,
    Image,
    Text
}

/// @notice Where a session is in its life.
/// @dev Draft: options are collected. Open: ballots are cast. Closed: ballots are published, contested, and the artist
/// may lock. Locked and Cancelled are final.
enum SessionStatus {
    None,
    Draft,
    Open,
    Closed,
    Locked,
    Cancelled
}

/// @notice What the lock of a session rests on.
/// @dev Counted: a publication that nobody contested. Uncounted: nothing was published in time. Contested: the first
/// publication was contested and no other followed in time, or the second was contested as well.
enum Outcome {
    None,
    Counted,
    Uncounted,
    Contested
}

/// @notice What a contest proved.
enum Fault {
    Doubled,
    Ignored,
    Missing
}

/// @notice Who may vote.
/// @param gates Any of 1 (holders of a share of any master of the artist), 2 (holders of at least `coinUnit` of the
/// artist's coin, staked ones included), 4 (subscribers, attested by the relay); zero is everyone.
/// @param needsAll Whether a voter has to pass all gates instead of one.
/// @param coinUnit Coins, in smallest units, whose number makes a coin holder's weight, at least 1.
struct AccessRule {
    uint8 gates;
    bool needsAll;
    uint128 coinUnit;
}

/// @notice An option as the artist or a producer proposes it.
/// @param label 1 to 140 bytes of UTF-8 without control characters.
/// @param content The audio, the image or a longer text; required but for text.
struct OptionDraft {
    string label;
    Cid content;
}

/// @notice A decision as the artist proposes it.
/// @param kind What its options are.
/// @param question 1 to 140 bytes of UTF-8 without control characters.
/// @param options Up to 8; producers may add more before the session opens.
struct DecisionDraft {
    OptionKind kind;
    string question;
    OptionDraft[] options;
}

/// @notice What an artist creates.
/// @param artistId The artist.
/// @param title 1 to 64 bytes of UTF-8 without control characters.
/// @param draft The recording as it is.
/// @param details A document about the session (JSON: text, timeline); zero is none.
/// @param rule Who may vote.
/// @param decisions 1 to 32.
struct SessionParams {
    uint64 artistId;
    string title;
    Cid draft;
    Cid details;
    AccessRule rule;
    DecisionDraft[] decisions;
}

/// @notice The block before opening, whose balances give weights.
/// @param blockNumber Its number.
/// @param blockHash Its hash.
/// @param time The second before opening: what ERC-6372 clocks in seconds answer for it is the state of that block.
struct Snapshot {
    uint64 blockNumber;
    bytes32 blockHash;
    uint40 time;
}

/// @notice A session as it is stored.
/// @param openedAt When it opened; zero before.
/// @param closesAt From when no ballot counts.
/// @param receiptSigner Who signs the receipts of relayed ballots.
/// @param publisher Who publishes the ballots.
struct Session {
    uint64 artistId;
    SessionStatus status;
    Outcome outcome;
    uint8 decisionCount;
    uint40 openedAt;
    uint40 closesAt;
    AccessRule rule;
    Snapshot snapshot;
    address receiptSigner;
    address publisher;
}

/// @notice The newest publication of a session and what was cast on chain.
/// @param root Root of the tree of counted ballots; zero where none was counted.
/// @param count Leaves of the tree.
/// @param ballots The published ballots.
/// @param publications 0, 1 or 2.
/// @param isContested Whether the newest publication was contested.
/// @param publishedAt When it was published, or contested where that is later.
/// @param directCount Ballots cast on chain, all that were replaced included.
/// @param directHead Hash chain over them: `keccak256(abi.encode(head, voter, decision, option))`.
struct Count {
    bytes32 root;
    uint32 count;
    Cid ballots;
    uint8 publications;
    bool isContested;
    uint40 publishedAt;
    uint32 directCount;
    bytes32 directHead;
}

/// @notice A bounty for the producer whose option is chosen.
/// @param currency Zero is the native coin.
/// @param amount In the currency's smallest unit; zero where there is none, or it was settled.
/// @param funder Who escrowed it and gets it back where no producer's option is chosen.
struct Bounty {
    address currency;
    uint96 amount;
    address funder;
}

/// @title Studio sessions: fans take the last decisions of a track, and anyone can recount
/// @notice Immutable; other rules are another version, which the registry serves for later masters. The artist creates
/// a session, producers submit options, the artist opens it, fans cast ballots at the relay or here, the publisher
/// publishes what was counted, anyone may contest it with a proof, the artist locks the master. Roles set who signs
/// receipts and publishes for sessions that open later, and who is a producer; no role touches a session or a bounty.
/// @dev Warning: weights are not checked here. The recount computes them from the chain at the snapshot.
interface IStudioSessions {
    /// @notice A session was created. Its decisions and options follow as events of their own.
    event SessionCreated(
        uint64 indexed session,
        uint64 indexed artistId,
        address indexed artist,
        string title,
        Cid draft,
        Cid details,
        AccessRule rule
    );

    /// @notice A decision of a session, in order from 0.
    event DecisionAdded(uint64 indexed session, uint8 indexed decision, OptionKind kind, string question);

    /// @notice An option of a decision by the artist, in order from 0.
    event OptionAdded(
        uint64 indexed session,
        uint8 indexed decision,
        uint8 option,
        string label,
        Cid content
    );

    /// @notice A producer submitted an option.
    /// @param submission Counts from 0 in each session.
    event OptionSubmitted(
        uint64 indexed session,
        uint8 indexed decision,
        address indexed producer,
        uint32 submission,
        string label,
        Cid content
    );

    /// @notice A submission became the next option of its decision.
    event SubmissionAccepted(
        uint64 indexed session,
        uint8 indexed decision,
        address indexed producer,
        uint32 submission,
        uint8 option
    );

    /// @notice A bounty was escrowed.
    event BountyFunded(
        uint64 indexed session,
        uint8 indexed decision,
        address indexed funder,
        address currency,
        uint96 amount
    );

    /// @notice A bounty was credited to the chosen producer, or back to its funder.
    /// @param isRefund Whether it went back.
    event BountySettled(
        uint64 indexed session,
        uint8 indexed decision,
        address indexed account,
        address currency,
        uint96 amount,
        bool isRefund
    );

    /// @notice All that `account` was credited in a currency was paid to `to`.
    event BountiesWithdrawn(
        address indexed account,
        address indexed currency,
        address indexed to,
        uint256 amount
    );

    /// @notice A session opened: its options are fixed and ballots are cast until `closesAt`.
    event SessionOpened(
        uint64 indexed session,
        uint40 closesAt,
        Snapshot snapshot,
        address receiptSigner,
        address publisher
    );

    /// @notice A session was given up before it opened.
    event SessionCancelled(uint64 indexed session);

    /// @notice A ballot was cast on chain. It replaces the voter's earlier one and wins over relayed ones.
    /// @param index Counts from 0 in each session.
    /// @param head The hash chain with this ballot.
    event BallotCast(
        uint64 indexed session,
        address indexed voter,
        uint8 decision,
        uint8 option,
        uint32 index,
        bytes32 head
    );

    /// @notice What was counted was published.
    /// @param publication 1, or 2 after a contest.
    /// @param tallies Weights of all options, those of the first decision first.
    event BallotsPublished(
        uint64 indexed session,
        uint8 publication,
        bytes32 root,
        uint32 count,
        Cid ballots,
        uint64[] tallies
    );

    /// @notice The newest publication was proven to be wrong.
    /// @param voter Whose ballot was doubled, ignored or missing in `decision`.
    event PublicationContested(
        uint64 indexed session,
        uint8 publication,
        address indexed by,
        Fault fault,
        uint8 decision,
        address voter
    );

    /// @notice The artist chose an option that did not win.
    event DecisionOverridden(uint64 indexed session, uint8 indexed decision, uint8 option, string reason);

    /// @notice A producer's option was chosen.
    event ProducerCredited(
        uint64 indexed session,
        uint8 indexed decision,
        uint8 option,
        address indexed producer
    );

    /// @notice The artist locked the master.
    /// @param choices The chosen option of each decision.
    event SessionLocked(uint64 indexed session, Cid audio, uint8[] choices, Outcome outcome);

    /// @notice An account became a producer, or is none any more.
    event ProducerSet(address indexed account, bool isProducer);

    /// @notice Who signs receipts and publishes for sessions that open from now on.
    event RelaySet(address indexed receiptSigner, address indexed publisher);

    /// @notice The address has no code.
    error StudioSessions_NoCode(address target);

    /// @notice The zero address was given where one is needed.
    error StudioSessions_ZeroAddress();

    /// @notice Creating, opening and funding are paused.
    error StudioSessions_Paused();

    /// @notice There is no such session.
    error StudioSessions_UnknownSession(uint256 session);

    /// @notice The session is not where the call needs it to be.
    error StudioSessions_WrongStatus(uint256 session, SessionStatus status);

    /// @notice The caller does not hold the role of the session's artist.
    error StudioSessions_NotArtist(uint256 artistId, address caller);

    /// @notice The caller is no producer.
    error StudioSessions_NotProducer(address caller);

    /// @notice The caller is not the publisher of the session.
    error StudioSessions_NotPublisher(uint256 session, address caller);

    /// @notice A title, question, label or reason is empty, too long or holds control characters.
    error StudioSessions_InvalidText();

    /// @notice A CID is missing, or has a codec other than raw, dag-pb, dag-cbor or dag-json.
    error StudioSessions_InvalidCid();

    /// @notice There are no decisions, or more than 32.
    error StudioSessions_InvalidDecisions(uint256 count);

    /// @notice A decision would have more than 8 options, or opens with fewer than 2.
    error StudioSessions_InvalidOptions(uint256 decision, uint256 count);

    /// @notice The rule names unknown gates, or its unit of coins is zero.
    error StudioSessions_InvalidRule(uint256 gates, uint256 coinUnit);

    /// @notice The closing time is not 60 seconds to 30 days ahead.
    error StudioSessions_InvalidClosing(uint256 closesAt);

    /// @notice Nobody is named who would publish the ballots.
    error StudioSessions_NoRelay();

    /// @notice The decision has no such option.
    error StudioSessions_UnknownOption(uint256 decision, uint256 option);

    /// @notice There is no such submission, or it is an option already.
    error StudioSessions_UnknownSubmission(uint256 session, uint256 submission);

    /// @notice Two lists that belong together have different lengths, or are empty.
    error StudioSessions_WrongLength(uint256 expected, uint256 actual);

    /// @notice The currency is neither allowed nor the artist's coin.
    error StudioSessions_CurrencyNotAllowed(address currency);

    /// @notice The decision has a bounty.
    error StudioSessions_BountyExists(uint256 session, uint256 decision);

    /// @notice An amount of zero.
    error StudioSessions_ZeroAmount();

    /// @notice The native coin sent is not what the call needs.
    error StudioSessions_WrongValue(uint256 expected, uint256 actual);

    /// @notice The ERC-20 delivered another amount than asked (fee on transfer, rebasing).
    error StudioSessions_WrongAmountReceived(uint256 expected, uint256 actual);

    /// @notice There is nothing to withdraw.
    error StudioSessions_NothingToWithdraw();

    /// @notice The payee refused the payment. Everything stays owed; `withdraw` sends it elsewhere.
    error StudioSessions_PaymentFailed(address to, address currency, uint256 amount);

    /// @notice The ballots were published, and not contested; or twice.
    error StudioSessions_AlreadyPublished(uint256 session);

    /// @notice The root is zero and there are ballots, or the reverse.
    error StudioSessions_InvalidRoot(bytes32 root, uint256 count);

    /// @notice There is no publication that can be contested: none, contested already, or 24 hours old.
    error StudioSessions_NotContestable(uint256 session);

    /// @notice The proof does not put the ballot into the tree at its place.
    error StudioSessions_NotInTree(uint256 index);

    /// @notice The two places hold ballots of different voters or decisions, or are one place.
    error StudioSessions_NotDoubled();

    /// @notice The counted ballot is the one that has to count.
    error StudioSessions_NotIgnored();

    /// @notice The neighbours do not show that the ballot is missing.
    error StudioSessions_NotMissing();

    /// @notice The voter did not sign the ballot.
    error StudioSessions_InvalidSignature(address voter);

    /// @notice The session's receipt signer did not sign the receipt, or it is not from while the session was open.
    error StudioSessions_InvalidReceipt();

    /// @notice The artist may lock from `earliest` on, unless something is published or contested before.
    error StudioSessions_LockTooEarly(uint256 earliest);

    /// @notice A choice against the result needs a reason.
    error StudioSessions_ReasonMissing(uint256 decision);

    /// @notice Creates a session. Only the artist, unless paused.
    /// @return session Counts from 1.
    function createSession(SessionParams calldata params) external returns (uint64 session);

    /// @notice Submits an option for a decision of a session that has not opened. Only producers.
    /// @return submission Counts from 0 in each session.
    function submitOption(
        uint64 session,
        uint8 decision,
        OptionDraft calldata draft
    ) external returns (uint32 submission);

    /// @notice Makes a submission an option, unless the session opened. Only the artist.
    function acceptSubmission(uint64 session, uint32 submission) external returns (uint8 option);

    /// @notice Escrows the bounty of a decision that has none, until the session closes. Only the artist, unless paused.
    /// It goes to the producer whose option is chosen, otherwise back to the caller.
    /// @dev Native coin: `msg.value` must equal `amount`. ERC-20: needs an allowance for this contract.
    /// @param currency Zero is the native coin; otherwise allowed by the registry, or the artist's coin.
    function fundBounty(uint64 session, uint8 decision, address currency, uint96 amount) external payable;

    /// @notice `fundBounty` in an ERC-20 with an ERC-2612 permit for this contract.
    function fundBountyWithPermit(
        uint64 session,
        uint8 decision,
        address currency,
        uint96 amount,
        Permit calldata permit
    ) external;

    /// @notice Opens a session: fixes its options and the snapshot. Only the artist, unless paused.
    /// @param closesAt 60 seconds to 30 days ahead.
    function openSession(uint64 session, uint40 closesAt) external;

    /// @notice Gives up a session that has not opened and credits its bounties back. Only the artist.
    function cancelSession(uint64 session) external;

    /// @notice Casts ballots of the caller, one for each decision named. Anyone, while the session is open: those who may
    /// not vote are counted with weight zero.
    function castBallots(uint64 session, uint8[] calldata decisions, uint8[] calldata options) external;

    /// @notice Publishes what was counted, once the session closed; once more after a contest. Only its publisher, until
    /// it is locked.
    /// @param root Root of the tree of counted ballots; zero where there is none.
    /// @param count Its leaves.
    /// @param ballots The published ballots.
    /// @param tallies Weights of all options, those of the first decision first.
    function publishBallots(
        uint64 session,
        bytes32 root,
        uint32 count,
        Cid calldata ballots,
        uint64[] calldata tallies
    ) external;

    /// @notice Proves that a voter was counted twice in a decision. Anyone, for 24 hours after a publication.
    function contestDoubled(
        uint64 session,
        ProvenBallot calldata first,
        ProvenBallot calldata second
    ) external;

    /// @notice Proves that another ballot of a voter was counted than the newest with a receipt, or than the one cast on
    /// chain. Anyone, for 24 hours after a publication.
    function contestIgnored(
        uint64 session,
        ProvenBallot calldata counted,
        ReceiptedBallot calldata ballot
    ) external;

    /// @notice Proves that no ballot of a voter was counted in a decision although there is one with a receipt, or one
    /// cast on chain. Anyone, for 24 hours after a publication.
    /// @param neighbours The two neighbouring leaves between which it belongs; only the first or the last leaf where it
    /// belongs before or after all; nothing where no ballot was counted.
    function contestMissing(
        uint64 session,
        ProvenBallot[] calldata neighbours,
        ReceiptedBallot calldata ballot
    ) external;

    /// @notice Locks the master and settles its bounties. Only the artist: 24 hours after a publication that nobody
    /// contested, or after the second; 72 hours after closing or after a contest where nothing is published.
    /// @param audio The final recording.
    /// @param choices The chosen option of each decision.
    /// @param reasons One for each decision: 1 to 280 bytes where the choice did not win, otherwise empty.
    function lockSession(
        uint64 session,
        Cid calldata audio,
        uint8[] calldata choices,
        string[] calldata reasons
    ) external;

    /// @notice Pays all that the caller was credited in the currencies to `to`. Never paused.
    function withdraw(address to, address[] calldata currencies) external;

    /// @notice Makes an account a producer, or none any more. Only the curator role.
    function setProducer(address account, bool isProducer_) external;

    /// @notice Sets who signs receipts and publishes for sessions that open from now on. Only the upgrade role (48 h
    /// delay; a pause keeps sessions from opening until then).
    function setRelay(address receiptSigner, address publisher) external;

    /// @notice How many sessions there are; ids count from 1.
    function sessionCount() external view returns (uint64);

    /// @notice A session. Reverts for an unknown one.
    function sessionOf(uint64 session) external view returns (Session memory);

    /// @notice What was published of a session and cast on chain.
    function countOf(uint64 session) external view returns (Count memory);

    /// @notice How many options a decision has.
    function optionCount(uint64 session, uint8 decision) external view returns (uint256);

    /// @notice Whose submission an option is; zero for the artist's own.
    function producerOf(uint64 session, uint8 decision, uint8 option) external view returns (address);

    /// @notice The option that a voter cast on chain for a decision.
    function directBallotOf(
        uint64 session,
        address voter,
        uint8 decision
    ) external view returns (bool isCast, uint8 option);

    /// @notice Whether an option has the highest tally of its decision in the newest publication; several may.
    function isLeading(uint64 session, uint8 decision, uint8 option) external view returns (bool);

    /// @notice The bounty of a decision that is not settled.
    function bountyOf(uint64 session, uint8 decision) external view returns (Bounty memory);

    /// @notice What an account can withdraw in a currency.
    function creditOf(address account, address currency) external view returns (uint256);

    /// @notice Whether an account is a producer.
    function isProducer(address account) external view returns (bool);

    /// @notice Whether an account was a producer at the end of a second that has passed.
    function wasProducer(address account, uint256 time) external view returns (bool);

    /// @notice Who signs receipts and publishes for sessions that open now.
    function relay() external view returns (address receiptSigner, address publisher);

    /// @notice Whether a session of the artist is locked with this final recording.
    function isLockedAs(uint64 session, uint64 artistId, bytes32 audioDigest) external view returns (bool);

    /// @notice What a voter signs: the EIP-712 hash of a ballot, bound to this chain and contract.
    function ballotHash(
        uint64 session,
        uint8 decision,
        uint8 option,
        address voter,
        uint64 sequence
    ) external view returns (bytes32);

    /// @notice What the relay signs: the EIP-712 hash of the receipt of a ballot.
    function receiptHash(bytes32 ballot, uint40 receivedAt) external view returns (bytes32);

    /// @notice The registry of artists and masters.
    function registry() external view returns (IMasterRegistry);

    /// @notice The version of the sessions' rules.
    function version() external view returns (uint256);
}
