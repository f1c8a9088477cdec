import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { testUsdcAbi } from "@audifi/contracts/abi";
import { type Address, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { HistoryChain } from "../../src/catalogue/history/chain.ts";
import { momentOf, timeOf } from "../../src/catalogue/history/steps.ts";
import { type Stage, openStage } from "./helpers/stage.ts";

const DAY = 86_400;
const person = privateKeyToAccount(generatePrivateKey());

describe("HistoryChain", () => {
  let stage: Stage;
  let chain: HistoryChain;
  let usdc: Address;
  let time: number;

  before(
    async () => {
      stage = await openStage();
      usdc = stage.deployment.currencies.find(({ symbol }) => symbol === "USDC")?.address as Address;
      time = stage.now - 300 * DAY;
      chain = new HistoryChain(stage.rpcUrl, stage.deployment.chainId);
      await chain.begin([person], parseEther("1"));
    },
    { timeout: 600_000 },
  );
  beforeEach(() => void (time += DAY));
  after(() => stage.close());

  const mint = (amount: bigint): void =>
    chain.send(person, {
      ...{ to: usdc, abi: testUsdcAbi, functionName: "mint" },
      args: [person.address, amount],
    });
  const balance = (): Promise<bigint> =>
    chain.client.readContract({
      ...{ address: usdc, abi: testUsdcAbi, functionName: "balanceOf" },
      args: [person.address],
    });
  const head = () => chain.client.getBlock({ blockTag: "latest" });

  it("mines what was left behind with what follows, at the time of the last of it", async () => {
    const { number } = await head();
    mint(1n);
    chain.leave(time);
    mint(2n);
    chain.leave(time + 60);
    await chain.settle();
    const block = await head();
    assert.equal(block.number, number + 1n);
    assert.equal(block.timestamp, BigInt(time + 60));
    assert.equal(block.transactions.length, 2);
  });

  it("lets whoever reads see what was left behind, and nothing of what was not", async () => {
    const had = await balance();
    mint(10n);
    chain.leave(time);
    mint(500n);
    assert.deepEqual(await Promise.all([balance(), balance()]), [had + 10n, had + 10n]);
    assert.equal((await head()).timestamp, BigInt(time));
    chain.leave(time + 60);
    assert.equal(await balance(), had + 510n);
    assert.equal((await head()).timestamp, BigInt(time + 60));
  });

  it("mines what was left behind together with what must happen at a time of its own", async () => {
    mint(1n);
    chain.leave(time);
    mint(2n);
    await chain.mine(time + 30);
    const { number, timestamp, transactions } = await head();
    assert.deepEqual([timestamp, transactions.length], [BigInt(time + 30), 2]);
    await chain.settle();
    assert.equal((await head()).number, number);
  });
});

describe("timeOf", () => {
  const now = 1_800_000_123;
  const days = Array.from({ length: 4_000 }, (_, index) => 400 - index / 10);

  it("keeps the order of days", () => {
    const times = days.map((day) => timeOf(now, day));
    assert.deepEqual(
      times,
      times.toSorted((one, other) => one - other),
    );
  });

  it("keeps days up to the 45th to the second", () => {
    for (const day of days.filter((one) => one <= 45)) {
      assert.equal(timeOf(now, day), Math.floor(now - day * DAY));
      assert.equal(momentOf(day), day);
    }
  });

  it("puts what happened within days long ago into one hour, and moves nothing by a week", () => {
    for (const at of [now, now + 300, now + 900, now + 3_000]) {
      const moments = Map.groupBy(
        days.filter((one) => one > 45),
        momentOf,
      );
      assert.ok(moments.size < 100, String(moments.size));
      for (const together of moments.values()) {
        const times = together.map((day) => timeOf(at, day));
        assert.equal(new Set(times.map((time) => Math.floor(time / 3_600))).size, 1);
        const moved = together.map((day, index) => Math.abs((times[index] as number) - (at - day * DAY)));
        assert.ok(Math.max(...moved) < 6 * DAY);
      }
    }
  });
});
