import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import type { Address, Hex } from "viem";
import {
  concatHex,
  encodeAbiParameters,
  encodeFunctionData,
  erc20Abi,
  getAddress,
  hexToBigInt,
  keccak256,
  parseAbi,
  zeroAddress,
} from "viem";
import { privateKeyToAccount, privateKeyToAddress } from "viem/accounts";

import { accessManagerAbi, masterRegistryAbi, switchboardAbi } from "../../exports/abi.ts";
import type { Deployment } from "../../exports/addresses.ts";
import { type RoleName, roles } from "../../exports/roles.ts";
import { deploy } from "../../scripts/deploy.ts";
import { type Anvil, keyOf, startAnvil } from "../helpers/anvil.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** `_roles` of OpenZeppelin's AccessManager 5.7; the test finds the Safe there, so a wrong slot fails. */
const ROLES_SLOT = 1n;
const deployer = privateKeyToAddress(keyOf(0));
const owners = [10, 11, 12].map((index) => privateKeyToAccount(keyOf(index)));
const operator = privateKeyToAddress(keyOf(9));

const safeAbi = parseAbi([
  "function getOwners() view returns (address[])",
  "function getThreshold() view returns (uint256)",
  "function nonce() view returns (uint256)",
  "function getTransactionHash(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 nonce) view returns (bytes32)",
  "function execTransaction(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, bytes signatures) payable returns (bool)",
]);

describe("Access", () => {
  const directory = mkdtempSync(join(tmpdir(), "audifi-access-"));
  let anvil: Anvil;
  let deployment: Deployment;

  before(async () => {
    anvil = await startAnvil();
    const config = { safeOwners: owners.map(({ address }) => address), operator, directory };
    deployment = await deploy({ rpcUrl: anvil.url, deployerKey: keyOf(0), config });
  });

  after(() => {
    anvil.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const at = (name: keyof Deployment["contracts"]) => deployment.contracts[name].address;
  const holds = async (role: bigint, account: Address) => {
    const address = deployment.accessManager;
    const args = [role, account] as const;
    return anvil.client.readContract({ address, abi: accessManagerAbi, functionName: "hasRole", args });
  };

  /** Sends from the Safe what its first `signers` owners sign. */
  async function fromSafe(to: Address, data: Hex, signers = 2): Promise<void> {
    const address = deployment.safe;
    const nonce = await anvil.client.readContract({ address, abi: safeAbi, functionName: "nonce" });
    const call = [to, 0n, data, 0, 0n, 0n, 0n, zeroAddress, zeroAddress] as const;
    const hash = await anvil.client.readContract({
      address,
      abi: safeAbi,
      functionName: "getTransactionHash",
      args: [...call, nonce],
    });
    const sorted = owners
      .slice(0, signers)
      .sort((a, b) => (hexToBigInt(a.address) < hexToBigInt(b.address) ? -1 : 1));
    const signatures = concatHex(await Promise.all(sorted.map((owner) => owner.sign({ hash }))));
    const { request } = await anvil.client.simulateContract({
      account: privateKeyToAccount(keyOf(8)),
      address,
      abi: [...safeAbi, ...accessManagerAbi],
      functionName: "execTransaction",
      args: [...call, signatures],
    });
    const receipt = await anvil.wallet(8).writeContract({ ...request, chain: null });
    assert.equal((await anvil.client.waitForTransactionReceipt({ hash: receipt })).status, "success");
  }

  const schedule = (target: Address, data: Hex) =>
    fromSafe(
      deployment.accessManager,
      encodeFunctionData({ abi: accessManagerAbi, functionName: "schedule", args: [target, data, 0] }),
    );
  const execute = (target: Address, data: Hex) =>
    fromSafe(
      deployment.accessManager,
      encodeFunctionData({ abi: accessManagerAbi, functionName: "execute", args: [target, data] }),
    );
  const wait = async (seconds: number) => {
    await anvil.control.increaseTime({ seconds });
    await anvil.control.mine({ blocks: 1 });
  };

  describe("the deployer", () => {
    it("holds no role, by the events of the AccessManager", async () => {
      const address = deployment.accessManager;
      const events = await anvil.client.getContractEvents({
        address,
        abi: accessManagerAbi,
        fromBlock: 0n,
      });
      const members = new Set<string>();
      const seen = new Set<bigint>();
      for (const { eventName, args } of events) {
        if (eventName === "RoleGranted") {
          seen.add(args.roleId ?? -1n);
          members.add(`${args.roleId} ${args.account}`);
        }
        if (eventName === "RoleRevoked") members.delete(`${args.roleId} ${args.account}`);
      }
      const safe = getAddress(deployment.safe);
      const expected = [
        ...Object.values(roles).map(({ id }) => `${id} ${safe}`),
        ...[roles.pauser.id, roles.curator.id].map((id) => `${id} ${operator}`),
      ];
      assert.deepEqual([...members].sort(), expected.sort());
      assert.equal(seen.size, Object.keys(roles).length);
    });

    it("holds no role, by the storage of the AccessManager", async () => {
      const memberSince = async (role: bigint, account: Address) => {
        const parameters = [{ type: "uint256" }, { type: "uint256" }] as const;
        const members = keccak256(encodeAbiParameters(parameters, [role, ROLES_SLOT]));
        const slot = keccak256(encodeAbiParameters(parameters, [hexToBigInt(account), hexToBigInt(members)]));
        return hexToBigInt(
          (await anvil.client.getStorageAt({ address: deployment.accessManager, slot })) ?? "0x0",
        );
      };
      for (const { id } of Object.values(roles)) {
        assert.equal(await memberSince(id, deployer), 0n);
        assert.notEqual(await memberSince(id, deployment.safe), 0n);
        assert.deepEqual(await holds(id, deployer), [false, 0]);
      }
    });

    it("owns nothing and nothing of anything", async () => {
      const owner = parseAbi(["function owner() view returns (address)"]);
      const address = deployment.uniswap.factory;
      const owned = await anvil.client.readContract({ address, abi: owner, functionName: "owner" });
      assert.notEqual(owned, deployer);
      for (const token of [deployment.weth, ...deployment.currencies.map((currency) => currency.address)]) {
        const balance = await anvil.client.readContract({
          address: token,
          abi: erc20Abi,
          functionName: "balanceOf",
          args: [deployer],
        });
        assert.equal(balance, 0n);
      }
      const safe = { address: deployment.safe, abi: safeAbi } as const;
      const signers = await anvil.client.readContract({ ...safe, functionName: "getOwners" });
      assert.deepEqual([...signers].sort(), owners.map((account) => account.address).sort());
      assert.equal(await anvil.client.readContract({ ...safe, functionName: "getThreshold" }), 2n);
    });

    it("can call nothing that is restricted", async () => {
      const code = at("MasterShares");
      const attempts = [
        { address: at("MasterRegistry"), functionName: "setPlatformFee", args: [0] },
        { address: at("MasterRegistry"), functionName: "setCurrency", args: [code, true] },
        { address: at("MasterRegistry"), functionName: "setSharesImplementation", args: [code] },
        { address: at("MasterRegistry"), functionName: "upgradeToAndCall", args: [code, "0x"] },
        { address: at("MasterRegistry"), functionName: "setArtistFlags", args: [1n, 1] },
        { address: at("MasterRegistry"), functionName: "setCoinLauncher", args: [code] },
        { address: at("CoinLauncher"), functionName: "upgradeToAndCall", args: [code, "0x"] },
        { address: at("ShareRenderer"), functionName: "upgradeToAndCall", args: [code, "0x"] },
        { address: at("Switchboard"), functionName: "pause", args: [] },
        { address: at("Switchboard"), functionName: "setMarket", args: [code, true] },
        { address: at("AccessManager"), functionName: "grantRole", args: [0n, deployer, 0] },
      ] as const;
      for (const attempt of attempts) {
        await assert.rejects(
          anvil.client.simulateContract({
            ...attempt,
            account: deployer,
            abi: [...masterRegistryAbi, ...switchboardAbi, ...accessManagerAbi],
          } as never),
          /AccessManagedUnauthorized|AccessManagerUnauthorizedAccount/,
        );
      }
    });
  });

  describe("the Safe", () => {
    for (const [name, { id, delay }] of Object.entries(roles) as [RoleName, (typeof roles)[RoleName]][]) {
      it(`is ${name} with a delay of ${delay / HOUR} hours`, async () => {
        assert.deepEqual(await holds(id, deployment.safe), [true, delay]);
      });
    }

    it("needs two signatures", async () => {
      const data = encodeFunctionData({ abi: switchboardAbi, functionName: "pause" });
      await assert.rejects(fromSafe(at("Switchboard"), data, 1), /GS020/);
    });

    const changes: [
      what: string,
      delay: number,
      target: "CoinLauncher" | "MasterRegistry" | "Switchboard",
      data: () => Hex,
    ][] = [
      [
        "changes the fee",
        24 * HOUR,
        "MasterRegistry",
        () => encodeFunctionData({ abi: masterRegistryAbi, functionName: "setPlatformFee", args: [300] }),
      ],
      [
        "upgrades",
        48 * HOUR,
        "MasterRegistry",
        () =>
          encodeFunctionData({
            abi: masterRegistryAbi,
            functionName: "upgradeToAndCall",
            args: [deployment.implementations.MasterRegistry, "0x"],
          }),
      ],
      [
        "upgrades what makes coins",
        48 * HOUR,
        "CoinLauncher",
        () =>
          encodeFunctionData({
            abi: masterRegistryAbi,
            functionName: "upgradeToAndCall",
            args: [deployment.implementations.CoinLauncher, "0x"],
          }),
      ],
      [
        "makes coins come with first masters",
        48 * HOUR,
        "MasterRegistry",
        () =>
          encodeFunctionData({
            abi: masterRegistryAbi,
            functionName: "setCoinLauncher",
            args: [at("CoinLauncher")],
          }),
      ],
      [
        "lists a market",
        7 * DAY,
        "Switchboard",
        () =>
          encodeFunctionData({
            abi: switchboardAbi,
            functionName: "setMarket",
            args: [at("MasterShares"), true],
          }),
      ],
    ];
    for (const [what, delay, target, data] of changes) {
      it(`${what} after ${delay / HOUR} hours, not sooner`, async () => {
        await assert.rejects(fromSafe(at(target), data()), /AccessManagerNotScheduled/);
        await schedule(at(target), data());
        await wait(delay - 60);
        await assert.rejects(execute(at(target), data()), /AccessManagerNotReady/);
        await wait(60);
        await execute(at(target), data());
      });
    }

    it("pauses at once, as the operator does", async () => {
      const address = at("Switchboard");
      const isPaused = () =>
        anvil.client.readContract({ address, abi: switchboardAbi, functionName: "isPaused" });
      await fromSafe(address, encodeFunctionData({ abi: switchboardAbi, functionName: "pause" }));
      assert.equal(await isPaused(), true);
      const hash = await anvil
        .wallet(9)
        .writeContract({ address, abi: switchboardAbi, functionName: "unpause", chain: null });
      await anvil.client.waitForTransactionReceipt({ hash });
      assert.equal(await isPaused(), false);
    });
  });
});
