import { swapRouterAbi } from "@audifi/contracts/abi";
import { decodeFunctionData, UserRejectedRequestError } from "viem";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Coin } from "../../src/lib/format/coin.ts";
import type { Hex, NetworkConfig } from "../../src/lib/format/network.ts";

const address = (digit: string): Hex => `0x${digit.repeat(40)}`;
const account = address("1");
const router = address("2");
const wrapped = address("3");
const grants = address("4");
const staking = address("5");
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

const { claimGrant } = await import("../../src/lib/chain/actions/claim-grant.ts");
const { delegateFree } = await import("../../src/lib/chain/actions/delegate-votes.ts");
const { stakeCoins } = await import("../../src/lib/chain/actions/stake-coins.ts");
const { swapCoin } = await import("../../src/lib/chain/actions/swap-coin.ts");

const coin: Coin = { address: address("6"), name: "Harbour", symbol: "HARB", decimals: 18 };
const network = {
  chainId: 31337,
  name: "Local chain",
  deployment: {
    coins: { grants, locker: address("7"), wrappedNative: wrapped, router, quoter: address("8") },
    currencies: [],
  },
} as unknown as NetworkConfig;

function reads(allowance: bigint): void {
  wagmi.readContract.mockImplementation(
    async (_config: unknown, { functionName }: { functionName: string }) =>
      ({ balanceOf: 1_000n, allowance, nonces: 7n })[functionName],
  );
}

beforeEach(() => {
  for (const mock of Object.values(wagmi)) mock.mockReset();
  wagmi.getAccount.mockReturnValue({ address: account, chainId: 31337 });
  wagmi.getBalance.mockResolvedValue({ value: 1_000n });
  wagmi.getBlock.mockResolvedValue({ timestamp: 1_000_000n });
  wagmi.simulateContract.mockResolvedValue({});
  wagmi.writeContract.mockResolvedValue(hash);
  wagmi.signTypedData.mockResolvedValue(`0x${"11".repeat(32)}${"22".repeat(32)}1b`);
  reads(0n);
});

const sent = () => wagmi.writeContract.mock.calls[0]?.[1];

/** The calls inside the router's one call. */
function steps(): readonly { readonly functionName: string; readonly args?: readonly unknown[] }[] {
  const [, data] = sent().args as readonly [bigint, readonly Hex[]];
  return data.map((step) => decodeFunctionData({ abi: swapRouterAbi, data: step }));
}

describe("swapCoin", () => {
  const buy = { coin, side: "buy", amountIn: 100n, minimumOut: 90n, validFor: 300 } as const;

  it("pays native coin in, with minimum and deadline", async () => {
    expect(await swapCoin(network, buy)).toEqual({ status: "submitted", hash });
    expect(sent()).toMatchObject({ address: router, functionName: "multicall", value: 100n });
    expect(sent().args[0]).toBe(1_000_300n);
    const [trade, refund] = steps();
    expect(trade).toMatchObject({
      functionName: "exactInputSingle",
      args: [{ tokenIn: wrapped, tokenOut: coin.address, fee: 10_000, recipient: account }],
    });
    expect(trade?.args?.[0]).toMatchObject({ amountIn: 100n, amountOutMinimum: 90n });
    expect(refund).toMatchObject({ functionName: "refundETH" });
  });

  it("signs a permit for exactly what is sold and unwraps what comes out", async () => {
    await swapCoin(network, { ...buy, side: "sell" });
    expect(wagmi.signTypedData.mock.calls[0]?.[1]).toMatchObject({
      domain: { name: "Harbour", version: "1", chainId: 31337, verifyingContract: coin.address },
      message: { owner: account, spender: router, value: 100n, nonce: 7n, deadline: 1_001_800n },
    });
    expect(sent().value).toBeUndefined();
    const [permit, trade, unwrap] = steps();
    // A permit that somebody else sent first must not make the trade fail.
    expect(permit).toMatchObject({ functionName: "selfPermitIfNecessary" });
    expect(trade?.args?.[0]).toMatchObject({
      ...{ tokenIn: coin.address, tokenOut: wrapped, amountOutMinimum: 90n },
      recipient: "0x0000000000000000000000000000000000000002",
    });
    expect(unwrap).toMatchObject({ functionName: "unwrapWETH9", args: [90n, account] });
  });

  it("signs nothing where an allowance suffices", async () => {
    reads(100n);
    await swapCoin(network, { ...buy, side: "sell" });
    expect(wagmi.signTypedData).not.toHaveBeenCalled();
    expect(steps().map(({ functionName }) => functionName)).toEqual(["exactInputSingle", "unwrapWETH9"]);
  });

  it("says when the balance is too low before asking for anything", async () => {
    wagmi.getBalance.mockResolvedValue({ value: 99n });
    expect(await swapCoin(network, buy)).toMatchObject({
      status: "cannot-send",
      reason: { title: "Your balance is too low" },
    });
    expect(wagmi.writeContract).not.toHaveBeenCalled();
  });

  it("sends nothing when the network does not answer", async () => {
    wagmi.getBlock.mockRejectedValue(new Error("no"));
    expect(await swapCoin(network, buy)).toMatchObject({ status: "cannot-send" });
  });
});

describe("stakeCoins", () => {
  const stake = { coin, staking, lock: 3, amount: 50n } as const;

  it("stakes with a permit of the coin", async () => {
    await stakeCoins(network, stake);
    expect(wagmi.signTypedData.mock.calls[0]?.[1]).toMatchObject({
      message: { spender: staking, value: 50n },
    });
    expect(sent()).toMatchObject({ address: staking, functionName: "stakeWithPermit" });
    expect(sent().args.slice(0, 2)).toEqual([3, 50n]);
  });

  it("uses an allowance that suffices", async () => {
    reads(50n);
    await stakeCoins(network, stake);
    expect(sent()).toMatchObject({ functionName: "stake", args: [3, 50n] });
  });
});

describe("claimGrant", () => {
  it("pays the caller", async () => {
    await claimGrant(network, coin, false);
    expect(sent()).toMatchObject({ address: grants, functionName: "claim", args: [coin.address, account] });
    expect(wagmi.signTypedData).not.toHaveBeenCalled();
  });

  it("signs a delegation to the caller and sends both at once", async () => {
    await claimGrant(network, coin, true);
    expect(wagmi.signTypedData.mock.calls[0]?.[1]).toMatchObject({
      primaryType: "Delegation",
      domain: { name: "Harbour", verifyingContract: coin.address },
      message: { delegatee: account, nonce: 7n, expiry: 1_001_800n },
    });
    expect(sent()).toMatchObject({ functionName: "claimAndDelegate" });
    // An estimate finds the gas with which the claim succeeds and the delegation silently does not.
    expect(sent().gas).toBe(500_000n);
  });

  it("asks for no signature when there is nothing to claim", async () => {
    wagmi.simulateContract.mockRejectedValue(new Error("reverted"));
    expect(await claimGrant(network, coin, true)).toMatchObject({ status: "cannot-send" });
    expect(wagmi.signTypedData).not.toHaveBeenCalled();
  });

  it("counts a refused delegation as cancelled", async () => {
    wagmi.signTypedData.mockRejectedValue(new UserRejectedRequestError(new Error("no")));
    expect(await claimGrant(network, coin, true)).toEqual({ status: "cancelled" });
  });
});

describe("delegateFree", () => {
  it("hands a signature for oneself to who sends it, and sends nothing", async () => {
    const carry = vi.fn().mockResolvedValue({ status: "submitted", hash });
    expect(await delegateFree(network, { coin }, carry)).toEqual({ status: "submitted", hash });
    expect(carry).toHaveBeenCalledWith({
      ...{ coin: coin.address, delegator: account, delegatee: account },
      ...{ nonce: 7n, expiry: 1_001_800n, signature: `0x${"11".repeat(32)}${"22".repeat(32)}1b` },
    });
    expect(wagmi.writeContract).not.toHaveBeenCalled();
  });

  it("names somebody else in what is signed", async () => {
    const carry = vi.fn().mockResolvedValue({ status: "submitted", hash });
    await delegateFree(network, { coin, to: address("9") }, carry);
    expect(wagmi.signTypedData.mock.calls[0]?.[1].message.delegatee).toBe(address("9"));
    expect(carry.mock.calls[0]?.[0].delegatee).toBe(address("9"));
  });

  it("hands over nothing that was not signed, and has nothing signed that the chain would refuse", async () => {
    const carry = vi.fn();
    wagmi.signTypedData.mockRejectedValueOnce(new UserRejectedRequestError(new Error("no")));
    expect(await delegateFree(network, { coin }, carry)).toEqual({ status: "cancelled" });
    wagmi.signTypedData.mockClear();
    wagmi.simulateContract.mockRejectedValueOnce(new Error("reverted"));
    expect(await delegateFree(network, { coin }, carry)).toMatchObject({ status: "cannot-send" });
    expect(wagmi.signTypedData).not.toHaveBeenCalled();
    expect(carry).not.toHaveBeenCalled();
  });
});
