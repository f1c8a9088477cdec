import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Row } from "./row.ts";
import { startStackProcess } from "./stack-process.ts";

const WARM_RUNS = 3;

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

function row(name: string, ms: number, target: number | null = null): Row {
  const value = Math.round(ms / 100) / 10;
  return { area: "stack", name, value, unit: "s", peer: null, peerValue: null, target };
}

/** A start on an empty state, then some on what it left. */
export async function measureStack(): Promise<Row[]> {
  const state = mkdtempSync(join(tmpdir(), "audifi-bench-"));
  try {
    const cold = await startStackProcess(state);
    const coldStop = await cold.stop();
    const warm: number[] = [];
    const stops = [coldStop];
    for (let run = 0; run < WARM_RUNS; ++run) {
      const stack = await startStackProcess(state);
      warm.push(stack.readyMs);
      stops.push(await stack.stop());
    }
    return [
      row("npm start, cold state", cold.readyMs, 30),
      row(`npm start, warm state (median of ${WARM_RUNS})`, median(warm), 12),
      row(`Stop (median of ${stops.length})`, median(stops)),
    ];
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}
