import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

/** `node relay/bench/main.ts --endpoints FILE --out FILE`: a running relay whose rate limit is off. */
const { values: flags } = parseArgs({ options: { endpoints: { type: "string" }, out: { type: "string" } } });
if (flags.endpoints === undefined || flags.out === undefined) {
  throw new Error("usage: main.ts --endpoints FILE --out FILE");
}

const REQUESTS = 1_000;
const AT_ONCE = 10;

interface Endpoints {
  relay: string;
  wallets: { address: string }[];
}

const { relay, wallets } = JSON.parse(readFileSync(flags.endpoints, "utf8")) as Endpoints;
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
  const worker = async () => {
    for (let i = 0; i < REQUESTS / AT_ONCE; ++i) times.push(await request());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  times.sort((one, other) => one - other);
  return Object.entries({ p50: 0.5, p99: 0.99 }).map(([label, part]) => ({
    area: "relay",
    name: `${name}, ${AT_ONCE} at once, ${label}`,
    value: Math.round(times[Math.floor(times.length * part)]! * 10) / 10,
    unit: "ms",
    ...{ peer: null, peerValue: null, target: null },
  }));
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
  ...(await measure("GET /v1/pins/quota/:address", () => timeOf(`/v1/pins/quota/${account}`))),
];
writeFileSync(flags.out, JSON.stringify(rows));
