import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AdminPlan } from "../../src/lib/chain/admin/plan.ts";
import type { Hex, NetworkConfig } from "../../src/lib/format/network.ts";
import { writeProposal, type SafeProposal } from "../../src/lib/format/safe.ts";

const address = (digit: string): Hex => `0x${digit.repeat(40)}`;
const signatureOf = (owner: Hex): Hex => `0x${owner.slice(2, 4).repeat(65)}`;
const [safe, first, second] = ["6", "a", "b"].map(address) as [Hex, Hex, Hex];

const chain = vi.hoisted(() => ({
  readSafe: vi.fn(),
  signProposal: vi.fn(),
  executeProposal: vi.fn(),
  hashProposal: vi.fn(),
  checkSignatures: vi.fn(),
}));
vi.mock("../../src/lib/chain/admin/safe.ts", () => chain);
vi.mock("../../src/lib/chain/admin/call-words.ts", () => ({
  describeTransaction: () => ({ title: "Pause", detail: null, isUnknown: false }),
}));
const stored = new Map<string, string>();
vi.stubGlobal("window", {
  localStorage: {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  },
});

const { safeDesk } = await import("../../src/lib/state/safe-desk.svelte.ts");

const network = { chainId: 31337, name: "Local chain", deployment: { safe } } as unknown as NetworkConfig;
const plan = { to: address("3"), data: "0x8456cb59" } as unknown as AdminPlan;
const proposal: SafeProposal = {
  chainId: 31337,
  safe,
  transaction: { to: plan.to, value: 0n, data: plan.data, nonce: 4 },
  signatures: [{ owner: first, signature: signatureOf(first) }],
};

function chainAt(nonce: number) {
  chain.readSafe.mockResolvedValue({ address: safe, owners: [first, second], threshold: 2, nonce });
}

function signAs(owner: Hex) {
  chain.signProposal.mockResolvedValue({
    status: "signed",
    signature: { owner, signature: signatureOf(owner) },
  });
}

beforeEach(async () => {
  stored.clear();
  for (const mock of Object.values(chain)) mock.mockReset();
  chain.hashProposal.mockReturnValue("0x1");
  chain.checkSignatures.mockImplementation(({ signatures }: SafeProposal) =>
    Promise.resolve(signatures.filter(({ owner, signature }) => signature === signatureOf(owner))),
  );
  chainAt(4);
  await safeDesk.refresh(network);
});

describe("safeDesk", () => {
  it("keeps a proposal with the signatures of several owners across a reload", async () => {
    signAs(first);
    expect(await safeDesk.propose(plan, safeDesk.nextNonce)).toEqual({ status: "signed" });
    signAs(second);
    await safeDesk.sign(safeDesk.entries[0]!.proposal);
    await safeDesk.refresh(network);
    expect(safeDesk.entries).toHaveLength(1);
    expect(safeDesk.entries[0]!.proposal.signatures.map(({ owner }) => owner)).toEqual([first, second]);
    expect(safeDesk.nextNonce).toBe(5);
  });

  it("shows the Safe as it was read last, whichever answer comes last", async () => {
    const early = Promise.withResolvers<unknown>();
    chain.readSafe.mockReturnValueOnce(early.promise);
    const first = safeDesk.refresh(network);
    chainAt(6);
    await safeDesk.refresh(network);
    early.reject(new Error("away"));
    await first;
    expect([safeDesk.state?.nonce, safeDesk.problem]).toEqual([6, null]);
  });

  it("keeps nothing of a signature that was refused", async () => {
    chain.signProposal.mockResolvedValue({ status: "cancelled" });
    expect(await safeDesk.propose(plan, 4)).toEqual({ status: "cancelled" });
    expect(safeDesk.entries).toEqual([]);
  });

  it("takes a proposal once and adds signatures to the one it has", async () => {
    expect(await safeDesk.take(writeProposal(proposal))).toBeNull();
    const signed = { ...proposal, signatures: [{ owner: second, signature: signatureOf(second) }] };
    expect(await safeDesk.take(writeProposal(signed))).toBeNull();
    expect(safeDesk.entries).toHaveLength(1);
    expect(safeDesk.entries[0]!.proposal.signatures).toHaveLength(2);
  });

  it("leaves out forged signatures and says so", async () => {
    const forged = { ...proposal, signatures: [{ owner: second, signature: signatureOf(first) }] };
    expect(await safeDesk.take(writeProposal(forged))).toContain("left out");
    expect(safeDesk.entries[0]!.proposal.signatures).toEqual([]);
  });

  it("takes nothing of another network, another Safe or the past", async () => {
    expect(await safeDesk.take("nonsense")).toContain("JSON");
    expect(await safeDesk.take(writeProposal({ ...proposal, chainId: 1 }))).toContain("another network");
    expect(await safeDesk.take(writeProposal({ ...proposal, safe: first }))).toContain("another Safe");
    const past = { ...proposal, transaction: { ...proposal.transaction, nonce: 3 } };
    expect(await safeDesk.take(writeProposal(past))).toContain("number 3");
    expect(safeDesk.entries).toEqual([]);
  });

  it("drops what is spent when the Safe is read again", async () => {
    await safeDesk.take(writeProposal(proposal));
    chainAt(5);
    await safeDesk.refresh(network);
    expect(safeDesk.entries).toEqual([]);
  });

  it("survives a store that somebody spoiled, and a network that does not answer", async () => {
    stored.set("audifi.safe.31337", "{");
    await safeDesk.refresh(network);
    expect(safeDesk.entries).toEqual([]);
    chain.readSafe.mockRejectedValue(new Error("away"));
    await safeDesk.refresh(network);
    expect(safeDesk.problem).toContain("does not answer");
  });
});
