import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import type { Address, Hex } from "viem";

/** A presale list in the form the design fixes: double-hashed `(account, max)` leaves. */
export function allowList(entries: readonly (readonly [account: Address, max: number])[]) {
  const tree = StandardMerkleTree.of(
    entries.map(([account, max]) => [account, BigInt(max)]),
    ["address", "uint256"],
  );
  return {
    root: tree.root as Hex,
    proofOf: (account: Address): Hex[] => {
      const index = entries.findIndex(([listed]) => listed === account);
      if (index < 0) throw new Error(`${account} is not on the list`);
      return tree.getProof(index) as Hex[];
    },
  };
}
