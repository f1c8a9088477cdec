import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { getAddress, type Abi, type Hex } from "viem";

import { masterSharesAbi, switchboardAbi } from "../../../contracts/exports/abi.ts";
import { buildSubgraph } from "../../scripts/build.ts";
import {
  startAnvil,
  startGraphNode,
  startIpfs,
  startPostgres,
  temporaryFolder,
  type Service,
} from "../harness.ts";
import { buyPresale, randomAction } from "./actions.ts";
import { call, type Transaction } from "./chain.ts";
import { compareMarket } from "./compare-market.ts";
import { compareCoins } from "./compare-coins.ts";
import { compareDaos } from "./compare-daos.ts";
import { compareMasters } from "./compare-masters.ts";
import { compareStudio } from "./compare-studio.ts";
import { compareTotals } from "./compare-totals.ts";
import { playDaos } from "./dao-play.ts";
import { compareDocuments, published } from "./documents.ts";
import { playEndings } from "./endings.ts";
import { readAll, waitForHead } from "./indexed.ts";
import { Model } from "./model.ts";
import { Random } from "./random.ts";
import { playStudio } from "./studio-play.ts";
import { createWorld, FANS, OPERATOR, type World } from "./world.ts";

const SEED = Number(process.env.AUDIFI_PARITY_SEED ?? 20_261);
const ACTIONS = Number(process.env.AUDIFI_PARITY_ACTIONS ?? 3_000);
const MOST_PER_BLOCK = 45;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const DEEPEST = 50;
/** Below the ten newest blocks of a batch, which are all that graph-node fetches. */
const SEEN_AT_ONCE = 5;
const ANVIL = [
  "--auto-impersonate",
  "--order",
  "fifo",
  "--gas-limit",
  "4000000000",
  "--code-size-limit",
  "10000000",
];

describe("parity with the chain", () => {
  const random = new Random(SEED);
  const services: Service[] = [];
  const outDir = temporaryFolder("subgraph");
  const times = new Map<Hex, number>();
  let world: World;
  let model: Model;
  let url: string;

  const start = async <T extends Service>(service: Promise<T>): Promise<T> => {
    services.unshift(await service);
    return service;
  };

  const rebuildModel = async (): Promise<void> => {
    const logs = await world.chain.logs();
    for (const number of new Set(logs.map(({ blockNumber }) => blockNumber))) {
      times.set(number, Number((await world.chain.block(number)).timestamp));
    }
    model = new Model(world.deployment, times);
    model.apply(logs);
  };

  /** `isFollowed` where blocks may be replaced later: anvil forgets them, so graph-node must have seen each in time. */
  const play = async (actions: number, isFollowed = false): Promise<void> => {
    for (let done = 0, blocks = 1; done < actions; blocks++) {
      if (isFollowed && blocks % SEEN_AT_ONCE === 0) await waitForHead(url, world.chain);
      const busy = new Set<string>();
      const wanted = random.int(1, MOST_PER_BLOCK);
      const transactions: Transaction[] = [];
      for (let tries = 0; transactions.length < wanted && tries < 4 * wanted; tries++) {
        transactions.push(...randomAction({ world, model, random, busy }));
      }
      const receipts = await world.chain.mine(
        transactions,
        random.pick([1, 12, HOUR, random.int(1, 60 * HOUR)]),
      );
      const logs = receipts.flatMap((receipt) => receipt.logs);
      if (logs[0]) times.set(logs[0].blockNumber, world.chain.now);
      model.apply(logs);
      done += receipts.filter(({ status }) => status === "0x1").length;
    }
  };

  const compare = async (): Promise<void> => {
    await waitForHead(url, world.chain);
    await rebuildModel();
    await Promise.all([
      compareMasters(url, world, model),
      compareTotals(url, world, model),
      compareMarket(url, world, model),
      compareCoins({ url, world, model, random }),
      compareDaos(url, world),
      compareStudio(url, world),
    ]);
  };

  before(async () => {
    console.log(`seed ${SEED}`);
    const [postgres, chain, ipfs] = await Promise.all([
      start(startPostgres()),
      start(startAnvil(ANVIL)),
      start(startIpfs(published())),
    ]);
    world = await createWorld(chain.url, join(outDir, "deployments"));
    const { manifestPath } = await buildSubgraph({ deployment: world.deployment, outDir });
    const node = { postgres: postgres.url, rpc: chain.url, ipfs: ipfs.url };
    const graph = await start(startGraphNode({ ...node, manifest: manifestPath, network: "localhost" }));
    url = graph.url;
    await rebuildModel();
  });

  after(async () => {
    for (const service of services) await service.stop();
  });

  it("agrees on an untouched platform", compare);

  it("agrees after a purchase of 2,000 shares", async () => {
    const { shares, price } = world.masters[0]!;
    await world.chain.mustMine([
      call("buy 2,000", FANS[0]!, shares, masterSharesAbi as Abi, "buy", [2_000n], 2_000n * price),
    ]);
    await compare();
    assert.equal(model.masters.get(getAddress(shares))?.sold, 2_000);
  });

  it("agrees on a presale that a pause held up beyond its stored end", async () => {
    const { chain, masters, deployment } = world;
    const master = masters.find(({ isPresale }) => isPresale)!;
    const { address } = deployment.contracts.Switchboard;
    const platform = (name: string) => call(name, OPERATOR, address, switchboardAbi as Abi, name);
    await chain.mustMine([buyPresale(world, master, FANS[1]!)], 1.5 * DAY);
    await chain.mustMine([platform("pause")], HOUR);
    await compare();
    await chain.mustMine([platform("unpause")], 3 * DAY);
    await chain.mustMine([buyPresale(world, master, FANS[1]!)], HOUR);
    await compare();
    const where = `master: "${master.shares.toLowerCase()}", isPresale: true`;
    assert.equal((await readAll(url, "purchases", "isPresale", where)).length, 2);
  });

  it(`agrees after ${ACTIONS} random actions`, async () => {
    await play(ACTIONS);
    await compare();
    await compareDocuments(url);
    for (let blocks = 0; blocks < DEEPEST; blocks++) {
      await world.chain.mine([], 12);
      if (blocks % SEEN_AT_ONCE === 0) await waitForHead(url, world.chain);
    }
    await play(60, true);
    await compare();
    for (const [kind, { done, refused }] of world.chain.outcomes)
      console.log(`${kind}: ${done} done, ${refused} refused`);
  });

  it("agrees on DAOs, their proposals and votes", async () => {
    await playDaos({ world, random });
    await compare();
    assert.ok((await compareDaos(url, world)) > 0);
    const states = await readAll(url, "proposals", "isExecuted isCancelled isExtended");
    for (const field of ["isExecuted", "isCancelled", "isExtended"])
      assert.ok(
        states.some((row) => row[field]),
        `no proposal ${field}`,
      );
  });

  it("agrees on studio sessions: bounties, a contested count, an override and a session given up", async () => {
    await rebuildModel();
    await playStudio(world, model.artists[0]!);
    await waitForHead(url, world.chain);
    assert.equal(await compareStudio(url, world), 2);
    const [locked] = await readAll(url, "studioSessions", "overrideCount publicationCount", "status: Locked");
    assert.deepEqual([locked?.overrideCount, locked?.publicationCount], [1, 2]);
  });

  for (const depth of [1, 5, DEEPEST]) {
    it(`agrees after a reorganisation of ${depth} blocks`, async () => {
      const { shares, price } = world.masters[0]!;
      await waitForHead(url, world.chain);
      await world.chain.reorganise(depth, [
        call(
          "buy on the new branch",
          FANS[depth % FANS.length]!,
          shares,
          masterSharesAbi as Abi,
          "buy",
          [3n],
          3n * price,
        ),
      ]);
      await rebuildModel();
      await play(120, true);
      await compare();
    });
  }

  it("agrees on an offering that is extended and closed, and on one that lapses", async () => {
    const artist = model.artists[0]!;
    await playEndings({ world, url, artist }, compare);
  });
});
