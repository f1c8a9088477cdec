import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { endWithUsage, readFlags } from "../flags.ts";
import { type Area, areas } from "./areas.ts";
import { writeResults } from "./results.ts";
import type { Row } from "./row.ts";
import { releaseStack } from "./shared-stack.ts";
import { renderTables } from "./tables.ts";

const usage = `usage: npm run bench -- [--only <area>[,<area>]] [--json <file>]

Areas: ${areas.map(({ name }) => name).join(", ")}
Without --only all but ${areas.flatMap(({ name, isLong }) => (isLong ? [name] : [])).join(", ")}.`;

const flags = readFlags(usage, { json: { type: "string" }, only: { type: "string" } });

function choose(): readonly Area[] {
  if (flags.only === undefined) return areas.filter(({ isLong }) => !isLong);
  const names = flags.only.split(",");
  const unknown = names.find((name) => !areas.some((area) => area.name === name));
  if (unknown !== undefined) endWithUsage(`There is no area "${unknown}"`, usage);
  return areas.filter(({ name }) => names.includes(name));
}

try {
  const rows: Row[] = [];
  for (const area of choose()) {
    console.log(`\n${area.title}\n`);
    const [loadBefore = 0] = loadavg();
    const measured = await area.measure();
    const tables = renderTables(measured);
    console.log(tables);
    await writeResults(area, tables, loadBefore);
    rows.push(...measured);
    if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(rows, null, 2)}\n`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await releaseStack();
}
