import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { before, describe, it } from "node:test";

import hre from "hardhat";

import type { Figures } from "./measure.ts";
import { measureStudio } from "./studio.ts";

/** As in `operations.test.ts`: record a change that has a reason with `UPDATE_GAS=1`. */
const file = new URL("./studio.snapshot.json", import.meta.url);
const committed: Figures = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};

describe("gas of studio sessions", { skip: hre.globalOptions.coverage }, () => {
  let figures: Figures;

  before(async () => {
    figures = await measureStudio();
    if (process.env.UPDATE_GAS === "1") writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
  });

  it("is what was committed", () => {
    assert.deepEqual(figures, process.env.UPDATE_GAS === "1" ? figures : committed);
  });
});
