import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import type { Address, Hex } from "viem";
import { concatHex, getAddress, isAddress, parseAbi, zeroAddress, zeroHash } from "viem";
import { privateKeyToAddress } from "viem/accounts";

import networks from "../../deployments/networks.json" with { type: "json" };
import {
  coinLauncherAbi,
  masterRegistryAbi,
  priceFeedAbi,
  shareMarketAbi,
  studioSessionsAbi,
  switchboardAbi,
  testUsdcAbi,
} from "../../exports/abi.ts";
import { type Deployment, DeploymentMissingError, loadDeployment } from "../../exports/addresses.ts";
import { contractsFingerprint, deploy } from "../../scripts/deploy.ts";
import { type Anvil, keyOf, startAnvil, startCutLine } from "../helpers/anvil.ts";
import { defaultTerms, noCid, toParams } from "../helpers/terms.ts";

const run = promisify(execFile);
const deployerKey = keyOf(0);
const deployer = privateKeyToAddress(deployerKey);
const safeOwners = [10, 11, 12].map((index) => privateKeyToAddress(keyOf(index)));
const operator = safeOwners[0] as Address;

/** Addresses of a record, wherever they are in it. */
const addressesIn = (value: unknown): Address[] =>
  typeof value === "object" && value !== null
    ? Object.values(value).flatMap(addressesIn)
    : typeof value === "string" && isAddress(value)
      ? [value]
      : [];

describe("deploy", () => {
  let anvil: Anvil;
  let directory: string;

  const config = () => ({ safeOwners, operator, directory });
  const go = (rpcUrl = anvil.url, coins = false) =>
    deploy({ rpcUrl, deployerKey, config: { ...config(), coins } });
  const nonce = () => anvil.client.getTransactionCount({ address: deployer });

  beforeEach(async () => {
    anvil = await startAnvil();
    directory = mkdtempSync(join(tmpdir(), "audifi-deploy-"));
  });

  afterEach(() => {
    anvil.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  describe("when the chain is empty", () => {
    it("leaves code at every address that it writes down", async () => {
      const deployment = await go();
      assert.deepEqual(await loadDeployment(directory, 31_337), deployment);
      assert.equal(deployment.fingerprint, contractsFingerprint());
      const addresses = addressesIn(deployment);
      assert.ok(addresses.length >= 20);
      for (const address of addresses) {
        assert.ok(await anvil.client.getCode({ address }), `no code at ${address}`);
      }
    });

    it("starts each contract in the block that created it", async () => {
      const { contracts } = await go();
      for (const { address, startBlock } of Object.values(contracts)) {
        const [earlier, then] = await Promise.all(
          [startBlock - 1, startBlock].map((number) =>
            anvil.client.getCode({ address, blockNumber: BigInt(number) }),
          ),
        );
        assert.equal(earlier, undefined);
        assert.ok(then);
      }
    });

    it("sets the platform up", async () => {
      const { contracts, currencies, validators, safe } = await go();
      const registry = { address: contracts.MasterRegistry.address, abi: masterRegistryAbi } as const;
      const read = anvil.client.readContract;
      assert.deepEqual(await read({ ...registry, functionName: "sharesImplementation" }), [
        contracts.MasterShares.address,
        1,
      ]);
      assert.equal(await read({ ...registry, functionName: "platformFee" }), 250);
      assert.equal(await read({ ...registry, functionName: "feeRecipient" }), getAddress(safe));
      for (const { address } of currencies) {
        assert.equal(await read({ ...registry, functionName: "isCurrencyAllowed", args: [address] }), true);
      }
      for (const { address } of validators) {
        const switchboard = { address: contracts.Switchboard.address, abi: switchboardAbi } as const;
        assert.equal(await read({ ...switchboard, functionName: "isValidator", args: [address] }), true);
      }
      const market = { address: contracts.ShareMarket.address, abi: shareMarketAbi } as const;
      assert.equal(await read({ ...market, functionName: "platformFee" }), 50);
      const known = { address: contracts.Switchboard.address, abi: switchboardAbi } as const;
      assert.equal(await read({ ...known, functionName: "isMarket", args: [market.address] }), true);
    });

    it("makes coins where that is asked for, and else knows no launcher", async () => {
      const { contracts } = await go();
      const launcher = () =>
        anvil.client.readContract({
          address: contracts.MasterRegistry.address,
          abi: masterRegistryAbi,
          functionName: "coinLauncher",
        });
      assert.equal(await launcher(), zeroAddress);
      anvil.stop();
      anvil = await startAnvil();
      await go(anvil.url, true);
      assert.equal(await launcher(), getAddress(contracts.CoinLauncher.address));
      const before = await nonce();
      await go(anvil.url, true);
      assert.equal(await nonce(), before);
    });

    it("lets sessions open once a relay is named, and changes it only when another one is", async () => {
      const { contracts } = await go();
      const studio = { address: contracts.StudioSessions.address, abi: studioSessionsAbi } as const;
      const read: typeof anvil.client.readContract = (args) => anvil.client.readContract(args);
      const registry = { address: contracts.MasterRegistry.address, abi: masterRegistryAbi } as const;
      assert.equal(await read({ ...registry, functionName: "studioSessions" }), getAddress(studio.address));
      assert.deepEqual(await read({ ...studio, functionName: "relay" }), [zeroAddress, zeroAddress]);
      anvil.stop();
      anvil = await startAnvil();
      const deployAgain = () =>
        deploy({ rpcUrl: anvil.url, deployerKey, config: { ...config(), studioRelay: operator } });
      await deployAgain();
      assert.deepEqual(await read({ ...studio, functionName: "relay" }), [operator, operator]);
      const before = await nonce();
      await deployAgain();
      assert.equal(await nonce(), before);
    });

    it("launches a coin on its own Uniswap, in one transaction", async () => {
      const { contracts, uniswap, weth } = await go(anvil.url, true);
      const registry = { address: contracts.MasterRegistry.address, abi: masterRegistryAbi } as const;
      const artist = anvil.wallet(5);
      const send = async (hash: Promise<Hex>) => anvil.client.waitForTransactionReceipt({ hash: await hash });
      const register = { ...registry, functionName: "registerArtist", args: ["Ada", noCid] } as const;
      await send(artist.writeContract({ ...register, chain: null }));
      const { timestamp } = await anvil.client.getBlock();
      const coin = {
        ...{ name: "Ada Coin", symbol: "ADA", openingPrice: 10n ** 14n, minNative: 1n },
        salt: zeroHash,
      };
      const { status, gasUsed } = await send(
        artist.writeContract({
          ...registry,
          functionName: "registerMasterWithCoin",
          args: [toParams(defaultTerms(Number(timestamp))), 500, coin],
          value: 10n ** 18n,
          chain: null,
        }),
      );
      assert.equal(status, "success");
      assert.ok(gasUsed < 12_000_000n);
      const parts = await anvil.client.readContract({
        address: contracts.CoinLauncher.address,
        abi: coinLauncherAbi,
        functionName: "partsOf",
        args: [1n],
      });
      const pool = await anvil.client.readContract({
        address: uniswap.factory,
        abi: parseAbi(["function getPool(address, address, uint24) view returns (address)"]),
        functionName: "getPool",
        args: [parts.coin, weth, 10_000],
      });
      assert.equal(pool, parts.pool);
    });

    it("surrounds it with a dollar, prices and Uniswap that belong together", async () => {
      const { currencies, nativeCurrency, uniswap, weth } = await go();
      const read = anvil.client.readContract;
      const usdc = currencies[0];
      assert.ok(usdc?.permit && usdc.priceFeed && nativeCurrency.priceFeed);
      const token = { address: usdc.address, abi: testUsdcAbi } as const;
      const [, name, version] = await read({ ...token, functionName: "eip712Domain" });
      assert.deepEqual({ name, version }, usdc.permit);
      assert.equal(await read({ ...token, functionName: "decimals" }), usdc.decimals);
      const price = async (address: Address) =>
        (await read({ address, abi: priceFeedAbi, functionName: "latestRoundData" }))[1];
      assert.equal(await price(nativeCurrency.priceFeed), 3_000_00000000n);
      assert.equal(await price(usdc.priceFeed), 1_00000000n);

      const abi = parseAbi([
        "function factory() view returns (address)",
        "function WETH9() view returns (address)",
      ]);
      for (const address of [uniswap.positionManager, uniswap.swapRouter, uniswap.quoter]) {
        assert.equal(await read({ address, abi, functionName: "factory" }), getAddress(uniswap.factory));
        assert.equal(await read({ address, abi, functionName: "WETH9" }), getAddress(weth));
      }
    });
  });

  describe("when everything is there", () => {
    it("sends nothing and answers the same", async () => {
      const first = await go();
      const before = await nonce();
      assert.deepEqual(await go(), first);
      assert.equal(await nonce(), before);
    });

    it("finds the start blocks again when the record was lost", async () => {
      const first = await go();
      rmSync(directory, { recursive: true });
      assert.deepEqual(await go(), first);
    });

    it("tells what the Safe has to do for a change", async () => {
      await go();
      const lines: string[] = [];
      const before = await nonce();
      const newcomer = privateKeyToAddress(keyOf(9));
      await deploy({
        rpcUrl: anvil.url,
        deployerKey,
        config: { ...config(), operator: newcomer },
        log: (line) => lines.push(line),
      });
      assert.equal(await nonce(), before);
      assert.ok(lines.some((line) => line.startsWith("the Safe has to schedule: roles and delays")));
    });
  });

  describe("when an earlier run was cut off", () => {
    for (const limit of [0, 1, 7, 15, 24, 30, 33, 35, 36]) {
      it(`finishes what ${limit} transactions began`, async () => {
        const whole = await go();
        anvil.stop();
        anvil = await startAnvil();
        rmSync(directory, { recursive: true });

        const line = await startCutLine(anvil.url, limit);
        await assert.rejects(go(line.url));
        line.stop();
        assert.ok((await nonce()) <= limit);

        const { contracts, ...rest } = await go();
        const { contracts: _, ...expected } = whole;
        assert.deepEqual(rest, expected);
        assert.equal(contracts.MasterRegistry.address, whole.contracts.MasterRegistry.address);
        const before = await nonce();
        await go();
        assert.equal(await nonce(), before);
      });
    }
  });

  describe("when no Safe is named", () => {
    it("refuses before it sends anything", async () => {
      await assert.rejects(
        deploy({ rpcUrl: anvil.url, deployerKey, config: { directory } }),
        /name the Safe that will own the platform/,
      );
      assert.equal(await nonce(), 0);
    });
  });

  describe("as a command", () => {
    const script = fileURLToPath(new URL("../../scripts/deploy.ts", import.meta.url));
    const command = (args: string[], env: Record<string, string>) =>
      run(process.execPath, [script, ...args], { env: { ...process.env, ...env } });

    it("deploys into the folder that the environment names", async () => {
      const owners = safeOwners.flatMap((owner) => ["--safe-owner", owner]);
      await command(["--rpc", anvil.url, ...owners, "--operator", operator], {
        AUDIFI_DEPLOYER_KEY: deployerKey,
        AUDIFI_DEPLOYMENTS_DIR: directory,
      });
      const text = readFileSync(join(directory, "31337.json"), "utf8");
      assert.deepEqual(JSON.parse(text) as Deployment, await go());
    });

    it("explains itself without a key", async () => {
      await assert.rejects(
        command(["--rpc", anvil.url], { AUDIFI_DEPLOYER_KEY: "" }),
        (error: { code: number; stderr: string }) => error.code === 2 && error.stderr.startsWith("usage:"),
      );
    });
  });
});

describe("deploy to a live network", () => {
  let anvil: Anvil;
  const directory = mkdtempSync(join(tmpdir(), "audifi-deploy-"));
  const base = networks.networks["8453"];
  const safe = privateKeyToAddress(keyOf(5));
  const go = () => deploy({ rpcUrl: anvil.url, deployerKey, config: { safe, directory } });

  before(async () => {
    anvil = await startAnvil(8_453);
  });

  after(() => {
    anvil.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it("refuses a chain that lacks what it relies on", async () => {
    await assert.rejects(go(), new RegExp(`chain 8453 has no code at .*${base.weth}`));
  });

  it("uses what is there, one transaction after the other", async () => {
    for (const address of [...addressesIn(base), safe]) {
      await anvil.control.setCode({ address, bytecode: "0x00" });
    }
    // Whatever the position manager is asked, it answers with an address that has code.
    const answer: Hex = concatHex(["0x73", base.weth as Address, "0x5f5260205ff3"]);
    const positions = base.uniswap.positionManager as Address;
    await anvil.control.setCode({ address: positions, bytecode: answer });
    const deployment = await go();
    assert.equal(deployment.name, "Base");
    assert.equal(deployment.safe, safe);
    assert.deepEqual(deployment.uniswap, base.uniswap);
    const allowed = await anvil.client.readContract({
      address: deployment.contracts.MasterRegistry.address,
      abi: masterRegistryAbi,
      functionName: "isCurrencyAllowed",
      args: [deployment.currencies[0]?.address as Address],
    });
    assert.equal(allowed, true);
    assert.deepEqual(await go(), deployment);
  });

  it("knows its networks by checksummed addresses", () => {
    const all = addressesIn(networks);
    assert.ok(all.length > 30);
    for (const address of all) assert.equal(address, getAddress(address));
  });

  it("refuses a network that it does not know", async () => {
    const other = await startAnvil(5);
    const attempt = deploy({ rpcUrl: other.url, deployerKey, config: { safe, directory } });
    await assert.rejects(attempt, /chain 5 is not in .*Ethereum \(1\), Polygon \(137\), Base \(8453\)/);
    other.stop();
  });
});

describe("loadDeployment", () => {
  it("says which file is missing", async () => {
    await assert.rejects(loadDeployment(tmpdir(), 4_242), DeploymentMissingError);
  });
});
