import { beforeEach, describe, expect, it, vi } from "vitest";

const relay = vi.hoisted(() => ({
  readAvailability: vi.fn(),
  sendSignedVote: vi.fn(),
  sendSignedDelegation: vi.fn(),
}));
vi.mock("../../src/lib/relay/sponsored.ts", () => relay);
const { Sponsorship } = await import("../../src/lib/state/sponsorship.svelte.ts");

const hash = `0x${"ab".repeat(32)}`;
const account = `0x${"1".repeat(40)}` as const;
const other = `0x${"2".repeat(40)}` as const;
const found = (left: number, available = true) => ({ status: "done", value: { available, left } });
const delegation = { coin: account } as never;

beforeEach(() => vi.resetAllMocks());

describe("Sponsorship", () => {
  it("offers what the relay still pays for today", async () => {
    const sponsorship = new Sponsorship();
    relay.readAvailability.mockResolvedValue(found(3));
    await sponsorship.ask("http://relay", account);
    expect([sponsorship.left, sponsorship.isOffered, sponsorship.isChosen]).toEqual([3, true, true]);
    sponsorship.isWanted = false;
    expect(sponsorship.isChosen).toBe(false);
  });

  it("offers nothing without a relay, without an account, or when the relay does not pay", async () => {
    const sponsorship = new Sponsorship();
    await sponsorship.ask(null, account);
    await sponsorship.ask("http://relay", null);
    expect(relay.readAvailability).not.toHaveBeenCalled();
    expect(sponsorship.left).toBeNull();
    relay.readAvailability.mockResolvedValue(found(3, false));
    await sponsorship.ask("http://relay", account);
    expect([sponsorship.left, sponsorship.isOffered]).toEqual([0, false]);
  });

  it("drops the answer for an account that was asked about before", async () => {
    const sponsorship = new Sponsorship();
    const { promise, resolve } = Promise.withResolvers();
    relay.readAvailability.mockReturnValueOnce(promise).mockResolvedValueOnce(found(1));
    const first = sponsorship.ask("http://relay", account);
    await sponsorship.ask("http://relay", other);
    resolve(found(9));
    await first;
    expect(sponsorship.left).toBe(1);
  });

  it("stays with what was reviewed when the relay answers later", async () => {
    const sponsorship = new Sponsorship();
    const { promise, resolve } = Promise.withResolvers();
    relay.readAvailability.mockReturnValueOnce(promise);
    const asking = sponsorship.ask("http://relay", account);
    sponsorship.agree();
    resolve(found(3));
    await asking;
    expect([sponsorship.isChosen, sponsorship.isAgreed]).toEqual([true, false]);
    sponsorship.agree();
    relay.readAvailability.mockResolvedValueOnce(found(0));
    await sponsorship.ask("http://relay", account);
    expect([sponsorship.isChosen, sponsorship.isAgreed]).toEqual([false, true]);
    relay.sendSignedVote.mockResolvedValueOnce({ status: "away", reason: { title: "", detail: "" } });
    await sponsorship.sendVote({} as never);
    expect(sponsorship.isAgreed).toBe(false);
  });

  it("hands over what is signed, and tells the wallet to send what the relay refuses", async () => {
    const sponsorship = new Sponsorship();
    relay.readAvailability.mockResolvedValue(found(2));
    await sponsorship.ask("http://relay", account);
    relay.sendSignedDelegation.mockResolvedValueOnce({ status: "done", value: { hash } });
    expect(await sponsorship.sendDelegation(delegation)).toEqual({ status: "submitted", hash });
    expect(relay.sendSignedDelegation).toHaveBeenCalledWith("http://relay", delegation);
    relay.sendSignedDelegation.mockResolvedValueOnce({
      ...{ status: "refused", code: "sponsor.refused" },
      reason: { title: "AudiFi does not pay for this", detail: "No coins." },
    });
    expect(await sponsorship.sendDelegation(delegation)).toEqual({
      status: "failed",
      reason: {
        title: "AudiFi does not pay for this",
        detail: "No coins. Nothing was sent. You can send it yourself now, for the network's fee.",
      },
    });
    expect(sponsorship.isChosen).toBe(false);
  });

  it("goes the wallet's way when the relay is away", async () => {
    const sponsorship = new Sponsorship();
    relay.readAvailability.mockResolvedValue(found(2));
    await sponsorship.ask("http://relay", account);
    relay.sendSignedVote.mockResolvedValueOnce({
      status: "away",
      reason: { title: "Away", detail: "No answer." },
    });
    expect(await sponsorship.sendVote({} as never)).toMatchObject({ status: "failed" });
    expect(sponsorship.isChosen).toBe(false);
  });
});
