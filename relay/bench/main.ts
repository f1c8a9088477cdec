import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { measureFanOut } from "./fan-out.ts";
import { measureRooms } from "./room/room.ts";
import type { Endpoints } from "./room/stage.ts";
import { percentiles, row } from "./rows.ts";

/** `node relay/bench/main.ts --endpoints FILE --out FILE`: a running relay whose rate limit is off. */
const { values: flags } = parseArgs({ options: { endpoints: { type: "string" }, out: { type: "string" } } });
if (flags.endpoints === undefined || flags.out === undefined) {
  throw new Error("usage: main.ts --endpoints FILE --out FILE");
}

const REQUESTS = 1_000;
const AT_ONCE = 10;

const endpoints = JSON.parse(readFileSync(flags.endpoints, "utf8")) as Endpoints;
const { relay, wallets } = endpoints;
const [{ address: account } = { address: "" }] = wallets;

async function timeOf(path: string, body?: object): Promise<number> {
  const begun = performance.now();
  const response = await fetch(`${relay}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: body === undefined ? {} : { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return performance.now() - begun;
}

async function measure(name: string, request: () => Promise<number>) {
  for (let i = 0; i < 50; ++i) await request();
  const times: number[] = [];
  const begun = performance.now();
  const worker = async () => {
    for (let i = 0; i < REQUESTS / AT_ONCE; ++i) times.push(await request());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const perSecond = Math.round((REQUESTS * 1_000) / (performance.now() - begun));
  return [
    row(`${name}, ${AT_ONCE} at once, requests`, perSecond, "per second"),
    ...percentiles(`${name}, ${AT_ONCE} at once`, times),
  ];
}

const ticketRequest = () => ({
  account,
  kind: "metadata",
  digest: `0x${randomBytes(32).toString("hex")}`,
  size: 1_000,
});

const rows = [
  ...(await measure("GET /healthz", () => timeOf("/healthz"))),
  ...(await measure("POST /v1/pins/tickets", () => timeOf("/v1/pins/tickets", ticketRequest()))),
  ...(await measure("GET /v1/auth/session", () => timeOf("/v1/auth/session"))),
  ...(await measure("GET /v1/billing/plans", () => timeOf("/v1/billing/plans"))),
  ...(await measure("GET /v1/pins/quota/:address", () => timeOf(`/v1/pins/quota/${account}`))),
  ...percentiles(
    "GET /v1/live, 1,000 listeners, from the first who hears to each",
    await measureFanOut(relay),
  ),
  ...(await measureRooms(endpoints)),
];
writeFileSync(flags.out, JSON.stringify(rows));
