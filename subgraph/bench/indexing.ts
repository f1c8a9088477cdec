import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { type Abi, type Address, getAddress, pad, zeroAddress } from "viem";

import { masterSharesAbi } from "../../contracts/exports/abi.ts";
import { buildSubgraph } from "../scripts/build.ts";
import {
  query,
  type Service,
  startAnvil,
  startGraphNode,
  startIpfs,
  startPostgres,
  temporaryFolder,
} from "../tests/harness.ts";
import { call } from "../tests/parity/chain.ts";
import { Random } from "../tests/parity/random.ts";
import { addMasters, createWorld, FANS, type World } from "../tests/parity/world.ts";
import { buildFloor } from "./floor.ts";
import { measureQueries, row } from "./measure.ts";

/** `node subgraph/bench/indexing.ts --out FILE`: how fast a chain is indexed, beside the least that can be indexed. */
const { values: flags } = parseArgs({ options: { out: { type: "string" } } });
if (flags.out === undefined) throw new Error("usage: indexing.ts --out FILE");

const SHARES = 50_000;
const A_PURCHASE = 2_000;
const GIFTS = 5_000;
const GIFTS_PER_BLOCK = 50;
const HOLDERS = 1_000;
const TARGET = 0.42;
const ANVIL = ["--auto-impersonate", "--order", "fifo", "--gas-limit", "4000000000", "--code-size-limit"];

interface Played {
  shares: Address;
  /** The last block of purchases, and of gifts. */
  bought: number;
  given: number;
}

const head = async ({ chain }: World): Promise<number> => Number((await chain.block("latest")).number);

/** One master is sold to fourteen fans, who give its shares to a thousand people. */
async function play(world: World): Promise<Played> {
  const random = new Random(1);
  const base = { artist: 0, currency: zeroAddress, walletCap: 0, startsIn: 0, days: 300, presaleDays: 0 };
  const plan = { ...base, price: 3n, totalShares: SHARES, publicShares: SHARES };
  const [master] = await addMasters(world, [plan]);
  const { shares } = master!;
  const send = (from: Address, functionName: string, args: readonly unknown[], value = 0n) =>
    call(functionName, from, shares, masterSharesAbi as Abi, functionName, args, value);
  const owners: Address[] = [];
  for (let sold = 0; sold < SHARES; sold += A_PURCHASE) {
    const buyer = FANS[(sold / A_PURCHASE) % FANS.length]!;
    await world.chain.mustMine([send(buyer, "buy", [BigInt(A_PURCHASE)], 3n * BigInt(A_PURCHASE))]);
    for (let i = 0; i < A_PURCHASE; ++i) owners.push(buyer);
  }
  const bought = await head(world);
  const people = Array.from({ length: HOLDERS }, (_, i) =>
    getAddress(pad(`0x${(0xbeef0000 + i).toString(16)}`, { size: 20 })),
  );
  for (let done = 0; done < GIFTS; done += GIFTS_PER_BLOCK) {
    const gifts = Array.from({ length: GIFTS_PER_BLOCK }, (_, i) => {
      const at = (done + i) * Math.floor(SHARES / GIFTS);
      return send(owners[at]!, "transferFrom", [owners[at], random.pick(people), BigInt(at + 1)]);
    });
    await world.chain.mustMine(gifts);
  }
  return { shares, bought, given: await head(world) };
}

/** Events a second while it goes through the purchases, and through the gifts. */
async function measureRate(url: string, { bought, given }: Played, first: number): Promise<[number, number]> {
  const reached = async (block: number): Promise<number> => {
    for (;;) {
      const { _meta } = await query<{ _meta: { block: { number: number } } }>(
        url,
        "{ _meta { block { number } } }",
      );
      const at = performance.now();
      if (_meta.block.number >= block) return at;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const begun = await reached(first);
  const afterPurchases = await reached(bought);
  const end = await reached(given);
  return [SHARES / ((afterPurchases - begun) / 1000), GIFTS / ((end - afterPurchases) / 1000)];
}

const services: Service[] = [];
async function start<T extends Service>(service: Promise<T>): Promise<T> {
  services.unshift(await service);
  return service;
}

/** A graph-node of its own, with a database of its own, for one subgraph at a time. */
async function index<T>(
  manifest: string,
  rpc: string,
  ipfs: string,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const postgres = await startPostgres();
  try {
    const node = await startGraphNode({ postgres: postgres.url, rpc, ipfs, manifest, network: "localhost" });
    try {
      return await use(node.url);
    } finally {
      await node.stop();
    }
  } finally {
    await postgres.stop();
  }
}

const folder = temporaryFolder("bench");
try {
  const [chain, ipfs] = await Promise.all([
    start(startAnvil([...ANVIL, "10000000"])),
    start(startIpfs(new Map())),
  ]);
  const world = await createWorld(chain.url, join(folder, "deployments"));
  const first = await head(world);
  const played = await play(world);
  const floor = buildFloor(played.shares, join(folder, "floor"));
  const floors = await index(floor, chain.url, ipfs.url, (url) => measureRate(url, played, first));
  const { manifestPath } = await buildSubgraph({
    deployment: world.deployment,
    outDir: join(folder, "ours"),
  });
  const rows = await index(manifestPath, chain.url, ipfs.url, async (url) => {
    const rates = await measureRate(url, played, first);
    const names = ["Shares sold, 2,000 at once", "Shares given, 50 in a block"];
    return [
      ...names.map((name, i) => {
        const least = floors[i]!;
        return row(
          `${name}: transfers indexed a second`,
          Math.round(rates[i]!),
          "/s",
          Math.round(least * TARGET),
          {
            name: "one immutable entity for each",
            value: Math.round(least),
          },
        );
      }),
      row("Shares in the index", SHARES, ""),
      ...(await measureQueries(url, played.shares.toLowerCase())),
    ];
  });
  writeFileSync(flags.out, JSON.stringify(rows.map((one) => ({ ...one, area: "indexing" }))));
} finally {
  for (const service of services) await service.stop();
}
