import { CID } from "multiformats/cid";
import * as Digest from "multiformats/hashes/digest";

/**
 * The CID that Kubo gives a file with `--cid-version=1 --raw-leaves --chunker=size-262144`, computed here, so that an
 * answer need not be believed.
 */

const CHUNK = 262_144;
const MOST_LINKS = 174;
const RAW = 0x55;
const DAG_PB = 0x70;
const SHA2_256 = 0x12;

interface Node {
  readonly cid: Uint8Array;
  /** Bytes of the file below this node. */
  readonly size: number;
  /** Bytes of this block and all below it. */
  readonly blocks: number;
}

async function cidOf(codec: number, block: Uint8Array<ArrayBuffer>): Promise<CID> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", block));
  return CID.createV1(codec, Digest.create(SHA2_256, digest));
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

const numberField = (field: number, value: number): number[] => [field << 3, ...varint(value)];
const bytesField = (field: number, bytes: ArrayLike<number>): number[] => [
  (field << 3) | 2,
  ...varint(bytes.length),
  ...Array.from(bytes),
];

/** A dag-pb node with the links of a part of a UnixFS file. */
function encodeParent(children: readonly Node[]): Uint8Array<ArrayBuffer> {
  const size = children.reduce((sum, child) => sum + child.size, 0);
  const links = children.flatMap(({ cid, blocks }) =>
    bytesField(2, [...bytesField(1, cid), ...bytesField(2, []), ...numberField(3, blocks)]),
  );
  const sizes = children.flatMap((child) => numberField(4, child.size));
  const data = [...numberField(1, 2), ...numberField(3, size), ...sizes];
  return Uint8Array.from([...links, ...bytesField(1, data)]);
}

async function join(children: readonly Node[]): Promise<Node> {
  const block = encodeParent(children);
  const { bytes } = await cidOf(DAG_PB, block);
  return {
    cid: bytes,
    size: children.reduce((sum, child) => sum + child.size, 0),
    blocks: children.reduce((sum, child) => sum + child.blocks, block.length),
  };
}

export async function cidOfFile(file: Blob): Promise<string> {
  if (file.size <= CHUNK) return (await cidOf(RAW, new Uint8Array(await file.arrayBuffer()))).toString();
  let nodes: Node[] = [];
  for (let start = 0; start < file.size; start += CHUNK) {
    const leaf = new Uint8Array(await file.slice(start, start + CHUNK).arrayBuffer());
    nodes.push({ cid: (await cidOf(RAW, leaf)).bytes, size: leaf.length, blocks: leaf.length });
  }
  while (nodes.length > 1) {
    const parents: Node[] = [];
    for (let start = 0; start < nodes.length; start += MOST_LINKS) {
      parents.push(await join(nodes.slice(start, start + MOST_LINKS)));
    }
    nodes = parents;
  }
  return CID.decode(nodes[0]?.cid ?? new Uint8Array()).toString();
}
