// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {GovernorUpgradeable} from "@openzeppelin/contracts-upgradeable/governance/GovernorUpgradeable.sol";
import {TimelockControllerUpgradeable} from "@openzeppelin/contracts-upgradeable/governance/TimelockControllerUpgradeable.sol";
import {GovernorCountingSimpleUpgradeable} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorCountingSimpleUpgradeable.sol";
import {GovernorPreventLateQuorumUpgradeable} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorPreventLateQuorumUpgradeable.sol";
import {GovernorSettingsUpgradeable} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorSettingsUpgradeable.sol";
import {GovernorTimelockControlUpgradeable} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorTimelockControlUpgradeable.sol";
import {GovernorVotesQuorumFractionUpgradeable} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorVotesQuorumFractionUpgradeable.sol";
import {GovernorVotesUpgradeable} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorVotesUpgradeable.sol";
import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {DaoArgs} from "../libraries/DaoArgs.sol";
import {ICoinStaking} from "../staking/ICoinStaking.sol";
import {DaoSettings} from "../types/DaoSettings.sol";
import {IArtistGovernor} from "./IArtistGovernor.sol";

/// @title Lets the holders and stakers of an artist's coin decide
/// @notice See `IArtistGovernor`.
/// @dev Coin and staking are immutable arguments of the clone; the coin that OpenZeppelin's initialiser would store stays
/// empty, and the functions that read it are overridden.
contract ArtistGovernor is
    IArtistGovernor,
    GovernorSettingsUpgradeable,
    GovernorCountingSimpleUpgradeable,
    GovernorVotesQuorumFractionUpgradeable,
    GovernorPreventLateQuorumUpgradeable,
    GovernorTimelockControlUpgradeable
{
    uint256 private constant BASIS_POINTS = 10_000;
    uint256 private constant MAX_DURATION = 30 days;
    uint256 private constant MAX_THRESHOLD = 500;
    uint256 private constant MIN_QUORUM = 100;
    uint256 private constant MAX_QUORUM = 2_000;

    uint48 private immutable VOTING_DELAY;
    uint32 private immutable VOTING_PERIOD;
    uint48 private immutable LATE_EXTENSION;
    uint16 private immutable THRESHOLD;
    uint16 private immutable QUORUM;

    /// @param first What governors begin with.
    constructor(DaoSettings memory first) {
        VOTING_DELAY = first.votingDelay;
        VOTING_PERIOD = first.votingPeriod;
        LATE_EXTENSION = first.lateExtension;
        THRESHOLD = first.threshold;
        QUORUM = first.quorum;
        _disableInitializers();
    }

    /// @inheritdoc IArtistGovernor
    function initialize(address treasury) external initializer {
        __Governor_init(string.concat(IERC20Metadata(address(token())).name(), " DAO"));
        __GovernorSettings_init(VOTING_DELAY, VOTING_PERIOD, THRESHOLD);
        __GovernorVotesQuorumFraction_init(QUORUM);
        __GovernorPreventLateQuorum_init(LATE_EXTENSION);
        __GovernorTimelockControl_init(TimelockControllerUpgradeable(payable(treasury)));
    }

    /// @notice Always refused: what the treasury holds could not be reached through another one.
    function updateTimelock(TimelockControllerUpgradeable) public pure override {
        revert ArtistGovernor_TreasuryIsFixed();
    }

    /// @inheritdoc IArtistGovernor
    function firstSettings() external view returns (DaoSettings memory) {
        return DaoSettings(VOTING_DELAY, VOTING_PERIOD, LATE_EXTENSION, THRESHOLD, QUORUM);
    }

    /// @inheritdoc IArtistGovernor
    function proposalThresholdFraction() external view returns (uint256) {
        return super.proposalThreshold();
    }

    /// @inheritdoc IArtistGovernor
    function artistId() external view returns (uint64 id) {
        (, id) = DaoArgs.coin();
    }

    /// @inheritdoc IArtistGovernor
    function staking() public view returns (address) {
        return DaoArgs.staking();
    }

    /// @notice The coin whose delegated votes count.
    function token() public view override returns (IERC5805) {
        (address coin, ) = DaoArgs.coin();
        return IERC5805(coin);
    }

    /// @notice Seconds since 1970 (ERC-6372).
    function clock() public view override(GovernorUpgradeable, GovernorVotesUpgradeable) returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @notice Machine-readable description of the clock (ERC-6372).
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE()
        public
        pure
        override(GovernorUpgradeable, GovernorVotesUpgradeable)
        returns (string memory)
    {
        return "mode=timestamp";
    }

    /// @notice Votes that a proposer needs now, in smallest units of the coin.
    function proposalThreshold()
        public
        view
        override(GovernorUpgradeable, GovernorSettingsUpgradeable)
        returns (uint256)
    {
        return _fractionOfPower(super.proposalThreshold(), clock() - 1);
    }

    /// @notice Votes for and abstaining that a proposal needs whose vote opened at `timepoint`, which is past.
    function quorum(
        uint256 timepoint
    ) public view override(GovernorUpgradeable, GovernorVotesQuorumFractionUpgradeable) returns (uint256) {
        return _fractionOfPower(quorumNumerator(timepoint), timepoint);
    }

    /// @notice Quorums are in basis points.
    function quorumDenominator() public pure override returns (uint256) {
        return BASIS_POINTS;
    }

    /// @notice When the vote on a proposal ends, in seconds since 1970; reaching the quorum late moves it.
    function proposalDeadline(
        uint256 proposalId
    ) public view override(GovernorUpgradeable, GovernorPreventLateQuorumUpgradeable) returns (uint256) {
        return super.proposalDeadline(proposalId);
    }

    /// @notice Where a proposal stands.
    function state(
        uint256 proposalId
    ) public view override(GovernorUpgradeable, GovernorTimelockControlUpgradeable) returns (ProposalState) {
        return super.state(proposalId);
    }

    /// @notice Every proposal is queued before it is executed.
    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(GovernorUpgradeable, GovernorTimelockControlUpgradeable) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    /// @dev What the treasury has staked does not vote; what it holds cannot be delegated.
    function _getVotes(
        address account,
        uint256 timepoint,
        bytes memory
    ) internal view override(GovernorUpgradeable, GovernorVotesUpgradeable) returns (uint256) {
        if (account == _executor()) return 0;
        return
            token().getPastVotes(account, timepoint) +
            ICoinStaking(staking()).getPastVotes(account, timepoint);
    }

    function _tallyUpdated(
        uint256 proposalId
    ) internal override(GovernorUpgradeable, GovernorPreventLateQuorumUpgradeable) {
        super._tallyUpdated(proposalId);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(GovernorUpgradeable, GovernorTimelockControlUpgradeable) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(GovernorUpgradeable, GovernorTimelockControlUpgradeable) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(GovernorUpgradeable, GovernorTimelockControlUpgradeable) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor()
        internal
        view
        override(GovernorUpgradeable, GovernorTimelockControlUpgradeable)
        returns (address)
    {
        return super._executor();
    }

    function _setVotingDelay(uint48 newVotingDelay) internal override {
        _checkDuration(newVotingDelay);
        super._setVotingDelay(newVotingDelay);
    }

    function _setVotingPeriod(uint32 newVotingPeriod) internal override {
        _checkDuration(newVotingPeriod);
        super._setVotingPeriod(newVotingPeriod);
    }

    function _setProposalThreshold(uint256 newThreshold) internal override {
        if (newThreshold > MAX_THRESHOLD) revert ArtistGovernor_InvalidThreshold(newThreshold);
        super._setProposalThreshold(newThreshold);
    }

    function _updateQuorumNumerator(uint256 newQuorum) internal override {
        if (newQuorum < MIN_QUORUM || newQuorum > MAX_QUORUM) revert ArtistGovernor_InvalidQuorum(newQuorum);
        super._updateQuorumNumerator(newQuorum);
    }

    function _fractionOfPower(uint256 basisPoints, uint256 timepoint) private view returns (uint256) {
        return Math.mulDiv(ICoinStaking(staking()).getPastTotalPower(timepoint), basisPoints, BASIS_POINTS);
    }

    function _checkDuration(uint256 duration) private pure {
        if (duration > MAX_DURATION) revert ArtistGovernor_TooLong(duration, MAX_DURATION);
    }
}
