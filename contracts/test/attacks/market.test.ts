import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { zeroAddress } from "viem";

import { give, moneyOf, ownerOf, requestUnstake, stake } from "../helpers/actions.ts";
import { launch, launchUsdc, type Master, type Mock } from "../helpers/fixture.ts";
import {
  approveMarket,
  askFor,
  assertEscrow,
  buyAndList,
  deployMarketPlatform,
  expectedSplit,
  inOneDay,
  list,
  makeOffer,
  marketGoesRed,
  type MarketPlatform,
  PRICE,
  take,
  wanted,
} from "../helpers/market.ts";
import { DAY, loadFixture, people, wait } from "../helpers/network.ts";
import { callData, deployPuppet, execute, outcomesOf, setScript } from "../helpers/puppets.ts";

const { ann, artist, ben, cleo, stranger } = people;
const MARKET = "market/ShareMarket.sol";
const LEDGER = "market/MarketLedger.sol";

const isRefused = async (attempt: Promise<unknown>): Promise<boolean> =>
  (await Promise.allSettled([attempt]))[0]!.status === "rejected";

async function launchListed(platform: MarketPlatform): Promise<Master> {
  const master = await launch(platform);
  await buyAndList(platform, master, ann, [1, 2, 3]);
  return master;
}

/** A contract that holds share 3, has listed it, and acts while it is paid. */
async function launchHostileSeller(platform: MarketPlatform): Promise<{ master: Master; puppet: Mock }> {
  const master = await launchListed(platform);
  const { market } = platform;
  const puppet = await deployPuppet();
  await give(master, ann, puppet.address, 3);
  const approve = callData(master.shares, "setApprovalForAll", [market.address, true]);
  await execute(puppet, { target: master.address, data: approve });
  const data = callData(market, "list", [[await askFor(master, 3)]]);
  await execute(puppet, { target: market.address, data });
  return { master, puppet };
}

/** Everything that moves money, tried by a seller and a bidder while the market pays it. */
async function reentrancy(platform: MarketPlatform): Promise<void> {
  const { master, puppet } = await launchHostileSeller(platform);
  const { market } = platform;
  const bid = callData(market, "offer", [master.address, 0n, PRICE, await inOneDay()]);
  await execute(puppet, { target: market.address, value: PRICE, data: bid });
  const calls = [
    callData(market, "cancelOffers", [[1n]]),
    callData(market, "withdraw", [[zeroAddress], []]),
    callData(market, "withdrawFor", [ann, [zeroAddress], []]),
    callData(market, "withdrawFees", [[zeroAddress]]),
  ].map((data) => ({ target: market.address, data }));
  await setScript(puppet, calls);
  const before = await moneyOf(master, puppet.address);
  await take(platform, master, ben, [3]);
  const { net } = expectedSplit(PRICE, 1_000, 5_000);
  const paid = (await moneyOf(master, puppet.address)) - before;
  const credited = await market.read.creditOf([puppet.address, zeroAddress]);
  assert.equal(paid + credited, net, "a seller is paid once");
  assert.ok(!(await outcomesOf(puppet)).includes(true), "the market is shut while it pays");

  await setScript(puppet, calls);
  await execute(puppet, calls[1]!);
  assert.deepEqual(await outcomesOf(puppet), [false, false, false, false], "and while credits are withdrawn");
  await assertEscrow(platform, [puppet.address]);
}

/** The price rises, or the seller lists another share, between signing and mining. */
async function priceChanges(platform: MarketPlatform): Promise<void> {
  const master = await launchListed(platform);
  const { market } = platform;
  const dearer = [await askFor(master, 1, { price: PRICE * 100n })];
  await market.write.update([dearer], { account: ann });
  const value = PRICE * 100n;
  const signed = market.write.buy([[wanted(master, 1)], true], { account: ben, value });
  await Promise.allSettled([signed]);
  assert.equal(await ownerOf(master, 1), ann, "not bought at another price");
  await give(master, ann, cleo, 2);
  await approveMarket(master, platform, cleo);
  await list(platform, master, cleo, [2], { price: PRICE * 2n });
  await Promise.allSettled([take(platform, master, ben, [2])]);
  assert.equal(await ownerOf(master, 2), cleo);
  await market.write.cancel([[{ shares: master.address, id: 3n }]], { account: ann });
  await Promise.allSettled([take(platform, master, ben, [3])]);
  assert.equal(await ownerOf(master, 3), ann, "not bought after it was taken back");
}

/** A listing made long ago at an old price, and a share that came back since. */
const revivals: Record<string, (platform: MarketPlatform, master: Master) => Promise<void>> = {
  "sold and bought back": async (platform, master) => {
    await approveMarket(master, platform, ben);
    await take(platform, master, ben, [1]);
    await list(platform, master, ben, [1]);
    await take(platform, master, ann, [1]);
  },
  "lent and returned": async (_, master) => {
    await give(master, ann, ben, 1);
    await give(master, ben, ann, 1);
  },
  "given to itself": async (_, master) => {
    await give(master, ann, ann, 1);
  },
  "staked and free again": async (_, master) => {
    await stake(master, ann, [1]);
    await wait(30 * DAY);
    await requestUnstake(master, ann, [1]);
    await wait(7 * DAY);
  },
};
const revival = (how: string) => async (platform: MarketPlatform) => {
  const master = await launch(platform);
  await buyAndList(platform, master, ann, [1], { expiry: (await inOneDay()) + 300 * DAY });
  await revivals[how]!(platform, master);
  await Promise.allSettled([take(platform, master, ben, [1])]);
  assert.equal(await ownerOf(master, 1), ann, how);
};

/** Trades that would keep the mover's or the artist's part: each pays both, to the wei. */
async function moverGames(platform: MarketPlatform): Promise<void> {
  const master = await launchListed(platform);
  const { market } = platform;
  const split = expectedSplit(PRICE, 1_000, 5_000);
  const credits = async () => [
    await market.read.creditOf([ann, zeroAddress]),
    await market.read.artistCreditOf([1n, zeroAddress]),
  ];
  await take(platform, master, cleo, [1]);
  assert.deepEqual(await credits(), [split.moverAmount, split.artistAmount], "the mover sells");
  await approveMarket(master, platform, cleo);
  await list(platform, master, cleo, [1]);
  await take(platform, master, ann, [1]);
  assert.deepEqual(await credits(), [2n * split.moverAmount, 2n * split.artistAmount], "the mover buys back");
  await give(master, ann, artist, 2);
  await approveMarket(master, platform, artist);
  await list(platform, master, artist, [2]);
  await take(platform, master, ben, [2]);
  assert.deepEqual(await credits(), [3n * split.moverAmount, 3n * split.artistAmount], "the artist sells");
  const offerId = await makeOffer(platform, master, ben, 0);
  await market.write.acceptOffer([offerId, 1n, 0n], { account: ann });
  assert.deepEqual(await credits(), [4n * split.moverAmount, 4n * split.artistAmount], "by an offer");
}

/** Each way into a staked share, and each way to somebody else's money or share. */
async function trespass(platform: MarketPlatform): Promise<void> {
  const master = await launchListed(platform);
  const usdc = await launchUsdc(platform);
  const { market } = platform;
  await stake(master, ann, [1]);
  const offerId = await makeOffer(platform, master, ben, 0);
  const others = await makeOffer(platform, usdc, cleo, 0, 1_000n);
  const account = stranger;
  for (const [name, attempt] of Object.entries({
    "buys a staked share": () => take(platform, master, ben, [1]),
    "sells a staked share to an offer": () => market.write.acceptOffer([offerId, 1n, 0n], { account: ann }),
    "sells another's share to an offer": () => market.write.acceptOffer([offerId, 2n, 0n], { account }),
    "lists another's share": () => list(platform, master, stranger, [2], { price: 1n }),
    "takes another's listing back": () =>
      market.write.cancel([[{ shares: master.address, id: 2n }]], { account }),
    "takes another's offer back": () => market.write.cancelOffers([[others]], { account }),
    "withdraws another's credit": () => market.write.withdraw([[zeroAddress], [1n]], { account }),
    "pays a dollar listing in nothing": () => market.write.buy([[wanted(usdc, 1)], false], { account }),
  })) {
    assert.ok(await isRefused(attempt()), name);
  }
  assert.equal(await ownerOf(master, 1), ann);
  await assertEscrow(platform);
}

/** One share paid once cannot be taken twice, and what came for one line never pays another. */
async function doubleSpending(platform: MarketPlatform): Promise<void> {
  const master = await launchListed(platform);
  const usdc = await launchUsdc(platform);
  await buyAndList(platform, usdc, cleo, [1], { price: PRICE / 10n ** 9n });
  await makeOffer(platform, master, cleo, 0, PRICE * 50n);
  const { market } = platform;
  const before = await moneyOf(master, ben);
  const dollars = await moneyOf(usdc, ben);
  const price = PRICE / 10n ** 9n;
  const purchases = [wanted(master, 1), wanted(master, 1), wanted(usdc, 1, price), wanted(master, 2)];
  const short = market.write.buy([purchases, true], { account: ben, value: PRICE });
  assert.ok(await isRefused(short), "one price for two shares");
  await market.write.buy([purchases, true], { account: ben, value: PRICE * 4n });
  assert.ok(before - (await moneyOf(master, ben)) >= 2n * PRICE, "two shares, two prices");
  assert.equal(dollars - (await moneyOf(usdc, ben)), price);
  await assertEscrow(platform);
}

const checks: Record<string, (platform: MarketPlatform) => Promise<void>> = {
  reentrancy,
  priceChanges,
  moverGames,
  trespass,
  doubleSpending,
  ...Object.fromEntries(
    Object.keys(revivals).map((how) => [`a listing of a share that was ${how}`, revival(how)]),
  ),
};

describe("attack: the share market", () => {
  for (const [name, check] of Object.entries(checks)) {
    it(`gains nothing (${name})`, async () => check(await loadFixture(deployMarketPlatform)));
  }

  it("goes red on a copy without a guard on cancelled offers", () =>
    marketGoesRed(reentrancy, {
      file: MARKET,
      replace: "function cancelOffers(uint256[] calldata offerIds) external nonReentrant {",
      with: "function cancelOffers(uint256[] calldata offerIds) external {",
    }));

  it("goes red on a copy that takes any price", () =>
    marketGoesRed(priceChanges, {
      file: MARKET,
      replace: "entry.price != purchase.price",
      with: "entry.price < purchase.price",
    }));

  it("goes red on a copy that forgets the version of the share", () =>
    marketGoesRed(revival("lent and returned"), {
      file: MARKET,
      replace: "if (entry.price == 0 || entry.version != share.version) {\n            reason",
      with: "if (entry.price == 0) {\n            reason",
    }));

  it("goes red on a copy that spares the mover who sells", () =>
    marketGoesRed(moverGames, {
      file: LEDGER,
      replace: "if (split.moverAmount != 0) _credits",
      with: "if (split.moverAmount != 0 && split.mover != msg.sender) _credits",
    }));

  it("goes red on a copy that refunds everybody's offers to whoever asks", () =>
    marketGoesRed(trespass, {
      file: MARKET,
      replace: "if (msg.sender != bid.bidder && block.timestamp < bid.expiry) {",
      with: "if (msg.sender != bid.bidder && block.timestamp > bid.expiry) {",
    }));

  it("goes red on a copy that counts one share's price for all", () =>
    marketGoesRed(doubleSpending, {
      file: MARKET,
      replace: "cost += payment.price;",
      with: "cost = payment.price;",
    }));
});
