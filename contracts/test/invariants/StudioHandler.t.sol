// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ISwitchboard} from "../../src/access/ISwitchboard.sol";
import {
    AccessRule,
    DecisionDraft,
    OptionDraft,
    OptionKind,
    SessionParams,
    SessionStatus
} from "../../src/studio/IStudioSessions.sol";
import {StudioSessions} from "../../src/studio/StudioSessions.sol";
import {Cid} from "../../src/types/Cid.sol";
import {MastersFixture} from "./MastersFixture.sol";

/// @notice Random sessions of one artist with bounties in native coin and an ERC-20, and an independent model of what
/// everybody is owed. The last producer refuses native coin.
contract StudioHandler is MastersFixture {
    uint256 public constant ACTORS = 4;
    uint8 public constant DECISIONS = 2;

    StudioSessions public studio;
    address[] private _actors;
    address[2] private _currencies;

    uint256[2] public paidIn;
    uint256[2] public paidOut;
    mapping(uint256 currency => mapping(address actor => uint256)) public credit;
    mapping(uint64 session => mapping(uint8 decision => uint256)) public bountyIn;
    mapping(uint64 session => mapping(uint8 decision => uint256)) public bountyOf;

    constructor() {
        _deploy();
        studio = new StudioSessions(address(manager), registry, ISwitchboard(address(switchboard)));
        studio.setRelay(address(0x5E), address(this));
        _currencies = [address(0), address(usdc)];
        vm.deal(address(this), 1e30);
        usdc.mint(address(this), 1e30);
        usdc.approve(address(studio), type(uint256).max);
        _actors.push(address(this));
        for (uint256 i = 1; i < ACTORS; ++i) {
            address actor = address(uint160(0xB000 + i));
            _actors.push(actor);
            studio.setProducer(actor, true);
        }
        vm.etch(_actors[ACTORS - 1], hex"fe");
    }

    function actorAt(uint256 index) external view returns (address) {
        return _actors[index];
    }

    function currencyAt(uint256 index) external view returns (address) {
        return _currencies[index];
    }

    function create() external {
        SessionParams memory params;
        params.artistId = artistId;
        params.title = "Night Shift";
        params.draft = document;
        params.rule = AccessRule({gates: 0, needsAll: false, coinUnit: 1});
        params.decisions = new DecisionDraft[](DECISIONS);
        for (uint256 d = 0; d < DECISIONS; ++d) {
            OptionDraft[] memory options = new OptionDraft[](2);
            options[0] = OptionDraft("One", Cid(0, 0));
            options[1] = OptionDraft("Two", Cid(0, 0));
            params.decisions[d] = DecisionDraft(OptionKind.Text, "Which?", options);
        }
        studio.createSession(params);
    }

    function submit(uint256 seed, uint256 actorSeed, uint8 decision) external {
        (uint64 session, SessionStatus status) = _pick(seed);
        if (status != SessionStatus.Draft) return;
        decision %= DECISIONS;
        if (studio.optionCount(session, decision) == 8) return;
        vm.prank(_actors[1 + (actorSeed % (ACTORS - 1))]);
        uint32 submission = studio.submitOption(session, decision, OptionDraft("Mine", Cid(0, 0)));
        studio.acceptSubmission(session, submission);
    }

    function fund(uint256 seed, uint256 currencySeed, uint8 decision, uint96 amount) external {
        (uint64 session, SessionStatus status) = _pick(seed);
        decision %= DECISIONS;
        bool isTaking = status == SessionStatus.Draft || status == SessionStatus.Open;
        if (!isTaking || bountyOf[session][decision] != 0) return;
        amount = uint96(bound(amount, 1, 1 ether));
        uint256 c = currencySeed % 2;
        studio.fundBounty{value: c == 0 ? amount : 0}(session, decision, _currencies[c], amount);
        (bountyIn[session][decision], bountyOf[session][decision]) = (c, amount);
        paidIn[c] += amount;
    }

    function open(uint256 seed) external {
        (uint64 session, SessionStatus status) = _pick(seed);
        if (status != SessionStatus.Draft) return;
        studio.openSession(session, uint40(block.timestamp + 60));
    }

    function cancel(uint256 seed) external {
        (uint64 session, SessionStatus status) = _pick(seed);
        if (status != SessionStatus.Draft || seed % 3 != 0) return;
        studio.cancelSession(session);
        for (uint8 d = 0; d < DECISIONS; ++d) _settle(session, d, address(0));
    }

    function publishAndLock(uint256 seed, uint8 choice) external {
        (uint64 session, SessionStatus status) = _pick(seed);
        if (status == SessionStatus.Open) vm.warp(studio.sessionOf(session).closesAt);
        else if (status != SessionStatus.Closed) return;
        vm.warp(block.timestamp + 72 hours);
        uint8[] memory choices = new uint8[](DECISIONS);
        for (uint8 d = 0; d < DECISIONS; ++d) {
            choices[d] = uint8(choice % studio.optionCount(session, d));
            _settle(session, d, studio.producerOf(session, d, choices[d]));
        }
        studio.lockSession(session, document, choices, new string[](DECISIONS));
    }

    function withdraw(uint256 actorSeed, uint256 currencySeed) external {
        address actor = _actors[actorSeed % ACTORS];
        uint256 c = currencySeed % 2;
        uint256 amount = credit[c][actor];
        if (amount == 0) return;
        address[] memory currencies = new address[](1);
        currencies[0] = _currencies[c];
        credit[c][actor] = 0;
        paidOut[c] += amount;
        vm.prank(actor);
        studio.withdraw(address(0xCAFE), currencies);
    }

    function _settle(uint64 session, uint8 decision, address producer) private {
        address account = producer == address(0) ? address(this) : producer;
        credit[bountyIn[session][decision]][account] += bountyOf[session][decision];
        bountyOf[session][decision] = 0;
    }

    function _pick(uint256 seed) private view returns (uint64 session, SessionStatus status) {
        uint64 count = studio.sessionCount();
        if (count == 0) return (0, SessionStatus.None);
        session = uint64(1 + (seed % count));
        status = studio.sessionOf(session).status;
    }
}
