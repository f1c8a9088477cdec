// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {GovernorVotesQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @notice A coin with votes by the second, as ours has them, and nothing else.
contract PlainVotes is ERC20Votes {
    constructor() ERC20("Votes", "VOTE") EIP712("Votes", "1") {}

    function mint(address account, uint256 value) external {
        _mint(account, value);
    }

    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }
}

/// @notice OpenZeppelin's timelock, which its governor alone proposes to.
contract PlainTimelock is TimelockController {
    constructor(uint256 delay) TimelockController(delay, new address[](0), new address[](1), msg.sender) {}
}

/// @notice OpenZeppelin's Governor as its wizard writes it: one coin, a quorum of 4 %, a timelock, settings that are code.
contract PlainGovernor is
    Governor,
    GovernorCountingSimple,
    GovernorVotes,
    GovernorVotesQuorumFraction,
    GovernorTimelockControl
{
    uint256 private immutable DELAY;
    uint256 private immutable PERIOD;

    constructor(
        IVotes coin,
        TimelockController timelock,
        uint256 delay,
        uint256 period
    )
        Governor("Plain DAO")
        GovernorVotes(coin)
        GovernorVotesQuorumFraction(4)
        GovernorTimelockControl(timelock)
    {
        DELAY = delay;
        PERIOD = period;
    }

    function votingDelay() public view virtual override returns (uint256) {
        return DELAY;
    }

    function votingPeriod() public view virtual override returns (uint256) {
        return PERIOD;
    }

    function state(
        uint256 proposalId
    ) public view virtual override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(proposalId);
    }

    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view virtual override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal virtual override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal virtual override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal virtual override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor() internal view virtual override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }
}

/// @notice The same with the parts that ours has as well: settings that proposals change, a threshold for proposers, and
/// time for voters when the quorum is reached late.
contract FullGovernor is PlainGovernor, GovernorSettings, GovernorPreventLateQuorum {
    constructor(
        IVotes coin,
        TimelockController timelock,
        uint256 delay,
        uint256 period
    )
        PlainGovernor(coin, timelock, delay, period)
        GovernorSettings(uint48(delay), uint32(period), 1 ether)
        GovernorPreventLateQuorum(60)
    {}

    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    function proposalDeadline(
        uint256 proposalId
    ) public view override(Governor, GovernorPreventLateQuorum) returns (uint256) {
        return super.proposalDeadline(proposalId);
    }

    function state(uint256 proposalId) public view override(Governor, PlainGovernor) returns (ProposalState) {
        return super.state(proposalId);
    }

    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(Governor, PlainGovernor) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    function votingDelay() public view override(Governor, PlainGovernor, GovernorSettings) returns (uint256) {
        return GovernorSettings.votingDelay();
    }

    function votingPeriod()
        public
        view
        override(Governor, PlainGovernor, GovernorSettings)
        returns (uint256)
    {
        return GovernorSettings.votingPeriod();
    }

    function _tallyUpdated(uint256 proposalId) internal override(Governor, GovernorPreventLateQuorum) {
        super._tallyUpdated(proposalId);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, PlainGovernor) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, PlainGovernor) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, PlainGovernor) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor() internal view override(Governor, PlainGovernor) returns (address) {
        return super._executor();
    }
}
