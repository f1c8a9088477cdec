import assert from "node:assert/strict";
import { describe, it } from "node:test";

import hre from "hardhat";

import { buy, requestUnstake, stake } from "../helpers/actions.ts";
import { deployPlatform, launch } from "../helpers/fixture.ts";
import { DAY, gasOf, loadFixture, people, wait } from "../helpers/network.ts";

const MAX_TX_GAS = 16_000_000n;
const BATCHES = 500;
const BATCH = 200;

describe("MasterShares", () => {
  describe("stake", () => {
    describe("when 500 ids of 500 batches, all over the largest master, are staked in one call", () => {
      it(
        "stays within the gas of a transaction, there and back",
        { skip: hre.globalOptions.coverage },
        async () => {
          const totalShares = BATCHES * BATCH;
          const master = await launch(await loadFixture(deployPlatform), {
            totalShares,
            publicShares: totalShares,
            price: 1n,
          });
          for (let i = 0; i < BATCHES; ++i) await buy(master, people.ann, BATCH);
          const ids = Array.from({ length: BATCHES }, (_, i) => (i + 1) * BATCH);
          const gas = await gasOf(stake(master, people.ann, ids));
          assert.ok(gas < MAX_TX_GAS, `${gas}`);
          await wait(30 * DAY);
          const back = await gasOf(requestUnstake(master, people.ann, ids));
          assert.ok(back < MAX_TX_GAS, `${back}`);
        },
      );
    });
  });
});
