import { artistCoinAbi, artistGovernorAbi } from "@audifi/contracts/abi";
import { encodeFunctionData } from "viem";
import { describe, expect, it, vi } from "vitest";
import { describeCall } from "../../src/lib/chain/dao/call-words.ts";
import { callsFor } from "../../src/lib/chain/dao/calls.ts";
import type { DaoPlaces } from "../../src/lib/chain/dao/decode-call.ts";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "../../src/lib/format/network.ts";

vi.mock("../../src/lib/chain/wagmi.ts", () => ({}));
vi.mock("../../src/lib/chain/config.ts", () => ({ wagmiConfig: () => ({}) }));
const { judgeCall } = await import("../../src/lib/chain/dao/simulate.ts");

const address = (digit: string): Hex => `0x${digit.repeat(40)}`;
const wrapped = address("a");
const network = {
  native: { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 },
  deployment: {
    ...{ vault: address("2"), registry: address("1"), market: address("9"), currencies: [] },
    coins: {
      ...{ grants: address("8"), locker: address("b"), wrappedNative: wrapped },
      ...{ router: address("d"), quoter: address("c") },
    },
  },
} as unknown as NetworkConfig;
const places: DaoPlaces = {
  ...{ network, artistId: "1", governor: address("4"), treasury: address("5") },
  ...{ staking: address("6"), vesting: address("7") },
  coin: { address: address("3"), symbol: "PIER", name: "Halden Pier", decimals: 18 },
};
const to = `0x${"12".repeat(20)}` as const;
const titles = (order: Parameters<typeof callsFor>[1]) =>
  callsFor(places, order).map((call) => describeCall(places, call).title);

describe("calls of proposals", () => {
  it("says what each action of the builder does", () => {
    const pay = { kind: "pay", to, amount: 5n * 10n ** 17n, isUnwrapped: false } as const;
    expect(titles({ ...pay, currency: wrapped })).toEqual([`Pay 0.5 WETH to ${to}`]);
    expect(titles({ ...pay, currency: places.coin.address })).toEqual([`Pay 0.5 PIER to ${to}`]);
    expect(titles({ ...pay, currency: ZERO_ADDRESS, isUnwrapped: true })).toEqual([
      "Turn 0.5 ETH in wrapped form into the native coin",
      `Pay 0.5 ETH to ${to}`,
    ]);
    expect(titles({ kind: "set", setting: "quorum", value: 500 })).toEqual([
      "Set the quorum to 5 % of all votes",
    ]);
    expect(titles({ kind: "set", setting: "votingPeriod", value: 432_000 })).toEqual([
      "Keep votes open for 5 days",
    ]);
    expect(titles({ kind: "collect-fees", positions: [9n] })).toEqual([
      "Collect the fees of the pool's position 9",
      "Have the DAO's half of collected fees paid to the treasury",
    ]);
    expect(titles({ kind: "say" })[0]).toMatch(/^Do nothing/);
  });

  it("warns of what it cannot read, and shows what it can", () => {
    const unknown = describeCall(places, { target: to, value: 0n, data: "0x12345678" });
    expect(unknown).toMatchObject({ isUnknown: true, decoded: null });
    const [known] = callsFor(places, { kind: "set", setting: "rateFactor", value: 11_000 });
    expect(describeCall(places, known!).decoded).toMatch(/^setRateFactor\(\w+: 11000\)$/);
  });

  it("names addresses that it knows, at full length", () => {
    const pay = {
      kind: "pay",
      currency: wrapped,
      to: places.staking,
      amount: 1n,
      isUnwrapped: false,
    } as const;
    expect(titles(pay)[0]).toContain(`staking of PIER (${places.staking})`);
  });
});

describe("judgeCall", () => {
  const governor = (functionName: "setVotingDelay" | "updateQuorumNumerator", value: number) => ({
    ...{ target: places.governor, value: 0n },
    data: encodeFunctionData({
      ...{ abi: artistGovernorAbi, functionName },
      args: [functionName === "setVotingDelay" ? value : BigInt(value)] as never,
    }),
  });

  it("checks the bounds of what only the proposal itself can call", () => {
    expect(judgeCall(places, governor("setVotingDelay", 86_400))).toEqual({ kind: "checked" });
    expect(judgeCall(places, governor("setVotingDelay", 31 * 86_400))).toMatchObject({ kind: "fails" });
    expect(judgeCall(places, governor("updateQuorumNumerator", 99))).toMatchObject({
      kind: "fails",
      reason: { technical: "ArtistGovernor_InvalidQuorum" },
    });
  });

  it("knows that the treasury's coins never vote, and leaves the rest to the chain", () => {
    const data = encodeFunctionData({ abi: artistCoinAbi, functionName: "delegate", args: [to] });
    expect(judgeCall(places, { target: places.coin.address, value: 0n, data })).toMatchObject({
      reason: { technical: "ArtistTreasury_CannotDelegate" },
    });
    expect(judgeCall(places, { target: to, value: 1n, data: "0x" })).toBeNull();
  });
});
