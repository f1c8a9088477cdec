import assert from "node:assert/strict";
import { createHash } from "node:crypto";

import type { Hex } from "viem";

import { waitFor } from "../harness.ts";
import { readAll, type Row } from "./indexed.ts";

interface Document {
  digest: Hex;
  codec: number;
  cid: string;
  text: string;
}

const RAW = 0x55;
const SHA2_256 = [0x12, 0x20];
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const PATIENCE_SECONDS = 60;

/** RFC 4648 without padding, in lower case. */
const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => ALPHABET[Number.parseInt(five.padEnd(5, "0"), 2)])
    .join("");
};

const documentOf = (text: string): Document => {
  const digest = createHash("sha256").update(text).digest();
  const cid = `b${base32(Uint8Array.from([1, RAW, ...SHA2_256, ...digest]))}`;
  return { digest: `0x${digest.toString("hex")}`, codec: RAW, cid, text };
};

const statement = (index: number): string =>
  JSON.stringify({ title: `Statement ${index}`, issuer: "Nova", lines: [{ label: "Streams", amount: "1" }] });

/** What deposits may name and IPFS has: statements, and files that are none. */
export const STATEMENTS: readonly Document[] = [
  ...[statement(0), statement(1), statement(2)].map(documentOf),
  ...["", "not JSON", "[1, 2]", '{"title": 7, "lines": [null]}'].map(documentOf),
];

/** What IPFS has, by CID. */
export const published = (): Map<string, Uint8Array> =>
  new Map(STATEMENTS.map(({ cid, text }) => [cid, new TextEncoder().encode(text)]));

/** What a document must look like in the subgraph. */
const expected = (text: string) => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = null;
  }
  const isValid = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  const { title, issuer } = isValid ? (parsed as Record<string, unknown>) : {};
  return {
    ...{ isValid, size: new TextEncoder().encode(text).length },
    title: typeof title === "string" ? title : null,
    issuer: typeof issuer === "string" ? issuer : null,
    lines: typeof title === "string" ? ["Streams — 1"] : [],
  };
};

/** Every deposit that names a published statement shows it; one that names nothing findable shows none. */
export const compareDocuments = async (url: string): Promise<void> => {
  const texts = new Map(STATEMENTS.map(({ cid, text }) => [cid, text]));
  const fields = "documentCid document { id isValid size title issuer lines }";
  const isDue = ({ documentCid, document }: Row): boolean =>
    texts.has(documentCid as string) && document === null;
  // graph-node fetches files beside the blocks.
  const deposits = await waitFor("the statements", PATIENCE_SECONDS, async () => {
    const rows = await readAll(url, "deposits", fields);
    return rows.some(isDue) ? undefined : rows;
  });
  const shown = deposits.filter(({ document }) => document !== null);
  for (const { documentCid, document } of shown) {
    const text = texts.get(documentCid as string);
    assert.ok(text !== undefined, `a document that nobody published: ${documentCid as string}`);
    assert.deepEqual(document, { id: documentCid, ...expected(text) });
  }
  assert.ok(shown.length > 0, "no deposit names a published statement");
};
