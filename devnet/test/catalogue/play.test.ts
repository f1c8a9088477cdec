import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { dividendVaultAbi, masterRegistryAbi, masterSharesAbi } from "@audifi/contracts/abi";
import { type Address, createPublicClient, http } from "viem";
import { masters } from "../../src/catalogue/content.ts";
import { playCatalogue } from "../../src/catalogue/index.ts";
import { demoWallets } from "../../src/wallets.ts";
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
      await playCatalogue({ ...stage, wallets: demoWallets, log: (line) => lines.push(line) });
      const { address } = stage.deployment.contracts.MasterRegistry;
      const read = { address, abi: masterRegistryAbi } as const;
      shares = await Promise.all(
        masters.map((_, i) =>
          client.readContract({ ...read, functionName: "masterShares", args: [BigInt(i + 1)] }),
        ),
      );
    },
    { timeout: 60_000 },
  );

  after(() => stage.close());

  const read = (index: number) => ({ address: shares[index] as Address, abi: masterSharesAbi }) as const;
  const sold = (index: number): Promise<bigint> =>
    client.readContract({ ...read(index), functionName: "sold" });
  const isClosed = (index: number): Promise<boolean> =>
    client.readContract({ ...read(index), functionName: "isClosed" });

  it("never plays past now, and leaves the chain within a day of it", async () => {
    const { timestamp } = await client.getBlock({ blockTag: "latest" });
    assert.ok(timestamp <= BigInt(stage.now));
    assert.ok(timestamp > BigInt(stage.now) - DAY);
  });

  it("leaves the chain mining by itself", async () => {
    assert.equal(await client.request({ method: "anvil_getAutomine" } as never), true);
  });

  it("has one master sold out, one closed with unsold shares, two still open", async () => {
    assert.deepEqual(await Promise.all([0, 1, 2, 3].map(sold)), [500n, 214n, 35n, 10n]);
    assert.deepEqual(await Promise.all([0, 1, 2, 3].map(isClosed)), [true, true, false, false]);
  });

  it("leaves tiers 2 and 3 to buyers of the open one", async () => {
    assert.equal(
      await client.readContract({ ...read(2), functionName: "tierOf", args: [36n] }).catch(() => 2n),
      2n,
    );
    const offering = await client.readContract({ ...read(2), functionName: "offering" });
    assert.ok(offering.start < stage.now && offering.end > stage.now);
  });

  it("runs a presale that opens to everybody later", async () => {
    const offering = await client.readContract({ ...read(3), functionName: "offering" });
    assert.ok(offering.presaleStart < stage.now && offering.start > stage.now);
    assert.notEqual(BigInt(offering.presaleRoot), 0n);
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
      if (index < 3) assert.ok(balance > 0n);
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
      playCatalogue({ ...stage, wallets: demoWallets, log: () => {} }),
      /began 400 days ago/,
    );
  });
});
