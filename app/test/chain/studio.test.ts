import { beforeEach, describe, expect, it, vi } from "vitest";
import type { NewSession } from "../../src/lib/chain/actions/create-session.ts";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "../../src/lib/format/network.ts";

const address = (digit: string): Hex => `0x${digit.repeat(40)}`;
const account = address("1");
const studio = address("2");
const hash: Hex = `0x${"a".repeat(64)}`;
const CID = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

const wagmi = vi.hoisted(() => ({
  getAccount: vi.fn(),
  getBalance: vi.fn(),
  getBlock: vi.fn(),
  getTransactionReceipt: vi.fn(),
  readContract: vi.fn(),
  signTypedData: vi.fn(),
  simulateContract: vi.fn(),
  waitForTransactionReceipt: vi.fn(),
  writeContract: vi.fn(),
}));
vi.mock("../../src/lib/chain/wagmi.ts", () => wagmi);
vi.mock("../../src/lib/chain/config.ts", () => ({ wagmiConfig: () => ({}) }));

const { createSession } = await import("../../src/lib/chain/actions/create-session.ts");
const { fundBounty, lockSession, submitOption } = await import("../../src/lib/chain/actions/run-session.ts");

const network = {
  chainId: 31337,
  name: "Local chain",
  deployment: { studio, currencies: [] },
} as unknown as NetworkConfig;
const coin = { address: address("6"), name: "Harbour", symbol: "HARB", decimals: 18 } as const;

beforeEach(() => {
  for (const mock of Object.values(wagmi)) mock.mockReset();
  wagmi.getAccount.mockReturnValue({ address: account, chainId: 31337 });
  wagmi.getBalance.mockResolvedValue({ value: 1_000n });
  wagmi.getBlock.mockResolvedValue({ timestamp: 1_000_000n });
  wagmi.simulateContract.mockResolvedValue({});
  wagmi.writeContract.mockResolvedValue(hash);
  wagmi.signTypedData.mockResolvedValue(`0x${"11".repeat(32)}${"22".repeat(32)}1b`);
  wagmi.readContract.mockImplementation(
    async (_config: unknown, { functionName }: { functionName: string }) =>
      ({ balanceOf: 1_000n, allowance: 0n, nonces: 7n })[functionName],
  );
});

const sent = () => wagmi.writeContract.mock.calls[0]?.[1];

describe("createSession", () => {
  const session: NewSession = {
    ...{ artistId: "7", title: "Low water", draftCid: CID },
    rule: { gates: 3, needsAll: true, coinUnit: 5n },
    decisions: [
      { kind: "image", question: "Which cover?", options: [{ label: "Neon", contentCid: CID }] },
      { kind: "text", question: "Which title?", options: [{ label: "Six", contentCid: null }] },
    ],
  };

  it("sends kinds as the contract numbers them, and no content for texts", async () => {
    expect(await createSession(network, session)).toEqual({ status: "submitted", hash });
    const [params] = sent().args;
    expect(sent()).toMatchObject({ address: studio, functionName: "createSession" });
    expect(params).toMatchObject({ artistId: 7n, title: "Low water", rule: session.rule });
    expect(params.decisions.map(({ kind }: { kind: number }) => kind)).toEqual([1, 2]);
    expect(params.decisions[1].options[0].content.codec).toBe(0);
    expect(params.decisions[0].options[0].content.codec).toBe(0x55);
  });

  it("asks no wallet where a CID cannot be used", async () => {
    const outcome = await createSession(network, { ...session, draftCid: "nothing" });
    expect(outcome).toMatchObject({ status: "cannot-send" });
    expect(wagmi.simulateContract).not.toHaveBeenCalled();
  });
});

describe("submitOption", () => {
  it("asks no wallet where the simulation fails", async () => {
    wagmi.simulateContract.mockRejectedValue(new Error("reverted"));
    const option = { label: "Fiddle", contentCid: CID };
    const outcome = await submitOption(network, { session: "3", decision: 0, option });
    expect(outcome).toMatchObject({ status: "cannot-send" });
    expect(wagmi.writeContract).not.toHaveBeenCalled();
  });
});

describe("fundBounty", () => {
  const bounty = { session: "3", decision: 1, amount: 100n, coin };

  it("sends the native coin along", async () => {
    await fundBounty(network, { ...bounty, currency: ZERO_ADDRESS });
    expect(sent()).toMatchObject({
      functionName: "fundBounty",
      value: 100n,
      args: [3n, 1, ZERO_ADDRESS, 100n],
    });
  });

  it("pays the artist's coin, which the deployment does not name, with a permit for the contract", async () => {
    await fundBounty(network, { ...bounty, currency: coin.address });
    expect(wagmi.signTypedData.mock.calls[0]?.[1].message).toMatchObject({ spender: studio, value: 100n });
    expect(sent()).toMatchObject({ functionName: "fundBountyWithPermit" });
    expect(sent().value).toBeUndefined();
  });

  it("pays nothing that is not there", async () => {
    const outcome = await fundBounty(network, { ...bounty, amount: 2_000n, currency: ZERO_ADDRESS });
    expect(outcome).toMatchObject({ status: "cannot-send" });
  });
});

describe("lockSession", () => {
  it("sends choices and reasons in the order of the decisions", async () => {
    const lock = { session: "3", audioCid: CID, choices: [1, 0], reasons: ["", "The bakery asked me."] };
    expect(await lockSession(network, lock)).toEqual({ status: "submitted", hash });
    const [session, , choices, reasons] = sent().args;
    expect([session, choices, reasons]).toEqual([3n, [1, 0], ["", "The bakery asked me."]]);
  });
});
