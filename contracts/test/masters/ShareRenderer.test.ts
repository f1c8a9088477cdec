import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { network } from "hardhat";
import { zeroAddress } from "viem";

import { cidText } from "../helpers/cid-text.ts";
import { masterParams, noCid } from "../helpers/master-params.ts";
import { deployPlatform } from "../helpers/platform.ts";

const connection = await network.create();
const { viem, networkHelpers } = connection;
const { assertions } = viem;

interface Metadata {
  name: string;
  description: string;
  symbol?: string;
  image: string;
  animation_url: string;
  metadata: string;
  attributes: { trait_type: string; value: string | number }[];
}

function parse(uri: string): Metadata {
  const [head, body] = uri.split(",");
  assert.equal(head, "data:application/json;base64");
  return JSON.parse(Buffer.from(body ?? "", "base64").toString("utf8")) as Metadata;
}

const TITLE = 'The "last" \\ <train> é🎧';
const ARTIST = 'Mara "M" Venn';

async function fixture() {
  const platform = await deployPlatform(connection);
  const { registry, artist, fan } = platform;
  const { account } = artist;
  await registry.write.registerArtist([ARTIST, noCid], { account });
  const params = masterParams(await networkHelpers.time.latest());
  params.title = TITLE;
  params.offering.start = 1;
  params.royalties = { tier1: 1_000, tier2: 550, tier3: 125, tier4: 101, moverShare: 5_000 };
  await registry.write.registerMaster([params, 500], { account });
  const master = await viem.getContractAt("MasterShares", await registry.read.masterShares([1n]));
  await master.write.buy([120n], { account: fan.account, value: 120n * params.offering.price });
  return { ...platform, master, params };
}

const load = () => networkHelpers.loadFixture(fixture);

describe("ShareRenderer", () => {
  describe("initialize", () => {
    it("reverts on the proxy and on the implementation", async () => {
      const { renderer, rendererCode, manager } = await load();
      for (const target of [renderer, rendererCode]) {
        await assertions.revertWithCustomError(
          target.write.initialize([manager.address]),
          renderer,
          "InvalidInitialization",
        );
      }
    });
  });

  describe("constructor", () => {
    it("reverts without a registry", async () => {
      const { renderer } = await load();
      await assertions.revertWithCustomError(
        viem.deployContract("ShareRenderer", [zeroAddress]),
        renderer,
        "ShareRenderer_ZeroAddress",
      );
    });
  });

  describe("tokenURI", () => {
    it("is what the collection answers", async () => {
      const { renderer, master } = await load();
      assert.equal(await master.read.tokenURI([7n]), await renderer.read.tokenURI([master.address, 7n]));
    });

    it("names share, track and artist with every character intact", async () => {
      const { master, params } = await load();
      const metadata = parse(await master.read.tokenURI([7n]));
      assert.equal(metadata.name, `${TITLE} #7`);
      assert.ok(
        metadata.description.includes(`Share 7 of 1000 of the master recording ${TITLE} by ${ARTIST}`),
      );
      assert.equal(metadata.image, `ipfs://${cidText(params.documents.cover)}`);
      assert.equal(metadata.animation_url, `ipfs://${cidText(params.documents.audio)}`);
      assert.equal(metadata.metadata, `ipfs://${cidText(params.documents.metadata)}`);
    });

    const tiers: [id: bigint, tier: string, royalty: string][] = [
      [1n, "1", "10%"],
      [10n, "1", "10%"],
      [11n, "2", "5.5%"],
      [51n, "3", "1.25%"],
      [101n, "4", "1.01%"],
    ];
    for (const [id, tier, royalty] of tiers) {
      it(`lists the attributes of share ${id}`, async () => {
        const { master } = await load();
        const { attributes } = parse(await master.read.tokenURI([id]));
        assert.deepEqual(Object.fromEntries(attributes.map((entry) => [entry.trait_type, entry.value])), {
          Artist: ARTIST,
          Track: TITLE,
          Number: Number(id),
          Total: 1_000,
          Tier: tier,
          Royalty: royalty,
          Staked: "No",
        });
      });
    }

    it("follows staking", async () => {
      const { master, fan } = await load();
      const staked = async () =>
        parse(await master.read.tokenURI([3n])).attributes.find((entry) => entry.trait_type === "Staked")
          ?.value;
      await master.write.stake([[3n]], { account: fan.account });
      assert.equal(await staked(), "Yes");
      await networkHelpers.time.increase(31 * 86_400);
      await master.write.requestUnstake([[3n]], { account: fan.account });
      assert.equal(await staked(), "No");
    });

    it("reverts for a share that does not exist", async () => {
      const { renderer, master } = await load();
      await assert.rejects(renderer.read.tokenURI([master.address, 121n]));
      await assert.rejects(renderer.read.tokenURI([master.address, 0n]));
    });
  });

  describe("contractURI", () => {
    it("describes the collection", async () => {
      const { master, params } = await load();
      const metadata = parse(await master.read.contractURI());
      assert.equal(metadata.name, TITLE);
      assert.equal(metadata.symbol, await master.read.symbol());
      assert.ok(metadata.description.includes("1000 shares"));
      assert.equal(metadata.image, `ipfs://${cidText(params.documents.cover)}`);
    });
  });
});
