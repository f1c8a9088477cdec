// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMasterShares} from "../../src/masters/IMasterShares.sol";
import {MasterShares} from "../../src/masters/MasterShares.sol";
import {Offering, Royalties} from "../../src/types/Offering.sol";
import {MastersFixture} from "../invariants/MastersFixture.sol";

contract MasterSharesFuzz is MastersFixture {
    address private constant FAN = address(0xFA);
    address private constant OTHER = address(0x07);

    address private _lastBuyer;

    function setUp() public {
        _deploy();
        vm.deal(FAN, type(uint128).max);
        vm.deal(address(this), type(uint128).max);
    }

    function testFuzz_argumentsComeBackAsRegistered(
        uint96 price,
        uint24 total,
        uint24 forSale,
        uint24 cap,
        uint32 wait,
        bool isPresale,
        bytes32 root
    ) public {
        total = uint24(bound(total, 1, 100_000));
        Offering memory asked = _offering(address(0), uint96(bound(price, 1, 1e20)), total, 1);
        asked.publicShares = uint24(bound(forSale, 1, total));
        asked.walletCap = cap;
        asked.start = uint40(block.timestamp + 2 + (wait % 300 days));
        asked.end = asked.start + 1 + (wait % 365 days);
        vm.assume(root != 0);
        if (!isPresale) {
            _checkOffering(_register(asked), asked);
            return;
        }
        asked.presaleStart = asked.start - 1;
        asked.presaleRoot = root;
        _checkOffering(_registerPresale(asked), asked);
    }

    function testFuzz_royaltyIsTheTiersToTheWei(uint256 id, uint128 salePrice) public {
        MasterShares shares = _register(_offering(address(0), 1, 100_000, 100_000));
        id = bound(id, 1, 100_000);
        Royalties memory rates = shares.royalties();
        uint256 rate =
            id <= 10
                ? rates.tier1
                : id <= 50
                    ? rates.tier2
                    : id <= 100
                        ? rates.tier3
                        : rates.tier4;
        (address receiver, uint256 amount) = shares.royaltyInfo(id, salePrice);
        assertEq(receiver, address(this));
        assertEq(amount, (uint256(salePrice) * rate) / 10_000);
    }

    function testFuzz_ownerIsFoundAcrossBatchesOfAnySize(uint256 seed) public {
        MasterShares shares = _register(_offering(address(0), 1, 20_000, 20_000));
        uint256 next = 1;
        address[2] memory buyers = [FAN, OTHER];
        vm.deal(OTHER, 1 ether);
        for (uint256 i = 0; i < 12; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            uint256 count = random % 4 == 0 ? 1 : 1 + ((random >> 8) % (random % 4 == 1 ? 2_000 : 300));
            if (i == 3) count = 2_000;
            address buyer = buyers[random % 2];
            vm.prank(buyer);
            shares.buy{value: count}(count);
            assertEq(shares.ownerOf(next), buyer, "first");
            assertEq(shares.ownerOf(next + count - 1), buyer, "last");
            assertEq(shares.ownerOf(next + ((random >> 64) % count)), buyer, "any");
            if (next > 1) assertEq(shares.ownerOf(next - 1), _lastBuyer, "before");
            _lastBuyer = buyer;
            next += count;
        }
        vm.expectRevert();
        shares.ownerOf(next);
    }

    function testFuzz_depositsAreSharedOutToTheLastUnit(
        uint88[6] memory amounts,
        uint16 bought,
        uint8 moved
    ) public {
        MasterShares shares = _register(_offering(address(0), 1, 3_000, 2_500));
        uint256 count = bound(bought, 1, 2_000);
        vm.prank(FAN);
        shares.buy{value: count}(count);
        uint256 deposited;
        for (uint256 i = 0; i < amounts.length; ++i) {
            uint256 amount = bound(amounts[i], 1, 1e22);
            vault.deposit{value: amount}(address(shares), amount, _statement());
            deposited += amount;
            if (i == 2) {
                vm.startPrank(FAN);
                for (uint256 id = 1; id <= 1 + (moved % (count < 20 ? count : 20)); ++id) {
                    shares.transferFrom(FAN, OTHER, id);
                }
                vm.stopPrank();
            }
        }
        (uint128 balance, uint128 credit) = vault.book(address(shares), address(0));
        (, uint256 remainder, uint256 units) = shares.accumulator();
        assertEq(balance, deposited);
        assertEq(shares.claimable(FAN) + shares.claimable(OTHER) + credit + remainder, deposited);
        assertLt(remainder, units);
    }

    function testFuzz_tooLargeDepositsAreRefusedWhole(uint256 amount) public {
        MasterShares shares = _register(_offering(address(0), 1, 100_000, 100_000));
        amount = bound(amount, uint256(type(uint88).max) + 1, type(uint128).max);
        vm.expectRevert(abi.encodeWithSelector(IMasterShares.MasterShares_DepositTooLarge.selector, amount));
        vault.deposit{value: amount}(address(shares), amount, _statement());
    }

    function testFuzz_feeAndProceedsAddUp(uint96 price, uint16 count) public {
        MasterShares shares = _register(
            _offering(address(0), uint96(bound(price, 40, 1e20)), 100_000, 100_000)
        );
        count = uint16(bound(count, 1, 2_000));
        uint256 gross = count * uint256(shares.offering().price);
        vm.prank(FAN);
        shares.buy{value: gross}(count);
        (uint256 proceeds, uint256 fees) = shares.withdrawable();
        assertEq(proceeds + fees, gross);
        assertEq(fees, (gross * 250) / 10_000);
        assertEq(shares.withdrawProceeds(OTHER), proceeds);
        assertEq(shares.withdrawFees(), fees);
        assertEq(address(shares).balance, 0);
    }

    function _checkOffering(MasterShares shares, Offering memory asked) private view {
        assertEq(keccak256(abi.encode(shares.offering())), keccak256(abi.encode(asked)));
        assertEq(shares.name(), "Night Shift");
        assertEq(shares.documents().audio.digest, document.digest);
        assertEq(shares.documents().metadata.codec, document.codec);
        (uint64 masterId, uint64 artist, uint64 session) = shares.ids();
        assertEq(masterId, registry.masterCount());
        assertEq(artist, artistId);
        assertEq(session, 0);
    }
}
