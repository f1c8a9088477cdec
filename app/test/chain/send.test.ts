import { masterSharesAbi } from "@audifi/contracts/abi";
import { UserRejectedRequestError } from "viem";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "../../src/lib/format/network.ts";

const account: Hex = `0x${"1".repeat(40)}`;
const shares: Hex = `0x${"2".repeat(40)}`;
const usdc: Hex = `0x${"3".repeat(40)}`;
const hash: Hex = `0x${"a".repeat(64)}`;

const wagmi = vi.hoisted(() => ({
  getAccount: vi.fn(),
  getBalance: vi.fn(),
  getBlock: vi.fn(),
  readContract: vi.fn(),
  signTypedData: vi.fn(),
  simulateContract: vi.fn(),
  waitForTransactionReceipt: vi.fn(),
  writeContract: vi.fn(),
}));
vi.mock("../../src/lib/chain/wagmi.ts", () => wagmi);
vi.mock("../../src/lib/chain/config.ts", () => ({ wagmiConfig: () => ({}) }));

const { buyShares } = await import("../../src/lib/chain/actions/buy-shares.ts");
const { claimDividends } = await import("../../src/lib/chain/actions/claim-dividends.ts");
const { transferShare } = await import("../../src/lib/chain/actions/transfer-share.ts");
const { contractCall, send } = await import("../../src/lib/chain/send.ts");

const network = {
  chainId: 31337,
  name: "Local chain",
  deployment: {
    registry: shares,
    vault: `0x${"4".repeat(40)}`,
    currencies: [
      {
        address: usdc,
        symbol: "USDC",
        decimals: 6,
        permit: { name: "USD Coin", version: "2" },
        priceFeed: null,
      },
    ],
    nativePriceFeed: null,
    validators: [],
  },
} as unknown as NetworkConfig;

const call = contractCall({ address: shares, abi: masterSharesAbi, functionName: "buy", args: [1n] });
const purchase = { shares, currency: ZERO_ADDRESS, count: 2, price: 50n, presale: null } as const;

beforeEach(() => {
  for (const mock of Object.values(wagmi)) mock.mockReset();
  wagmi.getAccount.mockReturnValue({ address: account, chainId: 31337 });
  wagmi.getBalance.mockResolvedValue({ value: 1000n });
  wagmi.getBlock.mockResolvedValue({ timestamp: 1_000_000n });
  wagmi.simulateContract.mockResolvedValue({});
  wagmi.writeContract.mockResolvedValue(hash);
  wagmi.signTypedData.mockResolvedValue(`0x${"11".repeat(32)}${"22".repeat(32)}1b`);
});

const sent = () => wagmi.writeContract.mock.calls[0]?.[1];

describe("send", () => {
  it("simulates before it asks the wallet", async () => {
    expect(await send(network, call)).toEqual({ status: "submitted", hash });
    const [simulated = 0] = wagmi.simulateContract.mock.invocationCallOrder;
    const [written = 0] = wagmi.writeContract.mock.invocationCallOrder;
    expect(simulated).toBeLessThan(written);
  });

  it("asks nothing when the simulation fails", async () => {
    wagmi.simulateContract.mockRejectedValue(new Error("reverted"));
    expect(await send(network, call)).toMatchObject({ status: "cannot-send" });
    expect(wagmi.writeContract).not.toHaveBeenCalled();
  });

  it("does not call a refusal an error", async () => {
    wagmi.writeContract.mockRejectedValue(new UserRejectedRequestError(new Error("no")));
    expect(await send(network, call)).toEqual({ status: "cancelled" });
  });

  it("reports what the wallet could not do", async () => {
    wagmi.writeContract.mockRejectedValue(new Error("nonce too low"));
    expect(await send(network, call)).toMatchObject({
      status: "failed",
      reason: { technical: "nonce too low" },
    });
  });

  it.each(["ConnectorAccountNotFoundError", "ConnectorChainMismatchError"])(
    "signs with no other account or network than it checked: %s",
    async (name) => {
      wagmi.writeContract.mockRejectedValue(Object.assign(new Error("moved"), { name }));
      expect(await send(network, call)).toMatchObject({
        status: "failed",
        reason: { title: "Your wallet changed in the meantime" },
      });
      expect(sent()).toMatchObject({ account, chainId: 31337 });
    },
  );

  it.each([
    [{ address: undefined }, "No wallet is connected"],
    [{ address: account, chainId: 1 }, "Your wallet is on another network"],
  ])("sends nothing from %o", async (now, title) => {
    wagmi.getAccount.mockReturnValue(now);
    expect(await send(network, call)).toMatchObject({ status: "cannot-send", reason: { title } });
    expect(wagmi.simulateContract).not.toHaveBeenCalled();
  });
});

describe("buyShares", () => {
  it("sends exactly the price in native coin", async () => {
    expect(await buyShares(network, purchase)).toMatchObject({ status: "submitted" });
    expect(sent()).toMatchObject({ functionName: "buy", args: [2n], value: 100n });
  });

  it("says when the balance is too low before asking for anything", async () => {
    wagmi.getBalance.mockResolvedValue({ value: 99n });
    expect(await buyShares(network, purchase)).toMatchObject({
      status: "cannot-send",
      reason: { title: "Your balance is too low" },
    });
    expect(wagmi.writeContract).not.toHaveBeenCalled();
  });

  const inUsdc = { ...purchase, currency: usdc };
  const reads = (allowance: bigint) =>
    wagmi.readContract.mockImplementation(
      async (_config: unknown, { functionName }: { functionName: string }) =>
        functionName === "balanceOf" ? 1000n : functionName === "allowance" ? allowance : 7n,
    );

  it("signs a permit for exactly the price, valid for half an hour of chain time", async () => {
    reads(0n);
    expect(await buyShares(network, inUsdc)).toMatchObject({ status: "submitted" });
    expect(wagmi.signTypedData.mock.calls[0]?.[1]).toMatchObject({
      domain: { name: "USD Coin", version: "2", chainId: 31337, verifyingContract: usdc },
      message: { owner: account, spender: shares, value: 100n, nonce: 7n, deadline: 1_001_800n },
    });
    expect(sent()).toMatchObject({ functionName: "buyWithPermit" });
  });

  it("uses an allowance that suffices", async () => {
    reads(100n);
    await buyShares(network, inUsdc);
    expect(wagmi.signTypedData).not.toHaveBeenCalled();
    expect(sent()).toMatchObject({ functionName: "buy", args: [2n] });
  });

  it("counts a refused permit as cancelled", async () => {
    reads(0n);
    wagmi.signTypedData.mockRejectedValue(new UserRejectedRequestError(new Error("no")));
    expect(await buyShares(network, inUsdc)).toEqual({ status: "cancelled" });
    expect(wagmi.writeContract).not.toHaveBeenCalled();
  });
});

it("claims many masters in one transaction", async () => {
  await claimDividends(network, [shares, usdc]);
  expect(wagmi.writeContract).toHaveBeenCalledTimes(1);
  expect(sent()).toMatchObject({ functionName: "claim", args: [[shares, usdc]] });
});

it("gives no share to its own holder", async () => {
  expect(await transferShare(network, { shares, number: 1, to: account })).toMatchObject({
    status: "cannot-send",
  });
  expect(wagmi.writeContract).not.toHaveBeenCalled();
});
