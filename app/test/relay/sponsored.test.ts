import { afterEach, describe, expect, it, vi } from "vitest";
import { sendSignedDelegation, sendSignedVote } from "../../src/lib/relay/sponsored.ts";

const hash = `0x${"ab".repeat(32)}` as const;
const address = (digit: string) => `0x${digit.repeat(40)}` as const;
const relay = () =>
  vi
    .spyOn(globalThis, "fetch")
    .mockImplementation(async () => Response.json({ id: "1", hash, status: "pending" }));
const bodyOf = (calls: ReturnType<typeof relay>) =>
  JSON.parse(String(calls.mock.calls[0]?.[1]?.body)) as object;

afterEach(() => vi.restoreAllMocks());

describe("what the relay sends for somebody", () => {
  it("is a delegation with what was signed, and nothing else", async () => {
    const calls = relay();
    const delegation = {
      ...{ coin: address("1"), delegator: address("2"), delegatee: address("3") },
      ...{ nonce: 4n, expiry: 1_795_000_000n, signature: "0x12" },
    } as const;
    const answer = await sendSignedDelegation("http://relay", { ...delegation, more: 1 } as never);
    expect(answer).toMatchObject({ status: "done", value: { hash } });
    expect(calls.mock.calls[0]?.[0]).toBe("http://relay/v1/sponsored/delegations");
    expect(bodyOf(calls)).toEqual({ ...delegation, nonce: "4", expiry: "1795000000" });
  });

  it("is a vote without a reason where none was given", async () => {
    const calls = relay();
    const vote = { governor: address("1"), voter: address("2"), signature: "0x12" } as const;
    await sendSignedVote("http://relay", { ...vote, proposalId: 7n, support: "for", reason: "" });
    expect(bodyOf(calls)).toEqual({ ...vote, proposalId: "7", support: 1 });
  });
});
