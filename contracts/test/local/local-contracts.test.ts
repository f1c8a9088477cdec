import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { network } from "hardhat";
import { getAddress, parseEther } from "viem";

const { viem, networkHelpers } = await network.create();
const { assertions } = viem;
const client = await viem.getPublicClient();
const [owner, other] = await viem.getWalletClients();
if (!owner || !other) throw new Error("the test chain has too few wallets");
const holder = getAddress(owner.account.address);

describe("WETH9", () => {
  it("wraps what is deposited or sent, and holds it", async () => {
    const weth = await viem.deployContract("WETH9");
    await assertions.emitWithArgs(weth.write.deposit({ value: 5n }), weth, "Deposit", [holder, 5n]);
    await owner.sendTransaction({ to: weth.address, value: 3n });
    assert.equal(await weth.read.balanceOf([holder]), 8n);
    assert.equal(await weth.read.totalSupply(), 8n);
    assert.equal(await client.getBalance({ address: weth.address }), 8n);
  });

  it("unwraps to the caller, and no more than it has", async () => {
    const weth = await viem.deployContract("WETH9");
    await weth.write.deposit({ value: parseEther("2") });
    await assertions.balancesHaveChanged(weth.write.withdraw([parseEther("2")]), [
      { address: holder, amount: parseEther("2") },
      { address: weth.address, amount: -parseEther("2") },
    ]);
    await assertions.revertWithCustomError(weth.write.withdraw([1n]), weth, "ERC20InsufficientBalance");
    await weth.write.deposit({ value: 1n });
    await assertions.emitWithArgs(weth.write.withdraw([1n]), weth, "Withdrawal", [holder, 1n]);
  });

  it("reverts when the account refuses the native coin", async () => {
    const weth = await viem.deployContract("WETH9");
    const refuser = await viem.deployContract("MockToken");
    await weth.write.deposit({ value: 1n });
    await weth.write.transfer([refuser.address, 1n]);
    await networkHelpers.impersonateAccount(refuser.address);
    await networkHelpers.setBalance(refuser.address, parseEther("1"));
    await assertions.revertWithCustomErrorWithArgs(
      weth.write.withdraw([1n], { account: refuser.address }),
      weth,
      "WETH9_PaymentFailed",
      [getAddress(refuser.address), 1n],
    );
  });
});

describe("TestUSDC", () => {
  it("has 6 decimals, and anyone may mint", async () => {
    const usdc = await viem.deployContract("TestUSDC");
    assert.equal(await usdc.read.decimals(), 6);
    await usdc.write.mint([holder, 7n], { account: other.account });
    assert.equal(await usdc.read.balanceOf([holder]), 7n);
  });
});

describe("TestPriceFeed", () => {
  it("answers its price with the time of now, for any round", async () => {
    const price = 3_000n * 10n ** 8n;
    const feed = await viem.deployContract("TestPriceFeed", ["ETH / USD", price]);
    const now = BigInt(await networkHelpers.time.latest());
    assert.equal(await feed.read.decimals(), 8);
    assert.equal(await feed.read.version(), 4n);
    assert.equal(await feed.read.description(), "ETH / USD");
    assert.deepEqual(await feed.read.latestRoundData(), [1n, price, now, now, 1n]);
    assert.deepEqual(await feed.read.getRoundData([9n]), [9n, price, now, now, 9n]);
  });
});
