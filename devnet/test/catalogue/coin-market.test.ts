import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { planTrades, tradeBetween } from "../../src/catalogue/history/coin-market.ts";

const market = { opening: 0.0001, coins: 250_000, native: 5 };
const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual / expected - 1) < 1e-9, `${actual} is not ${expected}`);

describe("tradeBetween", () => {
  it("buys upwards: what comes in is the liquidity times the way of the root, and the fee", () => {
    const trade = tradeBetween(market, 0.0001, 0.0004);
    assert.ok(trade.side === "buy");
    near(trade.native, (250_000 * 0.01 * 0.01) / 0.99);
  });

  it("sells downwards, and back to the opening price for all that was bought", () => {
    const trade = tradeBetween(market, 0.0004, 0.0001);
    assert.ok(trade.side === "sell");
    near(trade.coins, (250_000 * 0.01 * (1 / 0.01 - 1 / 0.02)) / 0.99);
  });

  it("uses either position on its own side of the opening price", () => {
    const whole = tradeBetween(market, 0.000064, 0.000144);
    const [lower, upper] = [tradeBetween(market, 0.000064, 0.0001), tradeBetween(market, 0.0001, 0.000144)];
    assert.ok(whole.side === "buy" && lower.side === "buy" && upper.side === "buy");
    near(whole.native, lower.native + upper.native);
    near(lower.native, ((5 / 0.01) * 0.002) / 0.99);
  });

  it("needs nothing below the opening price where there is no native coin", () => {
    const trade = tradeBetween({ ...market, native: 0 }, 0.0001, 0.00005);
    assert.deepEqual(trade, { side: "sell", coins: 0 });
  });
});

describe("planTrades", () => {
  const run = { seed: 3, trades: 60, path: [1, 3, 2], from: 300, until: 0.1 };

  it("plans every trade within the run, oldest first, and each time the same", () => {
    const trades = planTrades(run);
    const days = trades.map(({ day }) => day);
    assert.equal(trades.length, 60);
    assert.deepEqual(
      days,
      days.toSorted((one, other) => other - one),
    );
    assert.ok(days.every((day) => day <= 300 && day >= 0.1));
    assert.deepEqual(planTrades(run), trades);
  });

  it("puts a third of them into the last thirty days", () => {
    assert.equal(planTrades(run).filter(({ day }) => day <= 30).length, 20);
  });

  it("follows the path within eight per cent", () => {
    for (const { day, multiple } of planTrades(run)) {
      const progress = ((300 - day) / 299.9) * 2;
      const expected = progress < 1 ? 1 + 2 * progress : 3 - (progress - 1);
      assert.ok(Math.abs(multiple / expected - 1) <= 0.081, `${multiple} on day ${day}`);
    }
  });
});
