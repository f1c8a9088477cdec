// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Owns the liquidity of artists' coins for ever
/// @notice Immutable, without owner or admin. A position that came here cannot leave, and its liquidity cannot be
/// reduced: there is no function that would. Anyone collects its fees; half are the artist's, half the artist's DAO's.
/// @dev What is collected is credited by artist and token and stays owed until it is withdrawn. The artist's credit
/// belongs to the role and moves with it. The DAO's credit is paid to the treasury that was named when the artist's
/// first position was locked, once there is code at its address.
interface ILiquidityLocker {
    /// @notice A position was locked for an artist.
    event PositionLocked(
        uint256 indexed positionId,
        uint64 indexed artistId,
        address indexed coin,
        address treasury
    );

    /// @notice Fees of a position were collected and credited, in smallest units of the coin and the wrapped native
    /// coin. The artist gets half of each, rounded down, the DAO the rest.
    event FeesCollected(
        uint256 indexed positionId,
        uint64 indexed artistId,
        uint256 coinAmount,
        uint256 nativeAmount,
        uint256 artistCoinAmount,
        uint256 artistNativeAmount
    );

    /// @notice The artist's credit was paid: coins, and native coin unwrapped.
    event ArtistPaid(
        uint64 indexed artistId,
        address indexed artist,
        address indexed to,
        uint256 coinAmount,
        uint256 nativeAmount
    );

    /// @notice The DAO's credit was paid: coins, and native coin in its wrapped form.
    event TreasuryPaid(
        uint64 indexed artistId,
        address indexed treasury,
        uint256 coinAmount,
        uint256 nativeAmount
    );

    /// @notice The caller is not the launcher that the registry names.
    error LiquidityLocker_NotLauncher(address caller);

    /// @notice The position is not owned by this contract, or is locked already.
    error LiquidityLocker_InvalidPosition(uint256 positionId);

    /// @notice The position is not locked here.
    error LiquidityLocker_UnknownPosition(uint256 positionId);

    /// @notice The caller is not the artist.
    error LiquidityLocker_NotArtist(uint256 artistId, address caller);

    /// @notice The artist's DAO has not been deployed. Its credit stays owed.
    error LiquidityLocker_NoTreasury(uint256 artistId, address treasury);

    /// @notice There is nothing to pay.
    error LiquidityLocker_NothingToPay(uint256 artistId);

    /// @notice The payee refused the native coin. Everything stays owed.
    error LiquidityLocker_PaymentFailed(address to, uint256 amount);

    /// @notice Native coin comes from the wrapped native coin only.
    error LiquidityLocker_UnexpectedNative(address sender);

    /// @notice Locks a position that this contract owns already. Only the launcher, in the call that mints it.
    /// @param positionId Id in Uniswap's position manager.
    /// @param artistId Whose it is.
    /// @param coin The artist's coin, one of the position's tokens; the other is the wrapped native coin.
    /// @param treasury Where the artist's DAO is or will be. The first one named for an artist counts.
    function lock(uint256 positionId, uint64 artistId, address coin, address treasury) external;

    /// @notice Collects the fees of a position and credits them. Anyone, at any time.
    function collect(uint256 positionId) external returns (uint256 coinAmount, uint256 nativeAmount);

    /// @notice Pays the artist's credit to `to`, the wrapped native coin unwrapped. Only the artist.
    function payArtist(
        uint64 artistId,
        address to
    ) external returns (uint256 coinAmount, uint256 nativeAmount);

    /// @notice Pays the DAO's credit to its treasury. Anyone, once the treasury has code.
    function payTreasury(uint64 artistId) external returns (uint256 coinAmount, uint256 nativeAmount);

    /// @notice Artist and coin of a locked position; both zero for others.
    function positionOf(uint256 positionId) external view returns (uint64 artistId, address coin);

    /// @notice The locked positions of an artist, oldest first.
    function positionsOf(uint64 artistId) external view returns (uint256[] memory);

    /// @notice The coin and the treasury of an artist; both zero before a position was locked.
    function artistOf(uint64 artistId) external view returns (address coin, address treasury);

    /// @notice What is owed to artist and DAO in a token, in its smallest unit.
    function creditOf(
        uint64 artistId,
        address token
    ) external view returns (uint128 artistAmount, uint128 treasuryAmount);
}
