import { getAddress } from "viem";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "../../src/lib/format/network.ts";

const wagmi = vi.hoisted(() => ({ getBytecode: vi.fn() }));
vi.mock("../../src/lib/chain/wagmi.ts", () => wagmi);
vi.mock("../../src/lib/chain/config.ts", () => ({ wagmiConfig: () => ({}) }));
const { checkRecipient } = await import("../../src/lib/chain/recipient.ts");

const vault: Hex = `0x${"4".repeat(40)}`;
const shares: Hex = `0x${"5".repeat(40)}`;
const own: Hex = `0x${"1".repeat(40)}`;
const network = { deployment: { registry: `0x${"3".repeat(40)}`, vault } } as unknown as NetworkConfig;
const friend = getAddress(`0x${"d8da".repeat(10)}`);
const misspelt = friend.replace(/[a-f]/i, (letter) =>
  letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
);
const check = (typed: string) => checkRecipient(network, typed, { own, never: [shares] });

beforeEach(() => {
  wagmi.getBytecode.mockReset().mockResolvedValue(undefined);
});

describe("checkRecipient", () => {
  it("takes an address with the right checksum, or in one case", async () => {
    const found = { address: friend, isContract: false };
    expect(await check(` ${friend} `)).toEqual(found);
    expect(await check(friend.toLowerCase())).toEqual(found);
    expect(await check(`0x${friend.slice(2).toUpperCase()}`)).toEqual(found);
  });

  it.each([
    ["0x1234", "0x and 40 characters"],
    [`${friend}0`, "0x and 40 characters"],
    ["ada.eth", "0x and 40 characters"],
    [misspelt, "its own checksum"],
    [own, "your own account"],
    [ZERO_ADDRESS, "Nobody can use"],
    [vault, "contract of AudiFi"],
    [shares, "contract of AudiFi"],
  ])("refuses %s", async (typed, words) => {
    expect(await check(typed)).toMatchObject({ problem: expect.stringContaining(words) });
    expect(wagmi.getBytecode).not.toHaveBeenCalled();
  });

  it.each([
    ["0x6080", true],
    ["0x", false],
    [`0xef0100${"2".repeat(40)}`, false],
  ])("tells a contract from an account with the code %s", async (code, isContract) => {
    wagmi.getBytecode.mockResolvedValue(code);
    expect(await check(friend)).toMatchObject({ isContract });
  });

  it("lets the simulation decide when the node does not answer", async () => {
    wagmi.getBytecode.mockRejectedValue(new Error("no answer"));
    expect(await check(friend)).toMatchObject({ isContract: false });
  });
});
