// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The coins that the buyers of a first IPO get.
/// @param shares The master.
/// @param publicShares Its public shares.
/// @param isSwept Whether the coins of unsold shares were swept.
/// @param staking The staking contract whose reserve gets those.
struct Grant {
    address shares;
    uint24 publicShares;
    bool isSwept;
    address staking;
}

/// @notice An ERC-5805 delegation of the caller's votes, signed by the caller. One that fails (used, expired,
/// front-run) is ignored.
struct Delegation {
    address delegatee;
    uint256 nonce;
    uint256 expiry;
    uint8 v;
    bytes32 r;
    bytes32 s;
}

/// @title Gives coins to the buyers of an artist's first IPO
/// @notice Immutable, without owner or admin. Each coin has 200,000 coins for the buyers of one master: who bought `b`
/// of `n` public shares gets `b × 200,000 / n`, rounded down, once the offering is closed, for ever. What a buyer did
/// with the shares afterwards does not matter. The coins of unsold shares go to the staking reserve.
/// @dev Rounding leaves less than one smallest unit per buyer here for ever. Unclaimed coins do not vote. Warning: an
/// artist who extends an offering that does not sell out delays its buyers' coins.
interface ICoinGrants {
    /// @notice The grant of a coin began.
    event GrantOpened(
        address indexed coin,
        address indexed shares,
        address indexed staking,
        uint256 publicShares,
        uint256 amount
    );

    /// @notice A buyer's coins were paid to `to`.
    event GrantClaimed(
        address indexed coin,
        address indexed account,
        address indexed to,
        uint256 bought,
        uint256 amount
    );

    /// @notice The coins of unsold shares went to the staking reserve.
    event GrantSwept(address indexed coin, address indexed staking, uint256 sold, uint256 amount);

    /// @notice The caller is not the launcher that the registry names.
    error CoinGrants_NotLauncher(address caller);

    /// @notice The coin has a grant already, or its coins did not arrive.
    error CoinGrants_InvalidGrant(address coin);

    /// @notice There is no grant of this coin.
    error CoinGrants_UnknownCoin(address coin);

    /// @notice The offering of the master is not closed.
    error CoinGrants_OfferingOpen(address shares);

    /// @notice The account bought nothing, or was paid already.
    error CoinGrants_NothingToClaim(address coin, address account);

    /// @notice There is nothing to sweep, or it was swept already.
    error CoinGrants_NothingToSweep(address coin);

    /// @notice The zero address cannot be paid.
    error CoinGrants_ZeroAddress();

    /// @notice Begins a grant of coins that arrived before. Only the launcher, in the call that creates the coin.
    function open(address coin, address shares, uint24 publicShares, address staking) external;

    /// @notice Pays the caller's coins to `to`.
    function claim(address coin, address to) external returns (uint256 amount);

    /// @notice Pays the coins of `account` to it. Anyone may pay the gas.
    function claimFor(address coin, address account) external returns (uint256 amount);

    /// @notice Pays the caller's coins to the caller and delegates the caller's votes in the same transaction.
    function claimAndDelegate(address coin, Delegation calldata delegation) external returns (uint256 amount);

    /// @notice Sends the coins of unsold shares to the staking reserve. Anyone, once the offering is closed.
    function sweep(address coin) external returns (uint256 amount);

    /// @notice What `account` gets, claimed or not, as far as it has bought by now.
    function grantedTo(address coin, address account) external view returns (uint256);

    /// @notice What `account` can claim now.
    function claimable(address coin, address account) external view returns (uint256);

    /// @notice Whether the coins of `account` were paid.
    function isClaimed(address coin, address account) external view returns (bool);

    /// @notice The grant of a coin; all zero where there is none.
    function grantOf(address coin) external view returns (Grant memory);
}
