import { CID } from "multiformats/cid";

export type Bytes = AsyncIterable<Uint8Array>;

/** A place that keeps files on IPFS. Every method throws when the place cannot be reached or refuses. */
export interface PinTarget {
  readonly name: string;
  /** Stores and pins the bytes, and returns their CIDv1. Adding the same bytes again is harmless. */
  add(bytes: Bytes, size: number, stopped?: AbortSignal): Promise<string>;
  /** Asks the place to fetch a file from the network, where it would give the bytes another CID of its own. */
  pinByCid?(cid: string): Promise<void>;
  /** Reads a pinned file back. */
  cat(cid: string, signal: AbortSignal): Promise<Bytes>;
  /** Throws when the place does not answer or does not know us. */
  check(signal: AbortSignal): Promise<void>;
}

const SHA2_256 = 0x12;
const RAW = 0x55;
const DAG_PB = 0x70;

/** Files up to this length are one raw block, whose CID carries the digest of the file itself. */
const SINGLE_BLOCK = 262_144;

/** Contracts keep a CID as digest and codec, so it has to be a sha2-256 CIDv1 of raw or dag-pb. */
export const requireUsableCid = (text: string, size: number, digest: Uint8Array): string => {
  const cid = CID.parse(text);
  const usable =
    cid.version === 1 && cid.multihash.code === SHA2_256 && (cid.code === RAW || cid.code === DAG_PB);
  if (!usable) throw new Error(`The pinning target answered with a CID that contracts cannot hold: ${text}`);
  if (size <= SINGLE_BLOCK && cid.code === RAW && !Buffer.from(cid.multihash.digest).equals(digest)) {
    throw new Error(`The pinning target answered with the CID of another file: ${text}`);
  }
  return text;
};

/** Gives up after the time for moving `size` bytes at no less than 1 MiB a second, and half a minute. */
export const transferSignal = (size: number, stopped?: AbortSignal): AbortSignal => {
  const late = AbortSignal.timeout(30_000 + Math.ceil(size / 1_048_576) * 1_000);
  return stopped ? AbortSignal.any([stopped, late]) : late;
};
