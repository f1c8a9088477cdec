import { bytesToHex, type Hex } from "viem";
import { CID } from "multiformats/cid";

/** A CID as the contracts store it. */
export interface StoredCid {
  digest: Hex;
  codec: number;
}

export const NO_CID: StoredCid = { digest: `0x${"00".repeat(32)}`, codec: 0 };

export function toStoredCid(text: string): StoredCid {
  const cid = CID.parse(text);
  return { digest: bytesToHex(cid.multihash.digest), codec: cid.code };
}

/** Adds a file through a Kubo RPC and returns its CIDv1. */
export async function addFile(ipfsUrl: string, bytes: Uint8Array, name: string): Promise<string> {
  const form = new FormData();
  form.set("file", new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  const url = new URL("/api/v0/add?cid-version=1&raw-leaves=true&pin=true", ipfsUrl);
  const response = await fetch(url, { method: "POST", body: form });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`the IPFS node refused ${name}: ${response.status} ${text.slice(0, 200)}`);
  const last = text.trim().split("\n").at(-1) ?? "";
  return (JSON.parse(last) as { Hash: string }).Hash;
}

export const addJson = (ipfsUrl: string, value: unknown, name: string): Promise<string> =>
  addFile(ipfsUrl, new TextEncoder().encode(JSON.stringify(value)), name);
