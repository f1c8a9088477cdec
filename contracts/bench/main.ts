import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { deployPlatform } from "../test/helpers/fixture.ts";
import { coins } from "./gas/coins.ts";
import { dividends } from "./gas/dividends.ts";
import { operatorTransfers } from "./gas/operator-transfers.ts";
import { purchases } from "./gas/purchases.ts";
import { registrations } from "./gas/registrations.ts";
import { sales } from "./gas/sales.ts";
import { transfers } from "./gas/transfers.ts";
import { votes } from "./gas/votes.ts";
import { type Row, run } from "./measure.ts";
import { measureScale } from "./scale.ts";

/** `node contracts/bench/main.ts --area gas --out FILE`: measures an area and writes its rows. */
const { values } = parseArgs({ options: { area: { type: "string" }, out: { type: "string" } } });

async function measureGas(): Promise<Row[]> {
  const platform = await deployPlatform();
  const rows: Row[] = [];
  const all = [purchases, transfers, operatorTransfers, dividends, sales, registrations, coins, votes];
  for (const prepare of all) {
    rows.push(...(await run("gas", await prepare(platform))));
  }
  return rows;
}

const areas: Record<string, () => Promise<Row[]>> = {
  gas: measureGas,
  scale: async () => measureScale(await deployPlatform()),
};
const measure = areas[values.area ?? ""];
if (measure === undefined || values.out === undefined) {
  throw new Error(`usage: main.ts --area ${Object.keys(areas).join("|")} --out FILE`);
}
writeFileSync(values.out, JSON.stringify(await measure()));
