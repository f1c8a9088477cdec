import { accessManagerAbi, masterRegistryAbi } from "@audifi/contracts/abi";
import { decodeFunctionData, encodeFunctionData, keccak256, toBytes, toHex } from "viem";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Hex, NetworkConfig } from "../../src/lib/format/network.ts";

const wagmi = vi.hoisted(() => ({
  getAccount: vi.fn(),
  getBytecode: vi.fn(),
  readContract: vi.fn(),
  simulateContract: vi.fn(),
  writeContract: vi.fn(),
}));
vi.mock("../../src/lib/chain/wagmi.ts", () => wagmi);
vi.mock("../../src/lib/chain/config.ts", () => ({ wagmiConfig: () => ({}) }));

const { planOrder } = await import("../../src/lib/chain/admin/plan.ts");

const address = (digit: string): Hex => `0x${digit.repeat(40)}`;
const [registry, manager, safe, me] = ["1", "5", "6", "a"].map(address) as [Hex, Hex, Hex, Hex];
const network = {
  chainId: 31337,
  name: "Local chain",
  deployment: {
    ...{ registry, vault: address("2"), switchboard: address("3"), renderer: address("4") },
    ...{ accessManager: manager, safe, currencies: [], nativePriceFeed: null, validators: [] },
  },
} as unknown as NetworkConfig;

const DAY = 86_400;
type Members = Readonly<Record<Hex, number>>;

/** Lets the chain answer: one role for every function, and its members with their delays. */
function chainWith(members: Members, role = 2n) {
  wagmi.readContract.mockImplementation(
    (_config: unknown, request: { functionName: string; args: unknown[] }) => {
      if (request.functionName === "getTargetFunctionRole") return Promise.resolve(role);
      if (request.functionName === "getRoleAdmin") return Promise.resolve(0n);
      const delay = members[request.args[1] as Hex];
      return Promise.resolve([delay !== undefined, delay ?? 0]);
    },
  );
}

beforeEach(() => {
  for (const mock of Object.values(wagmi)) mock.mockReset();
  wagmi.simulateContract.mockResolvedValue({});
});

describe("planOrder", () => {
  const fee = { kind: "set-fee", fee: 300 } as const;
  const feeData = encodeFunctionData({ abi: masterRegistryAbi, functionName: "setPlatformFee", args: [300] });

  it("schedules what the Safe may do after a delay", async () => {
    chainWith({ [safe]: DAY });
    const plan = await planOrder(network, me, fee);
    expect(plan).toMatchObject({ by: "safe", delay: DAY, to: manager, obstacle: null });
    expect(decodeFunctionData({ abi: accessManagerAbi, data: plan.data })).toEqual({
      functionName: "schedule",
      args: [registry, feeData, 0],
    });
    expect(wagmi.simulateContract.mock.calls[0]?.[1]).toMatchObject({ account: safe });
  });

  it("calls at once where there is no delay", async () => {
    chainWith({ [safe]: 0 });
    expect(await planOrder(network, me, fee)).toMatchObject({
      by: "safe",
      delay: 0,
      to: registry,
      data: feeData,
    });
  });

  it("prefers the account's own role without a delay, and the Safe to a delay of its own", async () => {
    chainWith({ [safe]: 0, [me]: 0 });
    expect(await planOrder(network, me, fee)).toMatchObject({ by: "account", to: registry });
    expect(wagmi.simulateContract.mock.calls[0]?.[1]).toMatchObject({ account: me });
    chainWith({ [safe]: 0, [me]: DAY });
    expect((await planOrder(network, me, fee)).by).toBe("safe");
    chainWith({ [me]: DAY });
    expect(await planOrder(network, me, fee)).toMatchObject({ by: "account", delay: DAY, to: manager });
  });

  it("says when neither may", async () => {
    chainWith({});
    expect((await planOrder(network, me, fee)).by).toBe("nobody");
    expect((await planOrder(network, null, fee)).by).toBe("nobody");
  });

  it("gives roles as their admin, which the manager knows", async () => {
    chainWith({ [safe]: 7 * DAY });
    const plan = await planOrder(network, me, { kind: "grant", role: "3", account: me, delay: 0 });
    expect(plan).toMatchObject({ by: "safe", delay: 7 * DAY, to: manager });
    const asked = wagmi.readContract.mock.calls.map(([, request]) => request.functionName);
    expect(asked).toContain("getRoleAdmin");
    expect(asked).not.toContain("getTargetFunctionRole");
  });

  it("lets the one who scheduled execute, without another delay", async () => {
    chainWith({ [safe]: DAY });
    const settling = { caller: safe, target: registry, data: feeData };
    expect(await planOrder(network, me, { kind: "execute", ...settling })).toMatchObject({
      by: "safe",
      delay: 0,
    });
    const own = { ...settling, caller: me };
    expect((await planOrder(network, me, { kind: "execute", ...own })).by).toBe("account");
    expect((await planOrder(network, null, { kind: "execute", ...own })).by).toBe("nobody");
    expect((await planOrder(network, null, { kind: "cancel", ...own })).by).toBe("safe");
    expect((await planOrder(network, me, { kind: "cancel", ...settling })).by).toBe("safe");
    chainWith({ [me]: DAY });
    expect((await planOrder(network, me, { kind: "cancel", ...settling })).by).toBe("account");
  });

  it("refuses code that is missing or not made for a proxy before it waits for days", async () => {
    const upgrade = { kind: "upgrade", contract: "registry", code: address("c") } as const;
    const refusal = async () => (await planOrder(network, me, upgrade)).obstacle?.title;
    chainWith({ [safe]: DAY });
    wagmi.getBytecode.mockResolvedValue(undefined);
    expect(await refusal()).toContain("no contract");
    wagmi.getBytecode.mockResolvedValue("0x60");
    const roles = wagmi.readContract.getMockImplementation();
    for (const [slot, words] of [
      [keccak256("0x"), "not made to be"],
      [toHex(BigInt(keccak256(toBytes("eip1967.proxy.implementation"))) - 1n), undefined],
    ]) {
      wagmi.readContract.mockImplementation((config: unknown, request: { functionName: string }) =>
        request.functionName === "proxiableUUID" ? Promise.resolve(slot) : roles?.(config, request),
      );
      if (words === undefined) expect(await refusal()).toBeUndefined();
      else expect(await refusal()).toContain(words);
    }
  });

  it("passes on why it would fail", async () => {
    chainWith({ [safe]: 0 });
    wagmi.simulateContract.mockRejectedValue(new Error("boom"));
    expect((await planOrder(network, me, fee)).obstacle).toMatchObject({ technical: "boom" });
  });
});
