// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

import {ISwitchboard} from "../../src/access/ISwitchboard.sol";
import {ArtistCoin} from "../../src/coin/ArtistCoin.sol";
import {CoinGrants} from "../../src/coin/CoinGrants.sol";
import {CoinArgs} from "../../src/libraries/CoinArgs.sol";
import {MasterShares} from "../../src/masters/MasterShares.sol";
import {CoinStaking} from "../../src/staking/CoinStaking.sol";
import {MastersFixture} from "./MastersFixture.sol";

/// @notice The real coin, grants and staking with this contract as the DAO. The market is not there: it holds
/// no state of theirs.
abstract contract CoinsFixture is MastersFixture {
    uint256 internal constant SUPPLY = 1_000_000 ether;
    uint256 internal constant GRANTED = 200_000 ether;
    uint256 internal constant RESERVE = 250_000 ether;

    ArtistCoin public coin;
    CoinStaking public staking;
    CoinGrants public grants;
    MasterShares public shares;

    /// @dev Leaves 550,000 coins here.
    function _deployCoins(uint24 total, uint24 forSale) internal {
        _deploy();
        grants = new CoinGrants(registry);
        ArtistCoin coinCode = new ArtistCoin();
        CoinStaking stakingCode = new CoinStaking(ISwitchboard(address(switchboard)));
        shares = _register(_offering(address(0), 1 gwei, total, forSale));

        coin = ArtistCoin(
            Clones.cloneWithImmutableArgs(
                address(coinCode),
                CoinArgs.encodeCoin(artistId, unicode"Ada Çoin", "ADA")
            )
        );
        coin.initialize(address(this));
        staking = CoinStaking(
            Clones.cloneWithImmutableArgs(
                address(stakingCode),
                CoinArgs.encodeStaking(address(coin), artistId, address(this))
            )
        );
        coin.transfer(address(staking), RESERVE);
        staking.initialize(RESERVE);

        // A contract under construction has no code, which a launcher needs: the vault stands in.
        registry.setCoinLauncher(address(vault));
        coin.transfer(address(grants), GRANTED);
        vm.prank(address(vault));
        grants.open(address(coin), address(shares), forSale, address(staking));
        coin.approve(address(staking), type(uint256).max);
    }
}
