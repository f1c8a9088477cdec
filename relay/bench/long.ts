import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { measureLongRoom } from "./room/long-room.ts";
import { wakeDebugger } from "./room/memory.ts";
import type { Endpoints } from "./room/stage.ts";

/** `node relay/bench/long.ts --endpoints FILE --out FILE`: like `main.ts`, for what takes ten minutes. */
const { values: flags } = parseArgs({ options: { endpoints: { type: "string" }, out: { type: "string" } } });
if (flags.endpoints === undefined || flags.out === undefined) {
  throw new Error("usage: long.ts --endpoints FILE --out FILE");
}

const endpoints = JSON.parse(readFileSync(flags.endpoints, "utf8")) as Endpoints;
const debuggerAddress = await wakeDebugger(dirname(flags.endpoints));
writeFileSync(flags.out, JSON.stringify(await measureLongRoom(endpoints, debuggerAddress)));
