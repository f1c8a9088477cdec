import { describe, expect, it } from "vitest";
import {
  isSpent,
  mergeSignatures,
  proposalKey,
  proposalProgress,
  readProposal,
  writeProposal,
  type SafeProposal,
  type SafeState,
} from "../../src/lib/format/safe.ts";
import type { Hex } from "../../src/lib/format/network.ts";

const account = (digit: string): Hex => `0x${digit.repeat(40)}`;
const signature = (digit: string): Hex => `0x${digit.repeat(130)}`;
const proposal: SafeProposal = {
  chainId: 31337,
  safe: account("a"),
  transaction: { to: account("b"), value: 0n, data: "0x8456cb59", nonce: 3 },
  signatures: [{ owner: account("1"), signature: signature("c") }],
};
const safe: SafeState = {
  address: account("a"),
  owners: [account("1"), account("2"), account("3")],
  threshold: 2,
  nonce: 3,
};

function changed(
  change: (value: Record<string, unknown> & { transaction: Record<string, unknown> }) => void,
) {
  const value = JSON.parse(writeProposal(proposal));
  change(value);
  return readProposal(JSON.stringify(value));
}

describe("readProposal", () => {
  it("reads what was written", () => {
    expect(readProposal(writeProposal(proposal))).toEqual(proposal);
  });

  it("refuses what could do more than it says", () => {
    expect(changed((value) => (value.transaction.operation = 1))).toMatchObject({
      problem: expect.stringContaining("act as the Safe"),
    });
    for (const field of ["safeTxGas", "baseGas", "gasPrice"]) {
      expect(changed((value) => (value.transaction[field] = "5"))).toHaveProperty("problem");
    }
    for (const field of ["gasToken", "refundReceiver"]) {
      expect(changed((value) => (value.transaction[field] = account("9")))).toHaveProperty("problem");
    }
  });

  it("refuses what it cannot read", () => {
    expect(readProposal("{")).toHaveProperty("problem");
    expect(readProposal("[]")).toHaveProperty("problem");
    expect(readProposal('{"format":"other"}')).toHaveProperty("problem");
    expect(changed((value) => (value.transaction.to = "0x12"))).toHaveProperty("problem");
    expect(changed((value) => (value.transaction.data = "0x123"))).toHaveProperty("problem");
    expect(changed((value) => (value.transaction.value = "-1"))).toHaveProperty("problem");
    expect(changed((value) => (value.transaction.nonce = 1.5))).toHaveProperty("problem");
    expect(changed((value) => (value.signatures = [{ owner: account("1") }]))).toHaveProperty("problem");
    expect(changed((value) => (value.safe = "nobody"))).toHaveProperty("problem");
  });
});

describe("mergeSignatures", () => {
  it("keeps one of each owner", () => {
    const again = { owner: account("1").toUpperCase().replace("0X", "0x") as Hex, signature: signature("d") };
    const other = { owner: account("2"), signature: signature("e") };
    expect(mergeSignatures(proposal.signatures, [again, other])).toEqual([...proposal.signatures, other]);
  });
});

describe("proposalProgress", () => {
  const second = { owner: account("2"), signature: signature("d") };

  it("waits for owners and counts no strangers", () => {
    const stranger = { owner: account("9"), signature: signature("d") };
    const progress = proposalProgress({ ...proposal, signatures: [...proposal.signatures, stranger] }, safe);
    expect(progress).toMatchObject({ missing: 1, obstacle: "1 more owner has to sign." });
  });

  it("is ready with enough signatures and its turn", () => {
    const ready = { ...proposal, signatures: [...proposal.signatures, second] };
    expect(proposalProgress(ready, safe).obstacle).toBeNull();
    expect(proposalProgress(ready, { ...safe, nonce: 2 }).obstacle).toContain("Number 2");
  });
});

describe("isSpent", () => {
  it("is true once its number is taken", () => {
    expect(isSpent(proposal, safe)).toBe(false);
    expect(isSpent(proposal, { ...safe, nonce: 4 })).toBe(true);
  });
});

describe("proposalKey", () => {
  it("is the same for the same transaction whoever signed it", () => {
    expect(proposalKey({ ...proposal, signatures: [] })).toBe(proposalKey(proposal));
    const other = { ...proposal, transaction: { ...proposal.transaction, nonce: 4 } };
    expect(proposalKey(other)).not.toBe(proposalKey(proposal));
  });
});
