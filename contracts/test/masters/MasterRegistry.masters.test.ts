import assert from "node:assert/strict";
import { describe, it } from "node:test";

import hre, { network } from "hardhat";
import type { ContractErrorName } from "viem";
import { getAddress, keccak256, parseEventLogs, toBytes, zeroAddress, zeroHash } from "viem";

import { masterRegistryAbi } from "../../exports/abi.ts";
import { cidOf, DAY, type MasterParams, masterParams, noCid } from "../helpers/master-params.ts";
import { deployPlatform, PLATFORM_FEE } from "../helpers/platform.ts";

const connection = await network.create();
const { viem, networkHelpers } = connection;
const { assertions } = viem;
const client = await viem.getPublicClient();

const YEAR = 365 * DAY;
const root = keccak256(toBytes("allow-list"));

async function platformWithArtist() {
  const deployed = await deployPlatform(connection);
  await deployed.registry.write.registerArtist(["Mara Venn", noCid], { account: deployed.artist.account });
  return deployed;
}

/** The platform, and a way to register at a known time. */
async function load() {
  const deployed = await networkHelpers.loadFixture(platformWithArtist);
  const now = (await networkHelpers.time.latest()) + 100;
  const register = async (params: MasterParams, account = deployed.artist.account) => {
    await networkHelpers.time.setNextBlockTimestamp(now);
    return deployed.registry.write.registerMaster([params, 500], { account });
  };
  const registered = async (params: MasterParams) => {
    const receipt = await client.getTransactionReceipt({ hash: await register(params) });
    const [event] = parseEventLogs({
      abi: masterRegistryAbi,
      eventName: "MasterRegistered",
      logs: receipt.logs,
    });
    assert.ok(event);
    return { ...event.args, gasUsed: receipt.gasUsed };
  };
  return { ...deployed, now, register, registered };
}

/** Names of the registry's own errors, without the prefix. */
type ErrorSuffix =
  ContractErrorName<typeof masterRegistryAbi> extends infer Name
    ? Name extends `MasterRegistry_${infer Suffix}`
      ? Suffix
      : never
    : never;

type Change = (params: MasterParams, now: number) => void;

describe("MasterRegistry", () => {
  describe("registerMaster", () => {
    it("deploys shares that answer everything that was registered", async () => {
      const { registry, registered, now, artist } = await load();
      const params = masterParams(now);
      const { masterId, shares, ...event } = await registered(params);
      const master = await viem.getContractAt("MasterShares", shares);

      assert.equal(masterId, 1n);
      assert.equal(await registry.read.masterCount(), 1n);
      assert.equal(await registry.read.masterShares([1n]), shares);
      assert.equal(await registry.read.isMaster([shares]), true);
      assert.deepEqual(event.params, params);
      assert.equal(event.platformFee, PLATFORM_FEE);
      assert.equal(event.version, 1);

      assert.deepEqual(await master.read.ids(), [1n, 1n, 0n]);
      assert.deepEqual(await master.read.offering(), params.offering);
      assert.deepEqual(await master.read.royalties(), params.royalties);
      assert.deepEqual(await master.read.documents(), params.documents);
      assert.equal(await master.read.name(), params.title);
      assert.equal(await master.read.currency(), zeroAddress);
      assert.equal(await master.read.platformFee(), PLATFORM_FEE);
      assert.equal(await master.read.owner(), getAddress(artist.account.address));
    });

    it("carries every bit of the largest values", async () => {
      const { registered, now, usdc, validator } = await load();
      const params = masterParams(now);
      params.title = "ü".repeat(32);
      params.documents.metadata = cidOf("metadata", 0x0129);
      params.documents.audio = { digest: `0x${"ff".repeat(32)}`, codec: 0x71 };
      params.offering = {
        currency: getAddress(usdc.address),
        price: ((1n << 88n) - 1n) / 100_000n,
        totalShares: 100_000,
        publicShares: 100_000,
        walletCap: 0xffffff,
        start: now + YEAR,
        end: now + 2 * YEAR,
        presaleStart: now + YEAR - 1,
        presaleRoot: root,
      };
      params.presaleList = cidOf("list");
      params.royalties = { tier1: 1_500, tier2: 1_000, tier3: 500, tier4: 200, moverShare: 10_000 };
      params.transferValidator = getAddress(validator.address);
      const master = await viem.getContractAt("MasterShares", (await registered(params)).shares);

      assert.deepEqual(await master.read.offering(), params.offering);
      assert.deepEqual(await master.read.royalties(), params.royalties);
      assert.deepEqual(await master.read.documents(), params.documents);
      assert.equal(await master.read.name(), params.title);
      assert.equal(await master.read.getTransferValidator(), params.transferValidator);
      assert.equal(await validator.read.tokenTypeOf([master.address]), 721);
    });

    it("deploys equal masters to different addresses", async () => {
      const { registry, registered, now, artist } = await load();
      const params = masterParams(now);
      const { shares } = await registered(params);
      await registry.write.registerMaster([params, 500], { account: artist.account });
      assert.equal(await registry.read.masterCount(), 2n);
      assert.notEqual(await registry.read.masterShares([2n]), shares);
    });

    it("moves a start of the past to the next second, in the event too", async () => {
      const { registered, now } = await load();
      const open = masterParams(now);
      open.offering.start = now - 10;
      const { params, shares } = await registered(open);
      assert.equal(params.offering.start, now + 1);
      const master = await viem.getContractAt("MasterShares", shares);
      assert.equal((await master.read.offering()).start, now + 1);
    });

    it("moves a presale start of the past to the next second", async () => {
      const { registered, now } = await load();
      const params = masterParams(now);
      Object.assign(params.offering, { presaleStart: 1, presaleRoot: root });
      params.presaleList = cidOf("list");
      const { params: taken, shares } = await registered(params);
      assert.equal(taken.offering.presaleStart, now + 1);
      const master = await viem.getContractAt("MasterShares", shares);
      const offering = await master.read.offering();
      assert.equal(offering.presaleStart, now + 1);
      assert.equal(offering.presaleRoot, root);
    });

    it("costs at most 205,000 gas", { skip: hre.globalOptions.coverage }, async () => {
      const { registered, now } = await load();
      const { gasUsed } = await registered(masterParams(now));
      assert.ok(gasUsed <= 205_000n, `it cost ${gasUsed}`);
    });

    const refusals: [what: string, error: ErrorSuffix, change: Change][] = [
      ["the title is empty", "InvalidText", (p) => (p.title = "")],
      ["the title has 65 bytes", "InvalidText", (p) => (p.title = "a".repeat(65))],
      ["the title holds a tabulator", "InvalidText", (p) => (p.title = "a\tb")],
      ["there is no audio", "InvalidCid", (p) => (p.documents.audio = noCid)],
      ["there is no cover", "InvalidCid", (p) => (p.documents.cover = noCid)],
      ["there is no metadata", "InvalidCid", (p) => (p.documents.metadata = noCid)],
      ["a codec is unknown", "InvalidCid", (p) => (p.documents.cover.codec = 0x72)],
      ["there are no shares", "InvalidShares", (p) => (p.offering.totalShares = 0)],
      ["there are 100,001 shares", "InvalidShares", (p) => (p.offering.totalShares = 100_001)],
      ["no share is public", "InvalidShares", (p) => (p.offering.publicShares = 0)],
      ["more shares are public than there are", "InvalidShares", (p) => (p.offering.publicShares = 1_001)],
      ["the price is zero", "InvalidPrice", (p) => (p.offering.price = 0n)],
      [
        "the proceeds do not fit",
        "InvalidPrice",
        (p) => (p.offering.price = ((1n << 88n) - 1n) / 1_000n + 1n),
      ],
      ["the price is the largest there is", "InvalidPrice", (p) => (p.offering.price = (1n << 96n) - 1n)],
      [
        "it starts more than a year ahead",
        "InvalidWindow",
        (p, now) => Object.assign(p.offering, { start: now + YEAR + 1, end: now + YEAR + 2 }),
      ],
      ["it ends when it starts", "InvalidWindow", (p) => (p.offering.end = p.offering.start)],
      ["it has ended", "InvalidWindow", (p, now) => Object.assign(p.offering, { start: now - 10, end: now })],
      ["it lasts longer than a year", "InvalidWindow", (p) => (p.offering.end = p.offering.start + YEAR + 1)],
      [
        "the presale begins with the sale",
        "InvalidWindow",
        (p) => {
          Object.assign(p.offering, { presaleStart: p.offering.start, presaleRoot: root });
          p.presaleList = cidOf("list");
        },
      ],
      [
        "the presale and the sale began in the past",
        "InvalidWindow",
        (p, now) => {
          Object.assign(p.offering, { presaleStart: now - 20, start: now - 10, presaleRoot: root });
          p.presaleList = cidOf("list");
        },
      ],
      ["there is a root without a presale", "InvalidPresale", (p) => (p.offering.presaleRoot = root)],
      ["there is a list without a presale", "InvalidPresale", (p) => (p.presaleList = cidOf("list"))],
      [
        "there is a presale without a root",
        "InvalidPresale",
        (p) => {
          p.offering.presaleStart = p.offering.start - 1;
          p.presaleList = cidOf("list");
        },
      ],
      [
        "there is a presale without a list",
        "InvalidPresale",
        (p) => Object.assign(p.offering, { presaleStart: p.offering.start - 1, presaleRoot: root }),
      ],
      ["the list is half a CID", "InvalidCid", (p) => (p.presaleList = { digest: zeroHash, codec: 0x55 })],
      ["tier 1 is too low", "InvalidRoyalties", (p) => (p.royalties.tier1 = 499)],
      ["tier 1 is too high", "InvalidRoyalties", (p) => (p.royalties.tier1 = 1_501)],
      ["tier 2 is too low", "InvalidRoyalties", (p) => (p.royalties.tier2 = 299)],
      ["tier 2 is too high", "InvalidRoyalties", (p) => (p.royalties.tier2 = 1_001)],
      ["tier 3 is too low", "InvalidRoyalties", (p) => (p.royalties.tier3 = 99)],
      ["tier 3 is too high", "InvalidRoyalties", (p) => (p.royalties.tier3 = 501)],
      ["tier 4 is too low", "InvalidRoyalties", (p) => (p.royalties.tier4 = 49)],
      ["tier 4 is too high", "InvalidRoyalties", (p) => (p.royalties.tier4 = 201)],
      ["the mover's part is above all", "InvalidRoyalties", (p) => (p.royalties.moverShare = 10_001)],
      [
        "the currency is unknown",
        "CurrencyNotAllowed",
        (p) => (p.offering.currency = `0x${"11".repeat(20)}`),
      ],
      ["the validator is unknown", "UnknownValidator", (p) => (p.transferValidator = `0x${"22".repeat(20)}`)],
      ["it names a studio session", "InvalidSession", (p) => (p.studioSession = 1n)],
      ["the artist is unknown", "UnknownArtist", (p) => (p.artistId = 2n)],
    ];
    for (const [what, error, change] of refusals) {
      it(`reverts when ${what}`, async () => {
        const { registry, register, now } = await load();
        const params = masterParams(now);
        change(params, now);
        await assertions.revertWithCustomError(register(params), registry, `MasterRegistry_${error}`);
      });
    }

    it("reverts when the caller is not the artist", async () => {
      const { registry, register, now, fan } = await load();
      await assertions.revertWithCustomErrorWithArgs(
        register(masterParams(now), fan.account),
        registry,
        "MasterRegistry_NotArtist",
        [1n, getAddress(fan.account.address)],
      );
    });

    it("reverts when paused", async () => {
      const { registry, register, now, switchboard } = await load();
      await switchboard.write.pause();
      await assertions.revertWithCustomError(register(masterParams(now)), registry, "MasterRegistry_Paused");
    });

    it("reverts with FeeAboveLimit when the fee was raised above what the artist signed", async () => {
      const { registry, now, artist } = await load();
      await registry.write.setPlatformFee([PLATFORM_FEE + 1]);
      await assertions.revertWithCustomErrorWithArgs(
        registry.write.registerMaster([masterParams(now), PLATFORM_FEE], { account: artist.account }),
        registry,
        "MasterRegistry_FeeAboveLimit",
        [BigInt(PLATFORM_FEE + 1), BigInt(PLATFORM_FEE)],
      );
    });

    it("keeps the fee of masters that exist", async () => {
      const { registry, registered, now } = await load();
      const { shares } = await registered(masterParams(now));
      await registry.write.setPlatformFee([500]);
      const master = await viem.getContractAt("MasterShares", shares);
      assert.equal(await master.read.platformFee(), PLATFORM_FEE);
    });
  });

  describe("isMaster", () => {
    it("is false for accounts, other contracts and impostors", async () => {
      const { registry, registered, now, fan, usdc, sharesCode } = await load();
      await registered(masterParams(now));
      const impostor = await viem.deployContract("ImpostorShares", [1n]);
      for (const address of [
        zeroAddress,
        fan.account.address,
        usdc.address,
        sharesCode.address,
        impostor.address,
      ]) {
        assert.equal(await registry.read.isMaster([address]), false);
      }
    });
  });

  describe("masterShares", () => {
    it("reverts for a master that does not exist", async () => {
      const { registry } = await load();
      await assertions.revertWithCustomErrorWithArgs(
        registry.read.masterShares([1n]),
        registry,
        "MasterRegistry_UnknownMaster",
        [1n],
      );
    });
  });
});
