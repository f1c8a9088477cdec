import { encodeAbiParameters, keccak256 } from "viem";
import { describe, expect, it } from "vitest";
import { presaleTree, proveEntry, readPresaleDocument } from "../../src/lib/chain/presale.ts";
import type { PresaleEntry } from "../../src/lib/format/presale-list.ts";
import type { Hex } from "../../src/lib/format/network.ts";

const account = (digit: number): Hex => `0x${String(digit).repeat(40)}`;
const entries: PresaleEntry[] = [1, 2, 3, 4, 5].map((digit) => [account(digit), digit]);
const root = presaleTree(entries).root as Hex;

function leafOf(owner: Hex, max: bigint): Hex {
  return keccak256(keccak256(encodeAbiParameters([{ type: "address" }, { type: "uint256" }], [owner, max])));
}

function verify(leaf: Hex, proof: readonly Hex[]): Hex {
  return proof.reduce((hash, sibling) => {
    const [low, high] = hash < sibling ? [hash, sibling] : [sibling, hash];
    return keccak256(`0x${low.slice(2)}${high.slice(2)}`);
  }, leaf);
}

describe("proveEntry", () => {
  it("proves every listed account as the contract checks it", () => {
    for (const [owner, max] of entries) {
      const found = proveEntry(entries, root, owner);
      if ("problem" in found) throw new Error(found.problem.title);
      expect(found.max).toBe(BigInt(max));
      expect(verify(leafOf(owner, found.max), found.proof)).toBe(root);
    }
  });

  it("names an account that is not listed", () => {
    expect(proveEntry(entries, root, account(9))).toMatchObject({
      problem: { title: "You are not on the presale list" },
    });
  });

  it("refuses a list that is not the contract's", () => {
    expect(proveEntry(entries.slice(1), root, account(2))).toMatchObject({
      problem: { title: "The published list does not match the contract" },
    });
  });
});

describe("readPresaleDocument", () => {
  it("reads our own document and a dumped tree alike", () => {
    expect(readPresaleDocument({ format: "audifi-presale-1", root, entries })).toEqual(entries);
    const dump = JSON.parse(
      JSON.stringify(presaleTree(entries).dump(), (_, value: unknown) => {
        return typeof value === "bigint" ? value.toString() : value;
      }),
    );
    const read = readPresaleDocument(dump);
    expect(presaleTree(read).root).toBe(root);
  });

  it.each([null, {}, { entries: [["0x1", 1]] }, { entries: [[account(1), "many"]] }, { values: [null] }])(
    "refuses %j",
    (document) => expect(() => readPresaleDocument(document)).toThrow("cannot be read"),
  );
});
