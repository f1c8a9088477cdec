// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {ICoinLauncher} from "../coin/ICoinLauncher.sol";
import {Money} from "../libraries/Money.sol";
import {IMasterRegistry} from "../masters/IMasterRegistry.sol";
import {Bounty, IStudioSessions, SessionStatus} from "./IStudioSessions.sol";
import {StudioLedger} from "./StudioLedger.sol";

/// @title Escrowed bounties of producers
/// @dev The money held in a currency is Σ open bounties + Σ credits, always an equality but for coins that were forced
/// upon it.
abstract contract StudioBounties is StudioLedger, ReentrancyGuardTransient {
    /// @inheritdoc IStudioSessions
    IMasterRegistry public immutable registry;

    mapping(uint64 session => mapping(uint8 decision => Bounty)) private _bounties;
    mapping(address account => mapping(address currency => uint256)) private _credits;

    /// @inheritdoc IStudioSessions
    function withdraw(address to, address[] calldata currencies) external nonReentrant {
        if (to == address(0)) revert StudioSessions_ZeroAddress();
        bool isAny;
        for (uint256 i = 0; i < currencies.length; ++i) {
            address currency = currencies[i];
            uint256 amount = _credits[msg.sender][currency];
            if (amount == 0) continue;

            isAny = true;
            _credits[msg.sender][currency] = 0;
            emit BountiesWithdrawn(msg.sender, currency, to, amount);
            bool isPaid = Money.trySend(currency, to, amount);
            if (!isPaid) revert StudioSessions_PaymentFailed(to, currency, amount);
        }
        if (!isAny) revert StudioSessions_NothingToWithdraw();
    }

    /// @inheritdoc IStudioSessions
    function bountyOf(uint64 session, uint8 decision) external view returns (Bounty memory) {
        return _bounties[session][decision];
    }

    /// @inheritdoc IStudioSessions
    function creditOf(address account, address currency) external view returns (uint256) {
        return _credits[account][currency];
    }

    /// @dev The money comes last; the guard keeps everybody from using the bounty before it is there.
    function _fund(uint64 session, uint8 decision, address currency, uint96 amount) internal nonReentrant {
        Record storage record = _recordOf(session);
        SessionStatus status = _statusOf(record);
        if (status != SessionStatus.Draft && status != SessionStatus.Open) {
            revert StudioSessions_WrongStatus(session, status);
        }
        if (decision >= record.decisionCount) revert StudioSessions_UnknownOption(decision, 0);
        if (amount == 0) revert StudioSessions_ZeroAmount();
        if (_bounties[session][decision].amount != 0) {
            revert StudioSessions_BountyExists(session, decision);
        }
        if (!registry.isCurrencyAllowed(currency) && !_isCoinOf(record.artistId, currency)) {
            revert StudioSessions_CurrencyNotAllowed(currency);
        }
        _bounties[session][decision] = Bounty(currency, amount, msg.sender);
        emit BountyFunded(session, decision, msg.sender, currency, amount);

        uint256 value = currency == address(0) ? amount : 0;
        if (msg.value != value) revert StudioSessions_WrongValue(value, msg.value);
        if (currency == address(0)) return;
        uint256 received = Money.pull(currency, amount);
        if (received != amount) revert StudioSessions_WrongAmountReceived(amount, received);
    }

    /// @dev Credits the bounty of a decision, if there is one, to the producer or back to its funder.
    function _settle(uint64 session, uint8 decision, address producer) internal {
        Bounty memory bounty = _bounties[session][decision];
        if (bounty.amount == 0) return;
        delete _bounties[session][decision];
        bool isRefund = producer == address(0);
        address account = isRefund ? bounty.funder : producer;
        _credits[account][bounty.currency] += bounty.amount;
        emit BountySettled(session, decision, account, bounty.currency, bounty.amount, isRefund);
    }

    function _isCoinOf(uint64 artistId, address currency) private view returns (bool) {
        address launcher = registry.coinLauncher();
        if (launcher == address(0)) return false;
        return ICoinLauncher(launcher).partsOf(artistId).coin == currency;
    }
}
