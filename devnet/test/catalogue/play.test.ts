import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  accessManagerAbi,
  coinStakingAbi,
  dividendVaultAbi,
  masterRegistryAbi,
  masterSharesAbi,
  shareMarketAbi,
  switchboardAbi,
} from "@audifi/contracts/abi";
import { CID } from "multiformats/cid";
import { create as createDigest } from "multiformats/hashes/digest";
import { type Address, createPublicClient, hexToBytes, http, zeroAddress } from "viem";
import { coins } from "../../src/catalogue/content/coins.ts";
import { artists, masters } from "../../src/catalogue/content/index.ts";
import { studio } from "../../src/catalogue/content/studio.ts";
import { playCatalogue } from "../../src/catalogue/index.ts";
import { demoWallets, studioRelay } from "../../src/wallets.ts";
import { readCoin } from "./helpers/coins.ts";
import { readProposals } from "./helpers/daos.ts";
import { readSessions, recountAll } from "./helpers/sessions.ts";
import { type Stage, openStage } from "./helpers/stage.ts";

const DAY = 86_400n;

describe("playCatalogue", () => {
  let stage: Stage;
  let client: ReturnType<typeof createPublicClient>;
  let shares: Address[];
  const lines: string[] = [];

  before(
    async () => {
      stage = await openStage();
      client = createPublicClient({ transport: http(stage.rpcUrl, { batch: true }), cacheTime: 0 });
      await playCatalogue({ ...stage, wallets: demoWallets, studioRelay, log: (line) => lines.push(line) });
      const { address } = stage.deployment.contracts.MasterRegistry;
      const read = { address, abi: masterRegistryAbi } as const;
      shares = await Promise.all(
        masters.map((_, i) =>
          client.readContract({ ...read, functionName: "masterShares", args: [BigInt(i + 1)] }),
        ),
      );
    },
    { timeout: 600_000 },
  );

  after(() => stage.close());

  const read = (index: number) => ({ address: shares[index] as Address, abi: masterSharesAbi }) as const;
  const sold = (index: number): Promise<bigint> =>
    client.readContract({ ...read(index), functionName: "sold" });
  const isClosed = (index: number): Promise<boolean> =>
    client.readContract({ ...read(index), functionName: "isClosed" });

  const phaseOf = async (index: number): Promise<string> => {
    const { start, presaleStart, publicShares } = await client.readContract({
      ...read(index),
      functionName: "offering",
    });
    const end = await client.readContract({ ...read(index), functionName: "effectiveEnd" });
    if (await isClosed(index))
      return (await sold(index)) === BigInt(publicShares) ? "sold out" : "closed with unsold";
    if (stage.now >= end) return "ended";
    if (stage.now >= start) return "open";
    return presaleStart > 0 && stage.now >= presaleStart ? "presale" : "not begun";
  };

  const registrationOf = async (index: number) => {
    const { address } = stage.deployment.contracts.MasterRegistry;
    const [log] = await client.getContractEvents({
      ...{ address, abi: masterRegistryAbi, eventName: "MasterRegistered", fromBlock: 0n },
      args: { masterId: BigInt(index + 1) },
      strict: true,
    });
    if (log === undefined) throw new Error(`master ${index + 1} was not registered`);
    return log.args.params;
  };

  it("never plays past now, and leaves the chain within a day of it", async () => {
    const { timestamp } = await client.getBlock({ blockTag: "latest" });
    assert.ok(timestamp <= BigInt(stage.now));
    assert.ok(timestamp > BigInt(stage.now) - DAY);
  });

  it("has few blocks and hours, which are what the index pays for", async () => {
    const head = Number(await client.getBlockNumber());
    const blocks = await Promise.all(
      Array.from({ length: head + 1 }, (_, number) => client.getBlock({ blockNumber: BigInt(number) })),
    );
    const hours = new Set(blocks.map(({ timestamp }) => timestamp / 3_600n));
    assert.ok(head < 420, `${head} blocks`);
    assert.ok(hours.size < 270, `${hours.size} hours`);
  });

  it("leaves the chain mining by itself", async () => {
    assert.equal(await client.request({ method: "anvil_getAutomine" } as never), true);
  });

  it("has masters sold out, closed with unsold shares, ended, open, in presale and not begun", async () => {
    const phases: Record<string, string[]> = {};
    for (const [index, { title }] of masters.entries()) (phases[await phaseOf(index)] ??= []).push(title);
    assert.deepEqual(phases, {
      "sold out": ["Night Ferry", "Paper Lanterns", "Kitchen Window"],
      "closed with unsold": ["Two Left Boots", "Salt and Timber", "Long Exposure"],
      ended: ["Cassette Coast"],
      open: ["Bread and Wire", "Slow Weather", "Night Ferry (sped up)", "Orchard Street, 6 a.m."],
      presale: ["Glass Arcade"],
      "not begun": ["Market Day"],
    });
  });

  it("is held by at least 300 accounts", async () => {
    const holders = new Set<Address>();
    for (const index of shares.keys()) {
      const logs = await client.getContractEvents({ ...read(index), eventName: "Transfer", fromBlock: 0n });
      for (const { args } of logs) holders.add(args.to as Address);
    }
    const owners = await Promise.all(
      [...holders].map(async (account) => {
        const held = await Promise.all(
          [...shares.keys()].map((index) =>
            client.readContract({ ...read(index), functionName: "balanceOf", args: [account] }),
          ),
        );
        return held.some((count) => count > 0n);
      }),
    );
    assert.ok(owners.filter(Boolean).length >= 300, String(owners.filter(Boolean).length));
  });

  it("has native and dollar masters of several genres and each preset", () => {
    assert.deepEqual([...new Set(masters.map(({ terms }) => terms.currency))].sort(), ["native", "usdc"]);
    assert.ok(new Set(masters.map(({ genre }) => genre)).size >= 8);
    assert.ok(new Set(masters.map(({ terms }) => terms.royalties.tier1)).size >= 3);
  });

  it("leaves tiers 2 and 3 to buyers of the open one", async () => {
    const index = masters.findIndex(({ title }) => title.startsWith("Orchard Street"));
    assert.equal(await sold(index), 35n);
  });

  it("runs a presale for everybody who bought the first single", async () => {
    const index = masters.findIndex(({ title }) => title === "Glass Arcade");
    const { presaleList } = await registrationOf(index);
    const cid = CID.createV1(presaleList.codec, createDigest(0x12, hexToBytes(presaleList.digest)));
    const response = await fetch(`${stage.ipfsUrl}/ipfs/${cid}`);
    const { entries } = (await response.json()) as { entries: [string, number][] };
    for (const name of ["Ada", "Ben", "Chioma", "Dario", "Vera"]) {
      const { address } = demoWallets.find((wallet) => wallet.name === name) as { address: string };
      assert.ok(
        entries.some(([account, max]) => account === address && max > 0),
        name,
      );
    }
  });

  it("was paused once for six days, which extended what was open then", async () => {
    const switchboard = {
      address: stage.deployment.contracts.Switchboard.address,
      abi: switchboardAbi,
    } as const;
    assert.equal(await client.readContract({ ...switchboard, functionName: "isPaused" }), false);
    const [from, until] = await client.readContract({ ...switchboard, functionName: "lastPause" });
    const paused = until - from;
    assert.ok(paused > 6 * 86_400 && paused < 7 * 86_400);
    const extended = await Promise.all(
      masters.map(async ({ title }, index) => {
        const { end } = await client.readContract({ ...read(index), functionName: "offering" });
        const effective = await client.readContract({ ...read(index), functionName: "effectiveEnd" });
        return { title, by: effective - end };
      }),
    );
    assert.deepEqual(
      extended.filter(({ by }) => by > 0),
      [{ title: "Long Exposure", by: paused }],
    );
  });

  it("shows the curators' flags, set by the Safe, and an operation that waits", async () => {
    const registry = {
      address: stage.deployment.contracts.MasterRegistry.address,
      abi: masterRegistryAbi,
    } as const;
    const [artistFlags, masterFlags] = await Promise.all([
      client.getContractEvents({ ...registry, eventName: "ArtistFlagsSet", fromBlock: 0n }),
      client.getContractEvents({ ...registry, eventName: "MasterFlagsSet", fromBlock: 0n }),
    ]);
    assert.deepEqual(
      artistFlags.map(({ args }) => args.flags),
      [...artists.slice(1).map(() => 1), 2],
    );
    assert.deepEqual(
      masterFlags.map(({ args }) => [masters[Number(args.masterId) - 1]?.title, args.flags]),
      [["Night Ferry (sped up)", 2]],
    );
    const manager = { address: stage.deployment.accessManager, abi: accessManagerAbi } as const;
    const count = async (eventName: "OperationScheduled" | "OperationExecuted" | "OperationCanceled") =>
      (await client.getContractEvents({ ...manager, eventName, fromBlock: 0n })).length;
    assert.equal(await count("OperationScheduled"), 3);
    assert.equal(await count("OperationExecuted"), 1);
    assert.equal(await count("OperationCanceled"), 1);
  });

  it("keeps every book equal to what its holders and artist can claim", async () => {
    const vault = {
      address: stage.deployment.contracts.DividendVault.address,
      abi: dividendVaultAbi,
    } as const;
    for (const [index, master] of shares.entries()) {
      const logs = await client.getContractEvents({ ...read(index), eventName: "Transfer", fromBlock: 0n });
      const holders = [...new Set(logs.map(({ args }) => args.to as Address))];
      const owed = await Promise.all(
        holders.map((holder) =>
          client.readContract({ ...read(index), functionName: "claimable", args: [holder] }),
        ),
      );
      const currency = await client.readContract({ ...read(index), functionName: "currency" });
      const [balance, artistCredit] = await client.readContract({
        ...vault,
        functionName: "book",
        args: [master, currency],
      });
      const [, remainder] = await client.readContract({ ...read(index), functionName: "accumulator" });
      const total = owed.reduce((sum, amount) => sum + amount, artistCredit + remainder);
      assert.equal(total, balance, masters[index]?.title);
      if (await isClosed(index)) assert.ok(balance > 0n);
    }
  });

  it("leaves the fans something to claim and shares in every stage of staking", async () => {
    const vault = {
      address: stage.deployment.contracts.DividendVault.address,
      abi: dividendVaultAbi,
    } as const;
    const fans = demoWallets.filter(({ role }) => role === "fan");
    for (const { address, name } of fans) {
      const amounts = await client.readContract({
        ...vault,
        functionName: "claimable",
        args: [address, shares],
      });
      assert.ok(
        amounts.some((amount) => amount > 0n),
        name,
      );
    }
    const ids = Array.from({ length: 60 }, (_, i) => BigInt(i + 1));
    const states = await Promise.all(
      ids.map((id) => client.readContract({ ...read(0), functionName: "shareState", args: [id] })),
    );
    assert.deepEqual([...new Set(states.map(({ status }) => status))].sort(), [0, 1, 2]);
    assert.ok(states.some(({ status, isLocked }) => status === 2 && isLocked));
  });

  it("launched a coin with every artist's first master, and traded it in both directions", async () => {
    for (const [index, { symbol, market }] of coins.entries()) {
      const { terms, buys, sales, fees } = await readCoin(client, stage, BigInt(index + 1));
      assert.equal(terms?.symbol, symbol);
      if (market === undefined) assert.equal(buys + sales, 0);
      else assert.ok(buys > 3 && buys + sales >= market.trades * 0.5, `${symbol}: ${buys} and ${sales}`);
      if (market?.granted === undefined) continue;
      assert.ok(sales > 10, `${sales} sales of ${symbol}`);
      assert.ok(
        fees.some(({ coinAmount, nativeAmount }) => coinAmount! > 0n && nativeAmount! > 0n),
        symbol,
      );
    }
  });

  it("has stakes under every lock, over and not, and rewards claimed and compounded", async () => {
    const { parts, staking } = await readCoin(client, stage, 1n);
    const names = new Set<string>(staking.map(({ eventName }) => eventName));
    for (const name of ["Staked", "Unstaked", "PositionExpired", "RewardsClaimed", "RewardsCompounded"])
      assert.ok(names.has(name), name);
    const staked = staking.flatMap((event) => (event.eventName === "Staked" ? [event.args] : []));
    assert.deepEqual([...new Set(staked.map(({ lock }) => lock))].sort(), [0, 1, 2, 3]);
    const isOver = staked.map(({ unlockAt }) => unlockAt > 0 && unlockAt <= stage.now);
    const isLocked = staked.map(({ unlockAt }) => unlockAt > stage.now);
    assert.ok(isOver.includes(true) && isLocked.includes(true));
    const stakers = [...new Set(staked.map(({ account }) => account))];
    const read = { address: parts.staking, abi: coinStakingAbi, functionName: "claimable" } as const;
    const claimable = await Promise.all(
      stakers.map((account) => client.readContract({ ...read, args: [account] })),
    );
    assert.ok(claimable.every((amount) => amount > 0n));
  });

  it("has proposals in every state, one of them with a late quorum, and reasons for votes", async () => {
    const { proposals, reasons, isExtended } = await readProposals(client, stage, 1n);
    assert.deepEqual(
      proposals.map(({ state }) => state),
      ["executed", "executed", "defeated", "cancelled", "succeeded", "queued", "active", "pending"],
    );
    assert.ok(isExtended && reasons.filter(Boolean).length >= 10);
    assert.deepEqual((await readProposals(client, stage, 4n)).proposals, []);
  });

  it("has a market with a year of sales, listings and offers of today, and credits of movers", async () => {
    const market = {
      address: stage.deployment.contracts.ShareMarket.address,
      abi: shareMarketAbi,
    } as const;
    const ada = demoWallets.find(({ name }) => name === "Ada")?.address as Address;
    const filter = { ...market, fromBlock: 0n, strict: true } as const;
    const sales = await client.getContractEvents({ ...filter, eventName: "ShareSold" });
    const perMaster = [...Map.groupBy(sales, ({ args }) => args.shares).values()].map(({ length }) => length);
    assert.equal(perMaster.length, 5);
    assert.ok(Math.max(...perMaster) >= 20 && sales.length < 120, perMaster.join());
    assert.ok(sales.filter(({ args }) => args.offerId > 0n).length >= 2);
    assert.ok(sales.some(({ args }) => args.mover === ada));

    const listed = await client.getContractEvents({ ...filter, eventName: "ShareListed" });
    const listings = await Promise.all(
      listed.map(({ args: { shares: address, id } }) =>
        client.readContract({ ...market, functionName: "listingOf", args: [address, id] }),
      ),
    );
    const open = listings.filter(({ expiry, isApproved }) => expiry > stage.now && isApproved);
    assert.ok(open.length >= 15, String(open.length));
    assert.ok(open.some(({ seller }) => seller === ada));
    const credit = await client.readContract({
      ...market,
      functionName: "creditOf",
      args: [ada, zeroAddress],
    });
    assert.ok(credit > 0n, "her share was sold again after she withdrew");
  });

  it("publishes every statement and document", async () => {
    const documents = await client.readContract({ ...read(0), functionName: "documents" });
    assert.ok(
      [documents.audio, documents.cover, documents.metadata].every(({ digest }) => BigInt(digest) !== 0n),
    );
    const uri = await client.readContract({ ...read(0), functionName: "tokenURI", args: [1n] });
    const metadata = JSON.parse(Buffer.from(uri.split(",")[1] ?? "", "base64").toString()) as {
      image: string;
    };
    const response = await fetch(`${stage.ipfsUrl}/ipfs/${metadata.image.slice("ipfs://".length)}`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type") ?? "", /webp|octet-stream/);
    await response.body?.cancel();
  });

  it("refuses a chain that is already past the beginning", async () => {
    await assert.rejects(
      playCatalogue({ ...stage, wallets: demoWallets, studioRelay, log: () => {} }),
      /began 400 days ago/,
    );
  });

  it("has studio sessions in every state, one of which a master comes from", async () => {
    const sessions = await readSessions(stage.deployment, client);
    const states = sessions.map(({ title, status }) => [title, status]);
    assert.deepEqual(Object.fromEntries(states), {
      [studio.orchard.title]: "locked",
      [studio.parade.title]: "cancelled",
      [studio.arcade.title]: "closed",
      [studio.cassette.title]: "closed",
      [studio.felt.title]: "closed",
      [studio.driftwood.title]: "draft",
      [studio.tide.title]: "open",
    });
    const orchard = masters.findIndex(({ title }) => title === "Orchard Street, 6 a.m.");
    const locked = sessions.find(({ status }) => status === "locked")?.id;
    const [, , session] = await client.readContract({ ...read(orchard), functionName: "ids" });
    assert.equal(session, locked);
  });

  it("published counts that anyone finds right, but for the one that was contested", async () => {
    const found = await recountAll(stage, client);
    const { [studio.cassette.title]: contested, ...others } = found;
    for (const [title, codes] of Object.entries(others)) assert.deepEqual(codes, [], title);
    assert.deepEqual(contested, Array(2).fill("direct-missing"));
  });
});
