// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {Test} from "forge-std/Test.sol";

import {ISwitchboard} from "../../src/access/ISwitchboard.sol";
import {Switchboard} from "../../src/access/Switchboard.sol";
import {TestUSDC} from "../../src/local/TestUSDC.sol";
import {IMasterRegistry, MasterParams} from "../../src/masters/IMasterRegistry.sol";
import {IShareRenderer} from "../../src/masters/IShareRenderer.sol";
import {MasterRegistry} from "../../src/masters/MasterRegistry.sol";
import {MasterShares} from "../../src/masters/MasterShares.sol";
import {DividendVault} from "../../src/revenue/DividendVault.sol";
import {RevenueSource, Statement} from "../../src/revenue/IDividendVault.sol";
import {Cid} from "../../src/types/Cid.sol";
import {Documents, Offering, Royalties} from "../../src/types/Offering.sol";

/// @notice The real contracts with this contract as the artist and the admin.
abstract contract MastersFixture is Test {
    AccessManager internal manager;
    Switchboard internal switchboard;
    DividendVault internal vault;
    IMasterRegistry internal registry;
    TestUSDC internal usdc;
    uint64 internal artistId;

    Cid internal document = Cid({digest: keccak256("document"), codec: 0x55});

    receive() external payable {}

    function _deploy() internal {
        vm.warp(1_750_000_000);
        manager = new AccessManager(address(this));
        vault = new DividendVault(address(manager));
        switchboard = Switchboard(address(vault.switchboard()));
        bytes memory init = abi.encodeCall(
            MasterRegistry.initialize,
            (address(manager), address(0xFEE), 250)
        );
        registry = IMasterRegistry(
            address(new ERC1967Proxy(address(new MasterRegistry(address(switchboard))), init))
        );
        registry.setSharesImplementation(
            address(
                new MasterShares(
                    registry,
                    address(vault),
                    ISwitchboard(address(switchboard)),
                    IShareRenderer(address(this))
                )
            )
        );
        usdc = new TestUSDC();
        registry.setCurrency(address(usdc), true);
        artistId = registry.registerArtist("Ada", document);
    }

    function _register(Offering memory offering) internal returns (MasterShares) {
        return _registerWith(offering, Cid({digest: 0, codec: 0}));
    }

    function _registerPresale(Offering memory offering) internal returns (MasterShares) {
        return _registerWith(offering, document);
    }

    function _registerWith(Offering memory offering, Cid memory list) private returns (MasterShares) {
        MasterParams memory params;
        params.artistId = artistId;
        params.title = "Night Shift";
        params.documents = Documents({audio: document, cover: document, metadata: document});
        params.offering = offering;
        params.royalties = Royalties({tier1: 1_000, tier2: 500, tier3: 300, tier4: 100, moverShare: 5_000});
        params.presaleList = list;
        (, address shares) = registry.registerMaster(params, 500);
        // Nobody buys in the second of the registration.
        vm.warp(block.timestamp + 1);
        return MasterShares(shares);
    }

    function _offering(
        address currency,
        uint96 price,
        uint24 total,
        uint24 forSale
    ) internal view returns (Offering memory offering) {
        offering.currency = currency;
        offering.price = price;
        offering.totalShares = total;
        offering.publicShares = forSale;
        offering.start = uint40(block.timestamp);
        offering.end = uint40(block.timestamp + 90 days);
    }

    function _statement() internal view returns (Statement memory) {
        return
            Statement({
                source: RevenueSource.Streaming,
                periodStart: uint40(block.timestamp - 30 days),
                periodEnd: uint40(block.timestamp),
                document: document
            });
    }
}
