// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20Metadata} from "@openzeppelin/contracts/interfaces/IERC20Metadata.sol";
import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @title The coin of one artist
/// @notice An ERC-20 with permit (ERC-2612) and votes (ERC-5805, timestamps as ERC-6372 clock) and a fixed supply of
/// 1,000,000 coins of 18 decimals. A clone with immutable arguments, without owner, mint, burn, fee or pause.
/// @dev Coins vote for whom their holder delegated to; who never delegated does not vote. The EIP-712 domain has the
/// coin's name and version "1".
interface IArtistCoin is IERC20Metadata, IERC20Permit, IERC5805 {
    /// @notice Mints the whole supply to `holder`. Once, in the transaction that deploys the clone.
    function initialize(address holder) external;

    /// @notice The registry's id of the artist.
    function artistId() external view returns (uint64);
}
