import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { Address } from "viem";

import { buy, claim, claimable, deposit, give, requestUnstake, stake } from "../helpers/actions.ts";
import { goesRed } from "../helpers/broken-copy.ts";
import { deployPlatform, launch, type Master, type Platform } from "../helpers/fixture.ts";
import { assertExact } from "../helpers/ledger.ts";
import { naiveDividends } from "../helpers/naive-dividends.ts";
import { DAY, loadFixture, now, people, publicClient, wait } from "../helpers/network.ts";
import { seeded } from "../helpers/random.ts";

const { artist, ann, ben, cleo, dan } = people;
const holders: readonly Address[] = [ann, ben, cleo, dan, artist];
const TOTAL = 40;

type Model = ReturnType<typeof naiveDividends>;

const balanceOf = (address: Address) => publicClient.getBalance({ address });

/** Popsicle 2021: claim, hand the shares to an accomplice, claim again. */
async function claimTransferClaim(platform: Platform): Promise<void> {
  const master = await launch(platform, { totalShares: 10, publicShares: 10 });
  await buy(master, ann, 5);
  await buy(master, ben, 5);
  await deposit(master, 1_000n);
  await claim(ann, master);
  for (const [from, to] of [
    [ann, cleo],
    [cleo, dan],
    [dan, ann],
  ] as const) {
    for (const id of [1, 2, 3, 4, 5]) await give(master, from, to, id);
    assert.equal(await claimable(master, to), 0n, "an accomplice may claim again");
  }
  assert.equal(await claimable(master, ben), 500n);
  await assertExact(master);
}

/** One random action on the contracts and on the model; what cannot be done now is skipped. */
async function act(master: Master, model: Model, random: ReturnType<typeof seeded>): Promise<void> {
  const who = random.pick(holders);
  const free = model.idsOf(who, false);
  const staked = model.idsOf(who, true);
  const left = TOTAL - 5 - model.shares.length;
  const kind = random.below(10);
  if (kind <= 1 && left > 0 && who !== artist) {
    const count = 1 + random.below(Math.min(4, left));
    await buy(master, who, count);
    model.mint(who, count);
  } else if (kind <= 3) {
    const amount = BigInt(1 + random.below(random.pick([10, 1_000, 1_000_000])));
    await deposit(master, amount);
    model.deposit(amount);
  } else if (kind <= 6 && free.length > 0) {
    const id = random.pick(free);
    const to = random.pick(holders);
    await give(master, who, to, id);
    model.move(id, to);
  } else if (kind === 7 && free.length > 0) {
    const id = random.pick(free);
    await stake(master, who, [id]);
    model.stake(id, true);
  } else if (kind === 8 && staked.length > 0) {
    await wait(31 * DAY);
    await requestUnstake(master, who, [staked[0]!]);
    model.stake(staked[0]!, false);
    await wait(8 * DAY);
    if (left > 0) await master.shares.write.extendOffering([(await now()) + 364 * DAY], { account: artist });
  } else if (model.owedTo(who) > 0n) {
    const vault = master.platform.vault.address;
    const before = await balanceOf(vault);
    await claim(who, master);
    assert.equal(before - (await balanceOf(vault)), model.claim(who), "paid");
  }
}

const compare = async (master: Master, model: Model) => {
  for (const account of holders) {
    assert.equal(await claimable(master, account), model.owedTo(account), `owed to ${account}`);
  }
  const book = await master.platform.vault.read.book([master.address, master.currency]);
  assert.equal(book[1], model.artistCredit(), "artist");
};

/** Five accounts in any order, compared with the naive model after every step. */
const anyOrder = (seed: number, steps: number) => async (platform: Platform) => {
  const random = seeded(seed);
  const end = (await now()) + 364 * DAY;
  const master = await launch(platform, { totalShares: TOTAL, publicShares: TOTAL - 5, end });
  const model = naiveDividends(TOTAL);
  for (let step = 0; step < steps; step++) {
    await act(master, model, random);
    await compare(master, model);
  }
  const left = TOTAL - 5 - model.shares.length;
  if (left > 0) await buy(master, ann, left);
  model.mint(ann, left);
  await master.shares.write.mintRemaining([artist, 5n], { account: artist });
  model.mint(artist, 5);
  await deposit(master, 999_999n);
  model.deposit(999_999n);
  await compare(master, model);
  await assertExact(master);
};

describe("attack: dividends claimed twice", () => {
  it("pays nothing for claim, transfer, claim", async () => {
    await claimTransferClaim(await loadFixture(deployPlatform));
  });

  for (const seed of [1, 2, 3]) {
    it(`pays five accounts in any order what the naive model says (seed ${seed})`, async () => {
      await anyOrder(seed, 60)(await loadFixture(deployPlatform));
    });
  }

  describe("on copies that forget to settle", () => {
    const settle = "masters/ShareLedger.sol";

    it("goes red when the receiver of a transfer is not settled", () =>
      goesRed(claimTransferClaim, "shares", {
        file: settle,
        replace: "_holders[to] = _holders[to].settled(acc) + 1;",
        with: "_holders[to] = _holders[to] + 1;",
      }));

    it("goes red when the sender of a transfer is not settled", () =>
      goesRed(anyOrder(1, 60), "shares", {
        file: settle,
        replace: "uint256 holder = _holders[from].settled(acc);",
        with: "uint256 holder = _holders[from];",
      }));

    it("goes red when a claim leaves the debt", () =>
      goesRed(anyOrder(1, 60), "shares", {
        file: "masters/MasterShares.sol",
        replace: "entry.value = holder.withoutOwed();",
        with: "entry.value = holder;",
      }));

    it("goes red when staking is not settled", () =>
      goesRed(anyOrder(1, 60), "shares", {
        file: "masters/MasterShares.sol",
        replace: "_holders[msg.sender].settled(state.acc())",
        with: "_holders[msg.sender]",
      }));

    it("goes red when what the artist mints is not settled", () =>
      goesRed(anyOrder(1, 60), "shares", {
        file: "masters/ShareOffering.sol",
        replace: "_holders[to].settled(state.acc()) + count",
        with: "_holders[to] + count",
      }));
  });
});
