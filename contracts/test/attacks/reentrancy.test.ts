import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { maxUint256, zeroHash } from "viem";

import { buy, claimable, deposit, ownerOf } from "../helpers/actions.ts";
import { goesRed } from "../helpers/broken-copy.ts";
import {
  deployMock,
  deployPlatform,
  launch,
  type Master,
  type Mock,
  type Platform,
} from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { loadFixture, people, publicClient, viem } from "../helpers/network.ts";
import { act, callData, deployPuppet, execute, outcomesOf, setScript } from "../helpers/puppets.ts";
import { statement } from "../helpers/terms.ts";

const { ann, ben, artist } = people;
const GIFT = 10n ** 18n;

const balanceOf = (address: `0x${string}`) => publicClient.getBalance({ address });

async function launchSold(platform: Platform): Promise<{ master: Master; puppet: Mock }> {
  const master = await launch(platform, { totalShares: 10, publicShares: 10 });
  const puppet = await deployPuppet();
  await viem.deployContract("EtherForcer", [puppet.address], { value: GIFT });
  await buy(master, ann, 6);
  await deposit(master, 1_000n);
  return { master, puppet };
}

/** Every function of shares and vault, called by the puppet for what profits it most. */
function everything({ address, shares, platform, price }: Master, puppet: Mock) {
  const self = puppet.address;
  const { vault } = platform;
  const onShares = (name: string, args: readonly unknown[], value = 0n) => ({
    target: address,
    value,
    data: callData(shares, name, args),
  });
  const onVault = (name: string, args: readonly unknown[], value = 0n) => ({
    target: vault.address,
    value,
    data: callData(vault, name, args),
  });
  const noPermit = { value: 0n, deadline: 0n, v: 27, r: zeroHash, s: zeroHash };
  return {
    vault: [
      onVault("claim", [[address]]),
      onVault("claimFor", [ann, [address]]),
      onVault("claimTo", [self, [address]]),
      onVault("claimArtistCredit", [self, [address]]),
      onVault("deposit", [address, 100n, statement()], 100n),
      onVault("depositWithPermit", [address, 10n, statement(), noPermit]),
    ],
    shares: [
      onShares("initialize", [1, self]),
      onShares("accrue", [10n]),
      onShares("collect", [ann]),
      onShares("mintRemaining", [self, 1n]),
      onShares("closeOffering", []),
      onShares("extendOffering", [2 ** 39]),
      onShares("setTransferValidator", [self]),
      onShares("withdrawProceeds", [self]),
      onShares("withdrawFees", []),
      onShares("buyWithPermit", [1n, noPermit]),
      onShares("transferFrom", [ann, self, 2n]),
      onShares("safeTransferFrom", [ann, self, 2n]),
      onShares("stake", [[2n]]),
      onShares("requestUnstake", [[1n]]),
      onShares("buy", [1n], price),
      onShares("stake", [[1n]]),
    ],
  };
}

/** HypeBears, Omni: the receiver of a share calls back into everything. */
async function hostileReceiver(platform: Platform): Promise<void> {
  const { master, puppet } = await launchSold(platform);
  const { shares, vault } = everything(master, puppet);
  const calls = [...vault, ...shares];
  await setScript(puppet, calls);
  await master.shares.write.safeTransferFrom([ann, puppet.address, 1n], { account: ann, gas: 10_000_000n });

  const outcomes = await outcomesOf(puppet);
  const worked = calls.filter((_, i) => outcomes[i]).map(({ data }) => data.slice(0, 10));
  const expected = [vault[1]!, vault[4]!, shares[8]!, shares[14]!, shares[15]!];
  assert.deepEqual(
    worked,
    expected.map(({ data }) => data.slice(0, 10)),
    "what anyone may do with one's own share: claimFor others, deposit, withdrawFees, buy, stake",
  );
  assert.equal(await ownerOf(master, 1), puppet.address);
  assert.equal(await claimable(master, ann), 50n, "only what came in during the call");
  const { balance, bought } = await master.shares.read.holderOf([puppet.address]);
  assert.deepEqual([balance, bought], [2, 1]);
  assert.equal(await claimable(master, puppet.address), 10n);
  await assertExact(master);
}

/** The receiver owns the share by the time it hears of it: it may pass it on at once. */
async function moveOnArrival(platform: Platform): Promise<void> {
  const { master, puppet } = await launchSold(platform);
  const data = callData(master.shares, "transferFrom", [puppet.address, ben, 1n]);
  await setScript(puppet, [{ target: master.address, data }]);
  await master.shares.write.safeTransferFrom([ann, puppet.address, 1n], { account: ann });
  assert.deepEqual(await outcomesOf(puppet), [true], "effects come before the call");
  assert.equal(await ownerOf(master, 1), ben);
  assert.equal(await claimable(master, ann), 600n);
  await assertExact(master);
}

/** The payee of a claim calls the vault again, and finds what it would find after the claim. */
async function hostilePayee(platform: Platform): Promise<void> {
  const { master, puppet } = await launchSold(platform);
  for (const id of [1n, 2n]) {
    await master.shares.write.transferFrom([ann, puppet.address, id], { account: ann });
  }
  await deposit(master, 1_000n);
  const { vault } = everything(master, puppet);
  await setScript(puppet, vault);
  const before = await balanceOf(puppet.address);
  const data = callData(platform.vault, "claim", [[master.address]]);
  await execute(puppet, { target: platform.vault.address, data });
  assert.equal((await balanceOf(puppet.address)) - before, 200n - 100n, "paid once, and paid in once");
  const outcomes = await outcomesOf(puppet);
  assert.deepEqual(
    vault.filter((_, i) => outcomes[i]),
    [vault[1], vault[4]],
    "what anyone may do: claimFor others, deposit",
  );
  await assertExact(master);
}

/** An artist's contract takes its proceeds while it is paid its proceeds. */
async function hostileArtist(platform: Platform): Promise<void> {
  const { master, puppet } = await launchSold(platform);
  await platform.registry.write.transferArtist([1n, puppet.address], { account: artist });
  const accept = callData(platform.registry, "acceptArtist", [1n]);
  await execute(puppet, { target: platform.registry.address, data: accept });
  await viem.deployContract("EtherForcer", [master.address], { value: GIFT });

  const data = callData(master.shares, "withdrawProceeds", [puppet.address]);
  await setScript(puppet, [{ target: master.address, data }]);
  const [net] = await master.shares.read.withdrawable();
  const before = await balanceOf(puppet.address);
  await act(puppet, master, "withdrawProceeds", [puppet.address]);
  assert.equal((await balanceOf(puppet.address)) - before, net, "paid once");
  assert.deepEqual(await outcomesOf(puppet), [false]);
}

/** A token that calls the payer during the payment: each share that is minted is paid for. */
async function hookedToken(platform: Platform): Promise<void> {
  const puppet = await deployPuppet();
  const token = await deployMock("MockToken");
  await platform.registry.write.setCurrency([token.address, true]);
  const master = await launch(platform, { currency: token.address, price: 100n });
  await token.write.mint!([puppet.address, 10_000n]);
  const approve = callData(token, "approve", [master.address, maxUint256]);
  await execute(puppet, { target: token.address, data: approve });
  const approveVault = callData(token, "approve", [platform.vault.address, maxUint256]);
  await execute(puppet, { target: token.address, data: approveVault });

  await token.write.setListener!([puppet.address]);
  const buyAgain = { target: master.address, data: callData(master.shares, "buy", [1n]) };
  await setScript(puppet, [buyAgain]);
  await act(puppet, master, "buy", [2n]);
  assert.deepEqual(await outcomesOf(puppet), [false]);
  const held = (await token.read.balanceOf!([master.address])) as bigint;
  assert.equal(held, 100n * (await master.shares.read.sold()), "every share is paid for");

  const about = [master.address, 1_000n, statement()];
  const depositAgain = { target: platform.vault.address, data: callData(platform.vault, "deposit", about) };
  await setScript(puppet, [depositAgain]);
  await assert.doesNotReject(execute(puppet, depositAgain), "the one that was let in counts alone");
  assert.deepEqual(await outcomesOf(puppet), [false]);
  const [book] = await platform.vault.read.book([master.address, token.address]);
  assert.equal(book, (await token.read.balanceOf!([platform.vault.address])) as bigint);
}

const checks = { hostileReceiver, moveOnArrival, hostilePayee, hostileArtist, hookedToken };

describe("attack: re-entrancy", () => {
  for (const [name, check] of Object.entries(checks)) {
    it(`gains nothing (${name})`, async () => check(await loadFixture(deployPlatform)));
  }

  it("goes red on a copy that asks the receiver first", () =>
    goesRed(moveOnArrival, "shares", {
      file: "masters/ShareLedger.sol",
      replace: `_transfer(from, to, id);
        ERC721Utils.checkOnERC721Received(msg.sender, from, to, id, "");`,
      with: `ERC721Utils.checkOnERC721Received(msg.sender, from, to, id, "");
        _transfer(from, to, id);`,
    }));

  it("goes red on a copy of the vault that pays before it writes its book", () =>
    goesRed(
      hostilePayee,
      "vault",
      {
        file: "revenue/DividendVault.sol",
        replace: "entry.word = word - amount;",
        with: "_pay(account, currency, amount); entry.word = word - amount;",
      },
      {
        file: "revenue/DividendVault.sol",
        replace: `emit DividendsRedirected(account, to);
        _pay(to, currency, due);`,
        with: "emit DividendsRedirected(account, to);",
      },
    ));

  it("goes red on a copy of the vault that takes two ERC-20 deposits at once", () =>
    goesRed(hookedToken, "vault", {
      file: "revenue/DividendVault.sol",
      replace: "function _pull(address currency, uint256 amount) private nonReentrant",
      with: "function _pull(address currency, uint256 amount) private",
    }));

  it("goes red on a copy that pays proceeds before it counts them", () =>
    goesRed(
      hostileArtist,
      "shares",
      {
        file: "masters/ShareOffering.sol",
        replace: `_withdrawn += amount;
        _pay(to, amount);`,
        with: `_pay(to, amount);
        _withdrawn += amount;`,
      },
      {
        file: "masters/ShareOffering.sol",
        replace: "function withdrawProceeds(address to) external onlyArtist nonReentrant",
        with: "function withdrawProceeds(address to) external onlyArtist",
      },
    ));
});
