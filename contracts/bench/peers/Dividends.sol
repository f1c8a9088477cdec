// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @notice ERC-1726 as in Roger-Wu's reference: magnified dividends per share, a signed correction per account, one
/// fungible token, native coin, one pool. No statement, no pause, no isolation of one pool from another.
contract Erc1726Token is ERC20 {
    error NoSupply();
    error TransferFailed();

    event DividendsDistributed(address indexed from, uint256 weiAmount);
    event DividendWithdrawn(address indexed to, uint256 weiAmount);

    uint256 private constant MAGNITUDE = 2 ** 128;

    uint256 private _magnifiedDividendPerShare;
    mapping(address => int256) private _corrections;
    mapping(address => uint256) private _withdrawn;

    constructor() ERC20("Dividends", "DIV") {}

    function mint(address account, uint256 value) external {
        _mint(account, value);
    }

    function distributeDividends() external payable {
        if (totalSupply() == 0) revert NoSupply();
        if (msg.value == 0) return;
        _magnifiedDividendPerShare += (msg.value * MAGNITUDE) / totalSupply();
        emit DividendsDistributed(msg.sender, msg.value);
    }

    function withdrawDividend() external {
        uint256 due = accumulativeDividendOf(msg.sender) - _withdrawn[msg.sender];
        if (due == 0) return;
        _withdrawn[msg.sender] += due;
        emit DividendWithdrawn(msg.sender, due);
        (bool isPaid, ) = msg.sender.call{value: due}("");
        if (!isPaid) revert TransferFailed();
    }

    function accumulativeDividendOf(address account) public view returns (uint256) {
        int256 magnified = int256(_magnifiedDividendPerShare * balanceOf(account)) + _corrections[account];
        return uint256(magnified) / MAGNITUDE;
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        int256 correction = int256(_magnifiedDividendPerShare * value);
        if (from != address(0)) _corrections[from] += correction;
        if (to != address(0)) _corrections[to] -= correction;
    }
}

/// @notice Synthetix' StakingRewards, its accounting to the letter, without owner and pause.
contract StakingRewards {
    using SafeERC20 for IERC20;

    error RewardTooHigh();

    event RewardAdded(uint256 reward);
    event Staked(address indexed user, uint256 amount);
    event RewardPaid(address indexed user, uint256 reward);

    IERC20 private immutable TOKEN;
    uint256 private constant DURATION = 7 days;

    uint256 public periodFinish;
    uint256 public rewardRate;
    uint256 public lastUpdateTime;
    uint256 public rewardPerTokenStored;
    mapping(address => uint256) public userRewardPerTokenPaid;
    mapping(address => uint256) public rewards;
    uint256 private _totalSupply;
    mapping(address => uint256) private _balances;

    constructor(IERC20 token) {
        TOKEN = token;
    }

    modifier updateReward(address account) {
        rewardPerTokenStored = rewardPerToken();
        lastUpdateTime = lastTimeRewardApplicable();
        if (account != address(0)) {
            rewards[account] = earned(account);
            userRewardPerTokenPaid[account] = rewardPerTokenStored;
        }
        _;
    }

    function stake(uint256 amount) external updateReward(msg.sender) {
        _totalSupply += amount;
        _balances[msg.sender] += amount;
        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
        emit Staked(msg.sender, amount);
    }

    function getReward() external updateReward(msg.sender) {
        uint256 reward = rewards[msg.sender];
        if (reward == 0) return;
        rewards[msg.sender] = 0;
        TOKEN.safeTransfer(msg.sender, reward);
        emit RewardPaid(msg.sender, reward);
    }

    /// @notice The reward is sent before, as the original expects.
    function notifyRewardAmount(uint256 reward) external updateReward(address(0)) {
        if (block.timestamp >= periodFinish) {
            rewardRate = reward / DURATION;
        } else {
            uint256 remaining = periodFinish - block.timestamp;
            rewardRate = (reward + remaining * rewardRate) / DURATION;
        }
        if (rewardRate > TOKEN.balanceOf(address(this)) / DURATION) revert RewardTooHigh();
        lastUpdateTime = block.timestamp;
        periodFinish = block.timestamp + DURATION;
        emit RewardAdded(reward);
    }

    function lastTimeRewardApplicable() public view returns (uint256) {
        return block.timestamp < periodFinish ? block.timestamp : periodFinish;
    }

    function rewardPerToken() public view returns (uint256) {
        if (_totalSupply == 0) return rewardPerTokenStored;
        return
            rewardPerTokenStored +
            (((lastTimeRewardApplicable() - lastUpdateTime) * rewardRate * 1e18) / _totalSupply);
    }

    function earned(address account) public view returns (uint256) {
        return
            (_balances[account] * (rewardPerToken() - userRewardPerTokenPaid[account])) / 1e18 +
            rewards[account];
    }
}

/// @notice Pays every holder at once, as a push splitter does: what deposits cost without an accumulator.
contract PushSplitter {
    address[] private _holders;

    function add(address[] calldata holders) external {
        for (uint256 i = 0; i < holders.length; ++i) _holders.push(holders[i]);
    }

    function split() external payable {
        uint256 each = msg.value / _holders.length;
        for (uint256 i = 0; i < _holders.length; ++i) {
            (bool isPaid, ) = _holders[i].call{value: each}("");
            isPaid;
        }
    }
}
