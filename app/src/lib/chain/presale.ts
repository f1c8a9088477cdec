import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { isAddress } from "#lib/format/address.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";
import type { PresaleEntry } from "#lib/format/presale-list.ts";

const LEAF = ["address", "uint256"];
const LARGEST_LIST = 4 * 1024 * 1024;
const PATIENCE = 15_000;

/** The tree whose leaves are `keccak256(bytes.concat(keccak256(abi.encode(account, max))))`. */
export function presaleTree(entries: readonly PresaleEntry[]) {
  return StandardMerkleTree.of(
    entries.map(([account, max]) => [account, BigInt(max)]),
    LEAF,
  );
}

function toEntry(value: unknown): PresaleEntry {
  const [account, max] = Array.isArray(value) ? (value as unknown[]) : [];
  const most = Number(max);
  if (!isAddress(String(account)) || !Number.isSafeInteger(most))
    throw new Error("the presale list cannot be read");
  return [String(account) as Hex, most];
}

/** Reads a published list: our own document, or the dump of an OpenZeppelin `StandardMerkleTree`. */
export function readPresaleDocument(document: unknown): readonly PresaleEntry[] {
  const { entries, values } = (document ?? {}) as { entries?: unknown; values?: unknown };
  if (Array.isArray(entries)) return entries.map(toEntry);
  if (Array.isArray(values)) return values.map((leaf: { value?: unknown } | null) => toEntry(leaf?.value));
  throw new Error("the presale list cannot be read");
}

async function fetchList(gateway: string, cid: string): Promise<readonly PresaleEntry[]> {
  const response = await fetch(`${gateway}/ipfs/${cid}`, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok || Number(response.headers.get("content-length")) > LARGEST_LIST) {
    throw new Error("the presale list cannot be loaded");
  }
  return readPresaleDocument(await response.json());
}

export type PresaleProof =
  | { readonly max: bigint; readonly proof: readonly Hex[] }
  /** `isAbsent`: the list is the contract's and does not name the account. */
  | { readonly problem: Reason; readonly isAbsent?: true };

/** Finds an account on the published list and proves it against the root that the contract knows. */
export function proveEntry(entries: readonly PresaleEntry[], root: Hex, account: Hex): PresaleProof {
  const tree = presaleTree(entries);
  if (tree.root.toLowerCase() !== root.toLowerCase()) {
    return {
      problem: {
        title: "The published list does not match the contract",
        detail: "The artist has to publish the list that the offering was made with. Nothing was paid.",
      },
    };
  }
  for (const [index, [listed, max]] of tree.entries()) {
    if (String(listed).toLowerCase() !== account.toLowerCase()) continue;
    return { max: BigInt(max as bigint), proof: tree.getProof(index) as Hex[] };
  }
  return {
    isAbsent: true,
    problem: {
      title: "You are not on the presale list",
      detail: "The artist's list does not name this account. Wait until the offering opens to everyone.",
    },
  };
}

export async function provePresale(
  gateway: string,
  list: { readonly listCid: string; readonly root: Hex },
  account: Hex,
): Promise<PresaleProof> {
  let entries: readonly PresaleEntry[];
  try {
    entries = await fetchList(gateway, list.listCid);
  } catch (error) {
    return {
      problem: {
        title: "The presale list cannot be loaded",
        detail:
          "The list that the artist published does not answer right now. Nothing was paid; try again later.",
        technical: error instanceof Error ? error.message : String(error),
      },
    };
  }
  return proveEntry(entries, list.root, account);
}
