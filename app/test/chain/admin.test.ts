import { accessManagerAbi, masterRegistryAbi, safeAbi, switchboardAbi } from "@audifi/contracts/abi";
import { concatHex, encodeFunctionData, keccak256, pad, toHex, type Abi } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it, vi } from "vitest";
import { describeCall, describeTransaction } from "../../src/lib/chain/admin/call-words.ts";
import { callFor, type AdminOrder } from "../../src/lib/chain/admin/calls.ts";
import type { Deployment, Hex } from "../../src/lib/format/network.ts";
import type { SafeProposal } from "../../src/lib/format/safe.ts";

vi.mock("../../src/lib/chain/wagmi.ts", () => ({}));
vi.mock("../../src/lib/chain/config.ts", () => ({ wagmiConfig: () => ({}) }));
const { checkSignatures, hashProposal, packSignatures } = await import("../../src/lib/chain/admin/safe.ts");

const address = (digit: string): Hex => `0x${digit.repeat(40)}`;
const deployment: Deployment = {
  registry: address("1"),
  market: address("9"),
  vault: address("2"),
  switchboard: address("3"),
  renderer: address("4"),
  launcher: address("b"),
  studio: address("c"),
  startBlock: 0,
  coins: {
    grants: address("8"),
    locker: address("9"),
    wrappedNative: address("a"),
    router: address("d"),
    quoter: address("c"),
  },
  accessManager: address("5"),
  safe: address("6"),
  currencies: [{ address: address("7"), symbol: "USDC", decimals: 6, permit: null, priceFeed: null }],
  nativePriceFeed: null,
  validators: [{ address: address("8"), name: "Allow-list" }],
};

const words = (order: AdminOrder) => {
  const { address: to, abi, functionName, args } = callFor(deployment, order);
  return describeCall(deployment, to, encodeFunctionData({ abi, functionName, args }));
};
const managed = (functionName: string, args: readonly unknown[]) =>
  encodeFunctionData({ abi: accessManagerAbi as Abi, functionName, args });

describe("describeCall", () => {
  it("says what every order of the pages does", () => {
    expect(words({ kind: "set-fee", fee: 300 }).title).toBe("Set the platform fee of new masters to 3 %");
    expect(words({ kind: "pause" }).detail).toContain("Claiming, withdrawing");
    expect(words({ kind: "unpause" }).title).toContain("End the running pause");
    expect(words({ kind: "set-currency", currency: address("7"), isAllowed: false }).title).toContain("USDC");
    expect(words({ kind: "set-validator", validator: address("8"), isKnown: true }).title).toContain(
      "Allow-list",
    );
    expect(words({ kind: "set-market", market: address("9"), isKnown: true }).title).toContain(address("9"));
    expect(words({ kind: "set-fee-recipient", to: address("9") }).title).toContain(address("9"));
    expect(words({ kind: "flag-artist", id: "7", flags: 1 }).title).toBe(
      "Mark artist 7 as verified and shown",
    );
    expect(words({ kind: "flag-master", id: "12", flags: 2 }).title).toBe(
      "Mark master 12 as not verified and hidden",
    );
    expect(words({ kind: "grant", role: "3", account: address("9"), delay: 0 })).toMatchObject({
      title: `Give the role Pauser to ${address("9")}`,
      detail: expect.stringContaining("no delay"),
      isUnknown: false,
    });
    expect(words({ kind: "upgrade", contract: "launcher", code: address("9") })).toMatchObject({
      title: `Replace the code of CoinLauncher by ${address("9")}`,
      isUnknown: false,
    });
    expect(words({ kind: "set-shares-code", code: address("9") }).detail).toContain("never change");
    expect(words({ kind: "set-coin-launcher", code: address("9") }).title).toContain(address("9"));
    expect(words({ kind: "set-producer", account: address("9"), isProducer: true })).toMatchObject({
      title: `Make ${address("9")} a producer`,
      isUnknown: false,
    });
    expect(words({ kind: "set-producer", account: address("9"), isProducer: false }).detail).toContain(
      "stay",
    );
    expect(words({ kind: "revoke", role: "4", account: address("9") }).title).toContain("Curator");
  });

  it("looks into what is scheduled, executed and cancelled", () => {
    const data = encodeFunctionData({
      abi: masterRegistryAbi,
      functionName: "setPlatformFee",
      args: [250],
    });
    const schedule = managed("schedule", [deployment.registry, data, 0]);
    expect(describeCall(deployment, deployment.accessManager, schedule).title).toBe(
      "Schedule: Set the platform fee of new masters to 2.5 %",
    );
    const execute = words({ kind: "execute", caller: deployment.safe, target: deployment.registry, data });
    expect(execute.title).toBe("Execute: Set the platform fee of new masters to 2.5 %");
    const cancel = words({ kind: "cancel", caller: deployment.safe, target: deployment.registry, data });
    expect(cancel.title).toBe("Cancel: Set the platform fee of new masters to 2.5 %");
  });

  it("warns of what it cannot read, also inside", () => {
    expect(describeCall(deployment, address("9"), "0x12345678").isUnknown).toBe(true);
    expect(describeCall(deployment, deployment.switchboard, "0x12345678").isUnknown).toBe(true);
    const hidden = managed("schedule", [address("9"), "0x12345678", 0]);
    expect(describeCall(deployment, deployment.accessManager, hidden)).toMatchObject({
      title: expect.stringContaining("Schedule: An unknown call"),
      isUnknown: true,
    });
    const batch = managed("multicall", [["0x12345678"]]);
    expect(describeCall(deployment, deployment.accessManager, batch).isUnknown).toBe(true);
    const pause = encodeFunctionData({ abi: switchboardAbi, functionName: "pause" });
    const paid = { to: deployment.switchboard, data: pause, value: 5n };
    expect(describeTransaction(deployment, paid)).toMatchObject({ isUnknown: true });
    expect(describeTransaction(deployment, { ...paid, value: 0n }).isUnknown).toBe(false);
  });

  it("names changes of the Safe's owners", () => {
    const data = encodeFunctionData({
      abi: safeAbi,
      functionName: "addOwnerWithThreshold",
      args: [address("9"), 3n],
    });
    expect(describeCall(deployment, deployment.safe, data)).toMatchObject({
      title: `Make ${address("9")} an owner of the Safe`,
      detail: expect.stringContaining("3 owners"),
    });
  });

  it("says that an upgrade replaces code", () => {
    const data = encodeFunctionData({
      abi: masterRegistryAbi,
      functionName: "upgradeToAndCall",
      args: [address("9"), "0x"],
    });
    expect(describeCall(deployment, deployment.registry, data).title).toContain("Replace the code");
  });

  it("warns of a call that an upgrade makes at once", () => {
    const data = encodeFunctionData({
      abi: masterRegistryAbi,
      functionName: "upgradeToAndCall",
      args: [address("9"), "0x8456cb59"],
    });
    expect(describeCall(deployment, deployment.registry, data)).toMatchObject({
      isUnknown: true,
      detail: expect.stringContaining("0x8456cb59"),
    });
  });
});

describe("Safe transactions", () => {
  const owners = ["a", "b"].map((digit) => privateKeyToAccount(`0x${digit.repeat(64)}`));
  const proposal: SafeProposal = {
    chainId: 31337,
    safe: deployment.safe,
    transaction: { to: deployment.switchboard, value: 0n, data: "0x8456cb59", nonce: 0 },
    signatures: [],
  };
  const sign = async (owner: (typeof owners)[number]) => ({
    owner: owner.address,
    signature: await owner.sign({ hash: hashProposal(proposal) }),
  });

  it("hash as Safe.sol writes it, with its constants", () => {
    const domainType = "0x47e79534a245952e8b16893a336b85a3d9ea9fa8c573f3d803afb92a79469218";
    const transactionType = "0xbb8310d486368db6bd6f849402fdd73ad53d316b5a4b2644ad6efe0f941286d8";
    const word = (value: bigint | Hex) => pad(typeof value === "bigint" ? toHex(value) : value, { size: 32 });
    const { to, data, nonce } = proposal.transaction;
    const domain = keccak256(concatHex([domainType, word(31337n), word(proposal.safe)]));
    const zeros = Array.from({ length: 6 }, () => word(0n));
    const struct = keccak256(
      concatHex([transactionType, word(to), word(0n), keccak256(data), ...zeros, word(BigInt(nonce))]),
    );
    expect(hashProposal(proposal)).toBe(keccak256(concatHex(["0x1901", domain, struct])));
  });

  it("count only the signatures that their owners made", async () => {
    const [first, second] = await Promise.all(owners.map(sign));
    const forged = { owner: owners[1]!.address, signature: first!.signature };
    expect(await checkSignatures({ ...proposal, signatures: [first!, forged] })).toEqual([first]);
    const other = { ...proposal, transaction: { ...proposal.transaction, nonce: 1 } };
    expect(await checkSignatures({ ...other, signatures: [first!, second!] })).toEqual([]);
  });

  it("are packed in the order of the owners' addresses", async () => {
    const signatures = await Promise.all(owners.map(sign));
    const sorted = [...signatures].sort((a, b) => (a.owner.toLowerCase() < b.owner.toLowerCase() ? -1 : 1));
    const packed = packSignatures([...sorted].reverse());
    expect(packed).toBe(`0x${sorted.map(({ signature }) => signature.slice(2)).join("")}`);
  });
});
