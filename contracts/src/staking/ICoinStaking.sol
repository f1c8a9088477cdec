// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";

import {Permit} from "../types/Offering.sol";

/// @notice For how long coins are staked: none can leave at once, the others after 30, 90 and 365 days.
enum Lock {
    None,
    Days30,
    Days90,
    Days365
}

/// @notice The stream of rewards. `acc` grows by `e << 80 / weight` when `e` is emitted.
/// @param acc Rewards per tenth of weight since the beginning, in smallest units times 2^80.
/// @param reserve Coins not emitted yet, in smallest units.
/// @param weight Σ amount × reward weight in tenths (10, 12, 16, 22), in smallest units.
/// @param principal Σ staked coins, in smallest units.
/// @param updatedAt When the above were true; the stream goes on from there.
/// @param baseRate Smallest units per second at factor 10,000.
/// @param rateFactor Basis points of the base rate, 2,500 to 20,000.
/// @param cap Most that a weight of one earns in a year of 365 days, in basis points, 0 to 1,500.
struct RewardStream {
    uint88 acc;
    uint80 reserve;
    uint88 weight;
    uint80 principal;
    uint40 updatedAt;
    uint56 baseRate;
    uint16 rateFactor;
    uint16 cap;
}

/// @title Stakes an artist's coin
/// @notice A clone with immutable arguments, without admin. Staked coins earn rewards from a reserve that cannot run
/// into debt, and vote for their owner. One position per lock; adding to a position restarts its lock. Staked coins are
/// whole at all times: rewards come from the reserve alone.
///
/// |                   | none | 30 d | 90 d | 365 d |
/// | ----------------- | ---- | ---- | ---- | ----- |
/// | votes per coin    | 1.5  | 2    | 3    | 5     |
/// | reward weight     | 1    | 1.2  | 1.6  | 2.2   |
///
/// @dev `e = min(rate·dt, weight·cap·dt / 10⁴ / year, reserve); reserve −= e; acc += e / weight`, rounded down. The base
/// rate empties the reserve in eight years; more coins never slow it. An account earns
/// `weight × (acc − paid) >> 80`. Votes are checkpointed by ERC-6372 timestamps.
interface ICoinStaking is IERC6372 {
    /// @notice Coins were added to a position.
    /// @param amount What was added, in smallest units.
    /// @param position What the position holds now.
    /// @param unlockAt When it can leave; zero for no lock.
    event Staked(
        address indexed account,
        Lock indexed lock,
        uint256 amount,
        uint256 position,
        uint40 unlockAt
    );

    /// @notice Coins left a position and were returned.
    event Unstaked(address indexed account, Lock indexed lock, uint256 amount, uint256 position);

    /// @notice A position whose lock is over was moved to the one without lock.
    /// @param amount All that it held.
    /// @param free What the position without lock holds now.
    event PositionExpired(address indexed account, Lock indexed lock, uint256 amount, uint256 free);

    /// @notice Rewards were paid.
    event RewardsClaimed(address indexed account, address indexed to, uint256 amount);

    /// @notice Rewards became stake; `Staked` without lock goes before.
    event RewardsCompounded(address indexed account, uint256 amount);

    /// @notice The stream was brought up to the block's time.
    event RewardsStreamed(uint256 acc, uint256 reserve);

    /// @notice Votes of an account, and the denominator of quorums, in smallest units of the coin.
    event VotesChanged(address indexed account, uint256 votes, uint256 totalPower);

    /// @notice Coins were added to the reserve.
    event ReserveFunded(address indexed from, uint256 amount, uint256 reserve, uint256 baseRate);

    /// @notice The DAO set the rate, in basis points of the base rate.
    event RateFactorSet(uint16 factor);

    /// @notice The DAO set the cap, in basis points a year.
    event CapSet(uint16 cap);

    /// @notice Initialised already, or the coins of the reserve did not arrive.
    error CoinStaking_InvalidInitialization();

    /// @notice New stakes are paused.
    error CoinStaking_Paused();

    /// @notice An amount of zero.
    error CoinStaking_ZeroAmount();

    /// @notice The position holds less than asked for.
    error CoinStaking_NotEnoughStaked(uint256 staked, uint256 asked);

    /// @notice The position is locked until `unlockAt`.
    error CoinStaking_Locked(uint256 unlockAt);

    /// @notice There is no locked position to expire.
    error CoinStaking_NothingToExpire(address account, Lock lock);

    /// @notice There are no rewards to pay.
    error CoinStaking_NothingToClaim();

    /// @notice The caller is not the artist's DAO.
    error CoinStaking_NotTreasury(address caller, address treasury);

    /// @notice The factor is not 2,500 to 20,000 basis points.
    error CoinStaking_InvalidRate(uint256 factor);

    /// @notice The cap is above 1,500 basis points.
    error CoinStaking_InvalidCap(uint256 cap);

    /// @notice The zero address cannot be paid.
    error CoinStaking_ZeroAddress();

    /// @notice Only the past can be looked up.
    error CoinStaking_FutureLookup(uint256 timepoint, uint48 clock);

    /// @notice Makes the clone ready with the coins that arrived before. Once, in the call that deploys it.
    function initialize(uint256 reserve) external;

    /// @notice Stakes coins of the caller, unless paused. Needs an allowance. Restarts the lock of what is there.
    function stake(Lock lock, uint256 amount) external;

    /// @notice `stake` with an ERC-2612 permit for this contract. A permit that fails is ignored.
    function stakeWithPermit(Lock lock, uint256 amount, Permit calldata permit) external;

    /// @notice Returns staked coins to the caller, once their lock is over. Never paused. Rewards stay claimable.
    function unstake(Lock lock, uint256 amount) external;

    /// @notice Moves a position whose lock is over to the one without lock. Anyone, for any account.
    function expire(address account, Lock lock) external;

    /// @notice Pays the caller's rewards to `to`.
    function claim(address to) external returns (uint256 amount);

    /// @notice Pays the rewards of `account` to it. Anyone may pay the gas.
    function claimFor(address account) external returns (uint256 amount);

    /// @notice Adds the caller's rewards to the caller's position without lock, unless paused.
    function compound() external returns (uint256 amount);

    /// @notice Adds coins of the caller to the reserve. Needs an allowance. Warning: they never come back.
    function fund(uint256 amount) external;

    /// @notice Sets the rate, 2,500 to 20,000 basis points of the base rate. Only the artist's DAO.
    function setRateFactor(uint16 factor) external;

    /// @notice Sets the cap, 0 to 1,500 basis points a year. Only the artist's DAO.
    function setCap(uint16 cap) external;

    /// @notice The coin that is staked.
    function coin() external view returns (address);

    /// @notice The artist's DAO, deployed or not.
    function treasury() external view returns (address);

    /// @notice The registry's id of the artist.
    function artistId() external view returns (uint64);

    /// @notice Amount of a position, and when it can leave (zero for no lock).
    function positionOf(address account, Lock lock) external view returns (uint256 amount, uint40 unlockAt);

    /// @notice Reward weight of an account in tenths, `acc` up to which it is settled, and what was owed then.
    function rewardsOf(address account) external view returns (uint88 weight, uint88 paid, uint80 owed);

    /// @notice What `account` can claim now, in smallest units.
    function claimable(address account) external view returns (uint256);

    /// @notice The stream as it was last brought up to date.
    function stream() external view returns (RewardStream memory);

    /// @notice Votes of staked coins now, in smallest units of the coin.
    function getVotes(address account) external view returns (uint256);

    /// @notice Votes of staked coins at the end of the second `timepoint`, which is past.
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256);

    /// @notice The denominator of quorums now: the coin's supply plus Σ staked × (votes per coin − 1).
    function getTotalPower() external view returns (uint256);

    /// @notice The denominator of quorums at the end of the second `timepoint`, which is past.
    function getPastTotalPower(uint256 timepoint) external view returns (uint256);
}
