// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Vm} from "forge-std/Vm.sol";

import {Holder, IMasterShares, ShareState, StakeStatus} from "../../src/masters/IMasterShares.sol";
import {MasterShares} from "../../src/masters/MasterShares.sol";
import {IDividendVault, Statement} from "../../src/revenue/IDividendVault.sol";
import {EvilMaster} from "../mocks/EvilMaster.sol";
import {MockToken} from "../mocks/MockToken.sol";
import {MastersFixture} from "../invariants/MastersFixture.sol";

/// @notice What the accounting refuses, and every packed field after single steps, at the edges.
contract AccountingTest is MastersFixture {
    address private constant FAN = address(0xFA);
    address private constant OTHER = address(0x07);

    MasterShares private shares;
    MasterShares private dollars;

    event Locked(uint256 tokenId);
    event Unlocked(uint256 tokenId);
    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);

    function setUp() public {
        _deploy();
        vm.deal(FAN, 100 ether);
        vm.deal(address(this), type(uint128).max);
        shares = _register(_offering(address(0), 1, 3_000, 2_900));
        dollars = _register(_offering(address(usdc), 1, 10, 10));
        usdc.mint(address(this), 1e30);
        usdc.approve(address(vault), type(uint256).max);
        vm.startPrank(FAN);
        shares.buy{value: 1}(1);
        shares.buy{value: 300}(300);
        vm.stopPrank();
    }

    function test_stakeRefuses() public {
        vm.expectRevert(abi.encodeWithSelector(IMasterShares.MasterShares_InvalidCount.selector, 0));
        shares.stake(new uint256[](0));
        vm.expectRevert(abi.encodeWithSelector(IMasterShares.MasterShares_InvalidCount.selector, 501));
        shares.stake(new uint256[](501));
        vm.expectRevert(
            abi.encodeWithSelector(IMasterShares.MasterShares_NotHolder.selector, 2, address(this))
        );
        shares.stake(_ids(2));
        vm.startPrank(FAN);
        shares.stake(_ids(2));
        vm.expectRevert(abi.encodeWithSelector(IMasterShares.MasterShares_AlreadyStaked.selector, 2));
        shares.stake(_ids(2));
        vm.stopPrank();
        switchboard.pause();
        vm.expectRevert(IMasterShares.MasterShares_Paused.selector);
        vm.prank(FAN);
        shares.stake(_ids(3));
    }

    function test_stakeTakes500Ids() public {
        vm.prank(FAN);
        shares.buy{value: 500}(500);
        uint256[] memory many = new uint256[](500);
        for (uint256 i = 0; i < 500; ++i) many[i] = i + 1;
        vm.prank(FAN);
        shares.stake(many);
        assertEq(shares.holderOf(FAN).staked, 500);
        vm.warp(block.timestamp + 30 days);
        vm.prank(FAN);
        shares.requestUnstake(many);
        assertEq(shares.holderOf(FAN).staked, 0);
        (, , uint256 units) = shares.accumulator();
        assertEq(units, 30_000);
    }

    function test_requestUnstakeRefuses() public {
        vm.expectRevert(abi.encodeWithSelector(IMasterShares.MasterShares_InvalidCount.selector, 0));
        shares.requestUnstake(new uint256[](0));
        vm.expectRevert(abi.encodeWithSelector(IMasterShares.MasterShares_NotStaked.selector, 2));
        vm.prank(FAN);
        shares.requestUnstake(_ids(2));
        vm.prank(FAN);
        shares.stake(_ids(2));
        uint256 earliest = block.timestamp + 30 days;
        vm.expectRevert(
            abi.encodeWithSelector(IMasterShares.MasterShares_NotHolder.selector, 2, address(this))
        );
        shares.requestUnstake(_ids(2));
        vm.warp(earliest - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IMasterShares.MasterShares_StakeTooYoung.selector, 2, earliest)
        );
        vm.prank(FAN);
        shares.requestUnstake(_ids(2));
        vm.warp(earliest);
        vm.prank(FAN);
        shares.requestUnstake(_ids(2));
        vm.expectRevert(abi.encodeWithSelector(IMasterShares.MasterShares_NotStaked.selector, 2));
        vm.prank(FAN);
        shares.requestUnstake(_ids(2));
    }

    function test_stateOfAShareThroughItsStake() public {
        for (uint256 id = 1; id <= 2; ++id) {
            _checkShare(id, 0, false, StakeStatus.Free, 0);
            vm.prank(FAN);
            vm.expectEmit(address(shares));
            emit Locked(id);
            shares.stake(_ids(id));
            uint256 since = block.timestamp;
            _checkShare(id, 1, true, StakeStatus.Staked, since);
            vm.expectRevert(abi.encodeWithSelector(IMasterShares.MasterShares_Locked.selector, id, 0));
            vm.prank(FAN);
            shares.transferFrom(FAN, OTHER, id);

            vm.warp(since + 31 days);
            vm.prank(FAN);
            shares.requestUnstake(_ids(id));
            uint256 freeAt = block.timestamp + 7 days;
            _checkShare(id, 1, true, StakeStatus.Leaving, freeAt);
            vm.warp(freeAt - 1);
            vm.expectRevert(abi.encodeWithSelector(IMasterShares.MasterShares_Locked.selector, id, freeAt));
            vm.prank(FAN);
            shares.transferFrom(FAN, OTHER, id);

            vm.warp(freeAt);
            _checkShare(id, 1, false, StakeStatus.Leaving, freeAt);
            vm.recordLogs();
            vm.prank(FAN);
            shares.stake(_ids(id));
            assertEq(vm.getRecordedLogs().length, 2, "Unlocked and Locked");
            _checkShare(id, 2, true, StakeStatus.Staked, freeAt);

            vm.warp(freeAt + 30 days);
            vm.prank(FAN);
            shares.requestUnstake(_ids(id));
            vm.warp(freeAt + 31 days);
            vm.recordLogs();
            vm.prank(FAN);
            shares.stake(_ids(id));
            assertEq(vm.getRecordedLogs().length, 1, "Locked only, within the cooldown");
            vm.warp(freeAt + 61 days);
            vm.prank(FAN);
            shares.requestUnstake(_ids(id));
            vm.warp(freeAt + 68 days);
            vm.expectEmit(address(shares));
            emit Unlocked(id);
            vm.prank(FAN);
            shares.transferFrom(FAN, OTHER, id);
            assertEq(shares.ownerOf(id), OTHER);
            assertEq(shares.shareState(id).version, 4);
            assertEq(uint256(shares.shareState(id).status), 0);
            assertEq(shares.moverOf(id), FAN);
        }
    }

    function test_transferRefuses() public {
        vm.startPrank(FAN);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        shares.transferFrom(FAN, address(0), 1);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 302));
        shares.transferFrom(FAN, OTHER, 302);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 0));
        shares.transferFrom(FAN, OTHER, 0);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721IncorrectOwner.selector, OTHER, 301, FAN));
        shares.transferFrom(OTHER, FAN, 301);
        vm.stopPrank();
        vm.expectRevert(
            abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, address(this), 301)
        );
        shares.transferFrom(FAN, OTHER, 301);
    }

    function test_transfersCountVersionsAndKeepMovers() public {
        uint256[3] memory cases = [uint256(1), 100, 301];
        for (uint256 i = 0; i < 3; ++i) {
            uint256 id = cases[i];
            vm.prank(FAN);
            vm.expectEmit(address(shares));
            emit Transfer(FAN, OTHER, id);
            shares.transferFrom(FAN, OTHER, id);
            vm.prank(OTHER);
            shares.transferFrom(OTHER, OTHER, id);
            assertEq(shares.shareState(id).version, 2);
            assertEq(shares.moverOf(id), id <= 100 ? FAN : address(0));
            assertEq(shares.balanceOf(OTHER), i + 1);
            assertEq(shares.balanceOf(FAN), 300 - i);
        }
    }

    function test_everyFieldOfAHolder() public {
        _deposit(3_000_000);
        vm.prank(FAN);
        shares.stake(_ids(5));
        _deposit(3_000_200);
        // 100 and 100 per unit; 3,010 units, then 3,012; nothing remains.
        (uint256 acc, uint256 remainder, uint256 units) = shares.accumulator();
        assertEq(units, 30_002);
        assertEq(acc, 200);
        assertEq(remainder, 0);
        Holder memory holder = shares.holderOf(FAN);
        assertEq(holder.balance, 301);
        assertEq(holder.staked, 1);
        assertEq(holder.bought, 301);
        assertEq(holder.paid, 100);
        assertEq(holder.owed, 301_000);
        assertEq(shares.claimable(FAN), 301_000 + 301_200);

        (uint128 balance, uint128 credit) = vault.book(address(shares), address(0));
        assertEq(balance, 6_000_200);
        assertEq(credit, 2 * 2_699 * 1_000);
        vault.claimFor(FAN, _masters(address(shares)));
        holder = shares.holderOf(FAN);
        assertEq(holder.paid, 200);
        assertEq(holder.owed, 0);
        (balance, credit) = vault.book(address(shares), address(0));
        assertEq(balance, 6_000_200 - 602_200);
        assertEq(credit, 2 * 2_699 * 1_000);
        vm.expectRevert(IDividendVault.DividendVault_NothingToClaim.selector);
        vault.claimFor(FAN, _masters(address(shares)));

        vault.claimArtistCredit(OTHER, _masters(address(shares)));
        assertEq(OTHER.balance, 2 * 2_699 * 1_000);
        (balance, credit) = vault.book(address(shares), address(0));
        assertEq(balance, 0);
        assertEq(credit, 0);
        vm.expectRevert(IDividendVault.DividendVault_NothingToClaim.selector);
        vault.claimArtistCredit(OTHER, _masters(address(shares)));
    }

    function test_onlyTheVaultAccruesAndCollects() public {
        vm.expectRevert(abi.encodeWithSelector(IMasterShares.MasterShares_NotVault.selector, address(this)));
        shares.accrue(1);
        vm.expectRevert(abi.encodeWithSelector(IMasterShares.MasterShares_NotVault.selector, address(this)));
        shares.collect(FAN);
    }

    /// @dev `acc * 12 * total` stays below 2^88: the largest deposit passes and one more unit does not.
    function test_theAccumulatorsBoundIsExact() public {
        MasterShares one = _register(_offering(address(0), 1, 1, 1));
        uint256 most = ((uint256(type(uint88).max) / 12) * 10) + 9;
        vm.expectRevert(
            abi.encodeWithSelector(IMasterShares.MasterShares_DepositTooLarge.selector, most + 1)
        );
        vault.deposit{value: most + 1}(address(one), most + 1, _statement());
        vault.deposit{value: most}(address(one), most, _statement());
        vm.expectRevert(abi.encodeWithSelector(IMasterShares.MasterShares_DepositTooLarge.selector, 1));
        vault.deposit{value: 1}(address(one), 1, _statement());
        vm.prank(FAN);
        one.buy{value: 1}(1);
        assertEq(one.claimable(FAN), 0);
    }

    function test_whatIsCarriedOutlivesUnitsThatLeave() public {
        vm.prank(FAN);
        shares.stake(_ids(2));
        vault.deposit{value: 30_001}(address(shares), 30_001, _statement());
        vm.warp(block.timestamp + 30 days);
        vm.prank(FAN);
        shares.requestUnstake(_ids(2));
        (uint256 acc, uint256 remainder, uint256 units) = shares.accumulator();
        assertEq(acc, 0);
        assertEq(remainder, 30_001);
        assertEq(units, 30_000);
        vault.deposit{value: 1}(address(shares), 1, _statement());
        (acc, remainder, ) = shares.accumulator();
        assertEq(acc, 1);
        assertEq(remainder, 2);
    }

    function test_depositRefuses() public {
        Statement memory good = _statement();
        vm.expectRevert(IDividendVault.DividendVault_ZeroAmount.selector);
        vault.deposit(address(shares), 0, good);
        vm.expectRevert(abi.encodeWithSelector(IDividendVault.DividendVault_WrongValue.selector, 2, 1));
        vault.deposit{value: 1}(address(shares), 2, good);
        vm.expectRevert(abi.encodeWithSelector(IDividendVault.DividendVault_WrongValue.selector, 0, 1));
        vault.deposit{value: 1}(address(dollars), 2, good);

        Statement memory bad = _statement();
        bad.periodEnd = bad.periodStart;
        vm.expectRevert();
        vault.deposit{value: 1}(address(shares), 1, bad);
        bad.periodEnd = bad.periodStart + 1;
        vault.deposit{value: 1}(address(shares), 1, bad);

        uint16[4] memory codecs = [uint16(0x55), 0x70, 0x71, 0x0129];
        for (uint256 i = 0; i < 4; ++i) {
            good.document.codec = codecs[i];
            vault.deposit{value: 1}(address(shares), 1, good);
        }
        good.document.codec = 0x56;
        vm.expectRevert(IDividendVault.DividendVault_InvalidDocument.selector);
        vault.deposit{value: 1}(address(shares), 1, good);
        good.document.digest = 0;
        vm.expectRevert(IDividendVault.DividendVault_InvalidDocument.selector);
        vault.deposit{value: 1}(address(shares), 1, good);
        good.document.codec = 0;
        vault.deposit{value: 1}(address(shares), 1, good);

        switchboard.pause();
        vm.expectRevert(IDividendVault.DividendVault_Paused.selector);
        vault.deposit{value: 1}(address(shares), 1, good);
    }

    function test_claimRefuses() public {
        vm.expectRevert(abi.encodeWithSelector(IDividendVault.DividendVault_InvalidCount.selector, 0));
        vault.claim(new address[](0));
        vm.expectRevert(abi.encodeWithSelector(IDividendVault.DividendVault_InvalidCount.selector, 101));
        vault.claim(new address[](101));
        vm.expectRevert(abi.encodeWithSelector(IDividendVault.DividendVault_InvalidCount.selector, 101));
        vault.claimArtistCredit(FAN, new address[](101));
        address[] memory one = _masters(address(shares));
        vm.expectRevert(IDividendVault.DividendVault_ZeroAddress.selector);
        vault.claimTo(address(0), one);
        vm.expectRevert(IDividendVault.DividendVault_ZeroAddress.selector);
        vault.claimArtistCredit(address(0), one);
        vm.expectRevert(
            abi.encodeWithSelector(IDividendVault.DividendVault_NotArtist.selector, FAN, address(this))
        );
        vm.prank(FAN);
        vault.claimArtistCredit(FAN, one);
    }

    function test_claimsPayEachCurrencyToWhomTheySay() public {
        usdc.mint(FAN, 10);
        vm.startPrank(FAN);
        usdc.approve(address(dollars), 10);
        dollars.buy(5);
        vm.stopPrank();
        _deposit(30_000);
        vault.deposit(address(dollars), 200, _statement());
        address[] memory hundred = new address[](100);
        for (uint256 i = 0; i < 100; ++i) hundred[i] = i % 2 == 0 ? address(shares) : address(dollars);
        uint256[] memory due = vault.claimable(FAN, hundred);
        assertEq(due[0], 3_010);
        assertEq(due[99], 100);
        vm.prank(FAN);
        assertEq(vault.claimTo(OTHER, hundred), 3_110);
        assertEq(OTHER.balance, 3_010);
        assertEq(usdc.balanceOf(OTHER), 100);
        assertEq(vault.claimArtistCredit(address(0xB0B), hundred), 26_990 + 100);
        assertEq(address(0xB0B).balance, 26_990);
        assertEq(usdc.balanceOf(address(0xB0B)), 100);
    }

    function test_severalMastersOfOneCurrencyAddUp() public {
        MasterShares second = _register(_offering(address(0), 1, 10, 10));
        vm.prank(FAN);
        second.buy{value: 4}(4);
        _deposit(30_000);
        vault.deposit{value: 700}(address(second), 700, _statement());
        address[] memory both = new address[](2);
        (both[0], both[1]) = (address(shares), address(second));
        vm.prank(FAN);
        assertEq(vault.claimTo(OTHER, both), 3_010 + 280);
        assertEq(OTHER.balance, 3_290);
        assertEq(vault.claimArtistCredit(address(0xB0B), both), 26_990 + 420);
        assertEq(address(0xB0B).balance, 27_410);
    }

    function test_whoCallsItselfAMasterGetsNoMoreThanItsBook() public {
        _deposit(30_000);
        EvilMaster evil = new EvilMaster(address(0));
        evil.set(address(0), 51, FAN, 0);
        vm.expectRevert(
            abi.encodeWithSelector(IDividendVault.DividendVault_BookExceeded.selector, address(evil), 50, 51)
        );
        vault.deposit{value: 50}(address(evil), 50, _statement());
        evil.set(address(0), 20, FAN, 31);
        vault.deposit{value: 50}(address(evil), 50, _statement());
        vm.expectRevert(
            abi.encodeWithSelector(IDividendVault.DividendVault_BookExceeded.selector, address(evil), 30, 31)
        );
        vault.claimFor(FAN, _masters(address(evil)));
        evil.set(address(0), 20, FAN, 30);
        uint256 before = FAN.balance;
        vault.claimFor(FAN, _masters(address(evil)));
        assertEq(FAN.balance - before, 30);
        (uint128 balance, uint128 credit) = vault.book(address(evil), address(0));
        assertEq(balance, 20);
        assertEq(credit, 20);
    }

    function test_whatArrivesMustBeWhatWasAsked() public {
        MockToken token = new MockToken();
        registry.setCurrency(address(token), true);
        MasterShares master = _register(_offering(address(token), 1, 10, 10));
        token.mint(address(this), 1_000);
        token.approve(address(vault), 1_000);
        vault.deposit(address(master), 100, _statement());
        token.setFee(100);
        vm.expectRevert(
            abi.encodeWithSelector(IDividendVault.DividendVault_WrongAmountReceived.selector, 100, 99)
        );
        vault.deposit(address(master), 100, _statement());
        token.setBlocked(OTHER, true);
        vm.expectRevert(
            abi.encodeWithSelector(
                IDividendVault.DividendVault_PaymentFailed.selector,
                OTHER,
                address(token),
                100
            )
        );
        vault.claimArtistCredit(OTHER, _masters(address(master)));
    }

    function test_purchasesEmitOneTransferPerShare() public {
        vm.recordLogs();
        vm.prank(FAN);
        shares.buy{value: 3}(3);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 3);
        for (uint256 i = 0; i < 3; ++i) {
            assertEq(logs[i].topics[0], Transfer.selector);
            assertEq(uint256(logs[i].topics[1]), 0);
            assertEq(uint256(logs[i].topics[2]), uint160(FAN));
            assertEq(uint256(logs[i].topics[3]), 302 + i);
        }
    }

    function test_headsOfBatchesAtTheEdgesOfWords() public {
        vm.deal(OTHER, 10_000);
        // Ids 302 to 511 are the fan's, 512 (the first of a word) begins a batch, 767 and 768 end and begin others.
        vm.prank(FAN);
        shares.buy{value: 210}(210);
        vm.prank(OTHER);
        shares.buy{value: 255}(255);
        vm.prank(FAN);
        shares.buy{value: 2}(2);
        vm.prank(OTHER);
        shares.buy{value: 2_000}(2_000);
        assertEq(shares.ownerOf(255), FAN);
        assertEq(shares.ownerOf(511), FAN);
        assertEq(shares.ownerOf(512), OTHER);
        assertEq(shares.ownerOf(766), OTHER);
        assertEq(shares.ownerOf(767), FAN);
        assertEq(shares.ownerOf(768), FAN);
        assertEq(shares.ownerOf(769), OTHER);
        assertEq(shares.ownerOf(2_768), OTHER);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 2_769));
        shares.ownerOf(2_769);
    }

    function _checkShare(
        uint256 id,
        uint256 version,
        bool isLocked,
        StakeStatus status,
        uint256 since
    ) private view {
        ShareState memory state = shares.shareState(id);
        assertEq(state.owner, FAN);
        assertEq(state.version, version);
        assertEq(state.isLocked, isLocked);
        assertEq(uint256(state.status), uint256(status));
        assertEq(state.since, since);
        assertEq(shares.moverOf(id), FAN);
    }

    function _deposit(uint256 amount) private {
        vault.deposit{value: amount}(address(shares), amount, _statement());
    }

    function _ids(uint256 id) private pure returns (uint256[] memory ids) {
        ids = new uint256[](1);
        ids[0] = id;
    }

    function _masters(address one) private pure returns (address[] memory masters) {
        masters = new address[](1);
        masters[0] = one;
    }
}
