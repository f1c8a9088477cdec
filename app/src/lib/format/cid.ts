import { CID } from "multiformats/cid";
import * as Digest from "multiformats/hashes/digest";
import type { Hex } from "./network.ts";

/** A CID as the contracts store it. */
export interface PackedCid {
  readonly digest: Hex;
  readonly codec: number;
}

export const NO_CID: PackedCid = { digest: `0x${"0".repeat(64)}`, codec: 0 };

const SHA2_256 = 0x12;
const CODECS = new Set([0x55, 0x70, 0x71, 0x0129]);

/** Reads a v0 or v1 CID; null unless it is sha2-256 with a codec that the contracts take. */
export function packCid(text: string): PackedCid | null {
  try {
    const cid = CID.parse(text.trim().replace(/^ipfs:\/\//, ""));
    if (cid.multihash.code !== SHA2_256 || cid.multihash.digest.length !== 32 || !CODECS.has(cid.code)) {
      return null;
    }
    const hex = [...cid.multihash.digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return { digest: `0x${hex}`, codec: cid.code };
  } catch {
    return null;
  }
}

export function unpackCid({ digest, codec }: PackedCid): string {
  const bytes = Uint8Array.from(digest.slice(2).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return CID.createV1(codec, Digest.create(SHA2_256, bytes)).toString();
}
