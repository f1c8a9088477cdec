import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { type Address, maxUint256, parseEther } from "viem";

import { buy, closeByArtist, give as giveShare } from "../helpers/actions.ts";
import { coinGoesRed } from "../helpers/broken-coins.ts";
import { type CoinPlatform, deployCoinPlatform, launchCoin, type Launched } from "../helpers/coins.ts";
import { loadFixture, networkHelpers, people, publicClient } from "../helpers/network.ts";
import { callData, deployPuppet, execute, outcomesOf, setScript } from "../helpers/puppets.ts";
import { buyCoins, sellCoins } from "../helpers/uniswap.ts";

const { ann, ben, cleo, artist } = people;

async function launchTraded(platform: CoinPlatform): Promise<Launched> {
  const launched = await launchCoin(platform);
  const { uniswap } = platform;
  const { coin } = launched;
  await buyCoins(uniswap, ann, coin.address, parseEther("2"));
  await coin.write.approve([uniswap.router.address, maxUint256], { account: ann });
  await sellCoins(uniswap, ann, coin.address, (await coin.read.balanceOf([ann])) / 2n);
  await platform.locker.write.collect([launched.market.coinPosition]);
  return launched;
}

/** An artist with code that calls back while it is paid gets what it is owed, once. */
async function paysOnce(platform: CoinPlatform): Promise<void> {
  const launched = await launchTraded(platform);
  const { locker, registry, uniswap } = platform;
  const { coin, market } = launched;
  const puppet = await deployPuppet();
  await registry.write.transferArtist([1n, puppet.address], { account: artist });
  await execute(puppet, { target: registry.address, data: callData(registry, "acceptArtist", [1n]) });
  const [coins] = await locker.read.creditOf([1n, coin.address]);
  const [natives] = await locker.read.creditOf([1n, uniswap.weth.address]);
  await networkHelpers.setCode(market.treasury, "0x00");

  const call = (name: string, args: readonly unknown[]) => ({
    target: locker.address,
    data: callData(locker, name, args),
  });
  const pay = call("payArtist", [1n, puppet.address]);
  await setScript(puppet, [pay, call("payTreasury", [1n]), call("collect", [market.coinPosition])]);
  const attempt = await Promise.allSettled([execute(puppet, pay)]);
  assert.equal(attempt[0].status, "fulfilled", "the artist can be paid");
  assert.deepEqual(await outcomesOf(puppet), [false, false, false], "calls from inside the payment");
  assert.equal(await publicClient.getBalance({ address: puppet.address }), natives);
  assert.equal(await coin.read.balanceOf([puppet.address]), coins);
  assert.equal((await locker.read.creditOf([1n, coin.address]))[1] > 0n, true, "the DAO's part is there");
}

/** Shares may move as they like: each purchase is paid for once, to the buyer. */
async function grantsOnce(platform: CoinPlatform): Promise<void> {
  const launched = await launchCoin(platform, { totalShares: 10, publicShares: 10 });
  const { coin, master } = launched;
  await buy(master, ann, 4);
  await buy(master, ben, 1);
  await closeByArtist(master);
  const claim = async (account: Address) => {
    const before = await coin.read.balanceOf([account]);
    await platform.grants.write.claim([coin.address, account], { account }).catch(() => undefined);
    return (await coin.read.balanceOf([account])) - before;
  };
  assert.equal(await claim(ann), 80_000n * 10n ** 18n);
  for (const id of [1, 2, 3, 4]) await giveShare(master, ann, cleo, id);
  assert.equal(await claim(cleo), 0n, "who was given shares");
  assert.equal(await claim(ann), 0n, "a second time");
  await platform.grants.write.sweep([coin.address]);
  assert.equal(await claim(ben), 20_000n * 10n ** 18n, "after the sweep");
  assert.equal(await coin.read.balanceOf([platform.grants.address]), 0n);
}

describe("attack: payouts of coins and fees", () => {
  it("re-entering pays once", async () => paysOnce(await loadFixture(deployCoinPlatform)));
  it("moving shares grants once", async () => grantsOnce(await loadFixture(deployCoinPlatform)));

  it("goes red on a copy that pays before it books, without a guard", () =>
    coinGoesRed(
      paysOnce,
      "locker",
      {
        file: "coin/LiquidityLocker.sol",
        replace: `address to
    ) external nonReentrant returns`,
        with: `address to
    ) external returns`,
      },
      {
        file: "coin/LiquidityLocker.sol",
        replace: "(coins.artist, natives.artist) = (0, 0);",
        with: "",
      },
    ));

  it("goes red on a copy that forgets who claimed", () =>
    coinGoesRed(grantsOnce, "grants", {
      file: "coin/CoinGrants.sol",
      replace: "_claimed[coin][account] = true;",
      with: "",
    }));

  it("goes red on a copy that pays holders instead of buyers", () =>
    coinGoesRed(grantsOnce, "grants", {
      file: "coin/CoinGrants.sol",
      replace: "uint256 bought = IMasterShares(grant.shares).bought(account);",
      with: "uint256 bought = IMasterShares(grant.shares).balanceOf(account);",
    }));

  it("goes red on a copy that sweeps what buyers can claim", () =>
    coinGoesRed(grantsOnce, "grants", {
      file: "coin/CoinGrants.sol",
      replace: "amount = AMOUNT - (sold * AMOUNT) / grant.publicShares;",
      with: "amount = IERC20(coin).balanceOf(address(this)); sold;",
    }));
});
