// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MasterShares} from "../../src/masters/MasterShares.sol";
import {StakeStatus} from "../../src/masters/IMasterShares.sol";
import {Offering} from "../../src/types/Offering.sol";
import {MastersFixture} from "./MastersFixture.sol";

/// @notice Random actions on two masters (native coin and an ERC-20), with an independent model of what is owed.
/// @dev The model knows shares one by one and shares every deposit out in a loop, as no contract could afford to.
contract MastersHandler is MastersFixture {
    uint256 public constant ACTORS = 5;
    uint256 public constant MASTERS = 2;
    uint24 private constant TOTAL = 600;
    uint24 private constant PUBLIC = 520;

    struct Model {
        uint256 deposited;
        uint256 paid;
        uint256 artistPaid;
        uint256 remainder;
        uint256 artistCredit;
        uint256 sold;
        uint256 minted;
        uint256 staked;
        uint256 proceedsPaid;
        uint256 feesPaid;
        uint256 lastAcc;
    }

    address[] private _actors;
    MasterShares[] private _masters;
    mapping(uint256 master => Model) private _models;
    mapping(uint256 master => mapping(uint256 id => address)) public ownerOf;
    mapping(uint256 master => mapping(uint256 id => address)) public moverOf;
    mapping(uint256 master => mapping(uint256 id => bool)) public isStaked;
    mapping(uint256 master => mapping(address actor => uint256)) public owed;
    mapping(uint256 master => mapping(address actor => uint256)) public balanceOf;
    mapping(uint256 master => mapping(address actor => uint256)) public stakedOf;
    mapping(uint256 master => mapping(address actor => uint256)) public boughtOf;

    uint256 public calls;
    uint256 public forced;

    constructor() {
        _deploy();
        _masters.push(_register(_offering(address(0), 1 gwei, TOTAL, PUBLIC)));
        _masters.push(_register(_offering(address(usdc), 7, TOTAL, PUBLIC)));
        for (uint256 i = 0; i < ACTORS; ++i) {
            address actor = address(uint160(0xA000 + i));
            _actors.push(actor);
            vm.deal(actor, 1_000 ether);
            usdc.mint(actor, 1e30);
            for (uint256 j = 0; j < MASTERS; ++j) {
                vm.prank(actor);
                usdc.approve(address(_masters[j]), type(uint256).max);
            }
        }
        vm.deal(address(this), 1_000_000 ether);
        usdc.mint(address(this), 1e30);
        usdc.approve(address(vault), type(uint256).max);
    }

    function master(uint256 index) external view returns (MasterShares) {
        return _masters[index];
    }

    function actorAt(uint256 index) external view returns (address) {
        return _actors[index];
    }

    function model(uint256 index) external view returns (Model memory) {
        return _models[index];
    }

    function vaultAddress() external view returns (address) {
        return address(vault);
    }

    function usdcAddress() external view returns (address) {
        return address(usdc);
    }

    function bookOf(uint256 index) external view returns (uint128 balance, uint128 credit) {
        return vault.book(address(_masters[index]), _masters[index].currency());
    }

    function buy(uint256 masterSeed, uint256 actorSeed, uint256 count) external {
        (uint256 m, MasterShares shares) = _pick(masterSeed);
        if (shares.isClosed() || block.timestamp >= shares.effectiveEnd()) return;
        count = bound(count, 1, count % 3 == 0 ? 1 : 40);
        uint256 left = PUBLIC - _models[m].minted;
        if (count > left) count = left;
        address actor = _actors[actorSeed % ACTORS];
        Offering memory offering = shares.offering();
        uint256 cost = count * offering.price;
        vm.prank(actor);
        shares.buy{value: offering.currency == address(0) ? cost : 0}(count);
        _models[m].sold += count;
        boughtOf[m][actor] += count;
        _recordMint(m, actor, count, true);
    }

    function mintRemaining(uint256 masterSeed, uint256 actorSeed, uint256 count) external {
        (uint256 m, MasterShares shares) = _pick(masterSeed);
        uint256 remaining = TOTAL - _models[m].minted;
        if (!shares.isClosed() || remaining == 0) return;
        count = bound(count, 1, remaining);
        address actor = _actors[actorSeed % ACTORS];
        shares.mintRemaining(actor, count);
        _recordMint(m, actor, count, false);
    }

    function transfer(uint256 masterSeed, uint256 idSeed, uint256 actorSeed) external {
        (uint256 m, MasterShares shares) = _pick(masterSeed);
        if (_models[m].minted == 0) return;
        uint256 id = 1 + (idSeed % _models[m].minted);
        address from = ownerOf[m][id];
        address to = _actors[actorSeed % ACTORS];
        if (shares.locked(id)) return;
        vm.prank(from);
        shares.transferFrom(from, to, id);
        ownerOf[m][id] = to;
        --balanceOf[m][from];
        ++balanceOf[m][to];
    }

    function stake(uint256 masterSeed, uint256 idSeed) external {
        (uint256 m, MasterShares shares) = _pick(masterSeed);
        if (_models[m].minted == 0) return;
        uint256[] memory one = new uint256[](1);
        one[0] = 1 + (idSeed % _models[m].minted);
        if (isStaked[m][one[0]]) return;
        address actor = ownerOf[m][one[0]];
        vm.prank(actor);
        shares.stake(one);
        isStaked[m][one[0]] = true;
        ++stakedOf[m][actor];
        ++_models[m].staked;
    }

    function requestUnstake(uint256 masterSeed, uint256 idSeed, uint256 wait) external {
        (uint256 m, MasterShares shares) = _pick(masterSeed);
        if (_models[m].staked == 0) return;
        uint256[] memory one = new uint256[](1);
        one[0] = 1 + (idSeed % _models[m].minted);
        while (!isStaked[m][one[0]]) one[0] = 1 + (one[0] % _models[m].minted);
        uint256 earliest = uint256(shares.shareState(one[0]).since) + 30 days;
        if (block.timestamp < earliest) vm.warp(earliest + (wait % 3 days));
        address actor = ownerOf[m][one[0]];
        vm.prank(actor);
        shares.requestUnstake(one);
        isStaked[m][one[0]] = false;
        --stakedOf[m][actor];
        --_models[m].staked;
    }

    function deposit(uint256 masterSeed, uint256 amount) external {
        (uint256 m, MasterShares shares) = _pick(masterSeed);
        amount = bound(amount, 1, amount % 4 == 0 ? 50_000 : 1 ether);
        bool isNative = shares.currency() == address(0);
        vault.deposit{value: isNative ? amount : 0}(address(shares), amount, _statement());

        Model storage entry = _models[m];
        entry.deposited += amount;
        uint256 units = 10 * uint256(TOTAL) + 2 * entry.staked;
        uint256 step = (amount + entry.remainder) / units;
        entry.remainder = (amount + entry.remainder) % units;
        entry.artistCredit += step * 10 * (TOTAL - entry.minted);
        for (uint256 i = 0; i < ACTORS; ++i) {
            address actor = _actors[i];
            owed[m][actor] += step * (10 * balanceOf[m][actor] + 2 * stakedOf[m][actor]);
        }
    }

    function claim(uint256 actorSeed, uint256 mode) external {
        address actor = _actors[actorSeed % ACTORS];
        if (owed[0][actor] + owed[1][actor] == 0) return;
        address[] memory both = new address[](2);
        (both[0], both[1]) = (address(_masters[0]), address(_masters[1]));
        uint256 nativeBefore = actor.balance;
        uint256 usdcBefore = usdc.balanceOf(actor);
        if (mode % 2 == 0) vm.prank(actor);
        uint256 total = mode % 2 == 0 ? vault.claim(both) : vault.claimFor(actor, both);
        assertEq(total, owed[0][actor] + owed[1][actor], "claim pays what the model owes");
        assertEq(actor.balance - nativeBefore, owed[0][actor], "native coin received");
        assertEq(usdc.balanceOf(actor) - usdcBefore, owed[1][actor], "ERC-20 received");
        for (uint256 m = 0; m < MASTERS; ++m) {
            _models[m].paid += owed[m][actor];
            owed[m][actor] = 0;
        }
    }

    function claimArtistCredit(uint256 masterSeed) external {
        (uint256 m, MasterShares shares) = _pick(masterSeed);
        if (_models[m].artistCredit == 0) return;
        address[] memory one = new address[](1);
        one[0] = address(shares);
        uint256 paid = vault.claimArtistCredit(address(0xBEEF), one);
        assertEq(paid, _models[m].artistCredit, "artist credit");
        _models[m].artistPaid += paid;
        _models[m].artistCredit = 0;
    }

    function withdraw(uint256 masterSeed, bool isFee) external {
        (uint256 m, MasterShares shares) = _pick(masterSeed);
        (uint256 proceeds, uint256 fees) = shares.withdrawable();
        if ((isFee ? fees : proceeds) == 0) return;
        if (isFee) _models[m].feesPaid += shares.withdrawFees();
        else _models[m].proceedsPaid += shares.withdrawProceeds(address(0xBEEF));
    }

    function close(uint256 masterSeed, uint256 wait) external {
        (, MasterShares shares) = _pick(masterSeed);
        if (wait % 16 != 0 || shares.isClosed()) return;
        if (block.timestamp < shares.effectiveEnd()) vm.warp(shares.effectiveEnd());
        shares.closeOffering();
    }

    function extend(uint256 masterSeed, uint256 length) external {
        (, MasterShares shares) = _pick(masterSeed);
        uint256 end = block.timestamp + bound(length, 30 days, 365 days);
        if (shares.isClosed() || end <= shares.offering().end) return;
        shares.extendOffering(uint40(end));
    }

    function forceNativeCoin(uint256 amount) external {
        amount = bound(amount, 1, 1 ether);
        vm.deal(address(vault), address(vault).balance + amount);
        forced += amount;
    }

    function _pick(uint256 seed) private returns (uint256 m, MasterShares shares) {
        ++calls;
        m = seed % MASTERS;
        shares = _masters[m];
        (uint256 acc, , ) = shares.accumulator();
        assertGe(acc, _models[m].lastAcc, "the accumulator never decreases");
        _models[m].lastAcc = acc;
    }

    function _recordMint(uint256 m, address to, uint256 count, bool isSale) private {
        for (uint256 i = 0; i < count; ++i) {
            uint256 id = ++_models[m].minted;
            ownerOf[m][id] = to;
            if (isSale && id <= 100) moverOf[m][id] = to;
        }
        balanceOf[m][to] += count;
    }
}
