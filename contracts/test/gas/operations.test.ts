import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { before, describe, it } from "node:test";

import hre from "hardhat";

import { type Figures, measure } from "./measure.ts";

/**
 * Receipt gas of every operation against the figures that were committed. A change has a reason: record it with
 * `UPDATE_GAS=1` and give the reason in the commit.
 */
const file = new URL("./snapshot.json", import.meta.url);
const committed: Figures = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};

/** The figures to reach, in gas. */
const limits: Figures = {
  "buy 1 share, first": 84_000,
  "buy 1 share, later": 67_000,
  "buy 10 shares, first": 106_000,
  "buy 10 shares, later": 89_000,
  "transfer, existing holder": 46_000,
  "transfer, new holder": 63_000,
  "transfer, first out of a batch, existing holder": 68_000,
  "transfer, first out of a batch, new holder": 85_000,
  "transfer by an operator, existing holder": 64_000,
  "transfer by an operator, new holder": 82_000,
  "transfer by an operator, first out of a batch, existing holder": 86_000,
  "transfer by an operator, first out of a batch, new holder": 104_000,
  deposit: 46_000,
  "claim from 1 master": 50_000,
  "claim from 5 masters": 125_000,
  "stake a share": 48_000,
  "stake a share, out of a batch": 70_000,
};

/** Bytes of ids in calldata that are zero or not. */
const CALLDATA_NOISE = 50;

// Coverage instruments the contracts, and every figure with them.
describe("gas", { skip: hre.globalOptions.coverage }, () => {
  let figures: Figures;

  before(async () => {
    figures = await measure();
    if (process.env.UPDATE_GAS === "1") writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
  });

  it("is what was committed", () => {
    assert.deepEqual(figures, process.env.UPDATE_GAS === "1" ? figures : committed);
  });

  it("stays within the figures to reach", () => {
    const above = Object.entries(limits)
      .filter(([name, limit]) => !(figures[name]! <= limit))
      .map(([name, limit]) => `${name}: ${figures[name]} > ${limit}`);
    assert.deepEqual(above, []);
  });

  it("does not depend on how many shares a holder has", () => {
    for (const operation of ["claim", "transfer"]) {
      const scale = [1, 50, 1_000].map((count) => figures[`scale: ${operation} with ${count} shares`]!);
      const spread = Math.max(...scale) - Math.min(...scale);
      assert.ok(spread <= CALLDATA_NOISE, `${operation}: ${scale.join(", ")}`);
    }
  });
});
