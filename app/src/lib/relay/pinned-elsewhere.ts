import type { LaunchFields, LaunchProblems } from "#lib/format/launch.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";

/** Files that an artist pinned without our upload service: whether they are there and are what they should be. */

type CidField = "audioCid" | "coverCid" | "metadataCid" | "presaleCid";

const PATIENCE = 30_000;
const LARGEST_DOCUMENT = 4 * 1024 ** 2;
const NAMES: Readonly<Record<CidField, string>> = {
  audioCid: "The recording",
  coverCid: "The cover",
  metadataCid: "The metadata document",
  presaleCid: "The presale list",
};
const GONE = "Nothing is found under this CID. Check it, or wait until it is pinned, and try again.";

async function find(gateway: string, cid: string, method: "GET" | "HEAD"): Promise<Response | null> {
  const url = `${gateway}/ipfs/${cid.trim().replace(/^ipfs:\/\//, "")}`;
  const response = await fetch(url, { method, signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  return response?.ok ? response : null;
}

async function checkMedia(gateway: string, cid: string, kind: "audio" | "image"): Promise<string | null> {
  const response = await find(gateway, cid, "HEAD");
  if (response === null) return GONE;
  const type = (response.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
  const isUnknown = type === "" || type === "application/octet-stream" || type === "application/ogg";
  if (kind === "image" && type === "image/svg+xml") return "This is an SVG. Covers are PNG, JPEG or WebP.";
  if (isUnknown || type.startsWith(`${kind}/`) || (kind === "audio" && type === "video/mp4")) return null;
  return `What is found there is “${type}”, not ${kind === "audio" ? "a recording" : "a picture"}.`;
}

async function readDocument(gateway: string, cid: string): Promise<Record<string, unknown> | string> {
  const response = await find(gateway, cid, "GET");
  if (response === null) return GONE;
  if (Number(response.headers.get("content-length")) > LARGEST_DOCUMENT) return "This document is too long.";
  const document: unknown = await response.json().catch(() => null);
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    return "What is found there is no JSON document.";
  }
  return document as Record<string, unknown>;
}

async function checkMetadata(gateway: string, cid: string): Promise<string | null> {
  const document = await readDocument(gateway, cid);
  if (typeof document === "string") return document;
  const missing = ["name", "image", "animation_url"].filter((key) => typeof document[key] !== "string");
  return missing.length > 0 ? `The document lacks ${missing.join(", ")}.` : null;
}

async function checkPresaleList(gateway: string, cid: string, root: Hex): Promise<string | null> {
  const document = await readDocument(gateway, cid);
  if (typeof document === "string") return document;
  const published = document.root ?? (document.tree as unknown[] | undefined)?.[0];
  if (String(published).toLowerCase() === root.toLowerCase()) return null;
  return "The published list is not the one entered above: their Merkle roots differ.";
}

/** What is wrong with the files behind the CIDs, by field. */
export async function checkPinned(
  gateway: string,
  fields: Pick<LaunchFields, CidField>,
  presaleRoot: Hex | null,
): Promise<LaunchProblems> {
  const [audioCid, coverCid, metadataCid, presaleCid] = await Promise.all([
    checkMedia(gateway, fields.audioCid, "audio"),
    checkMedia(gateway, fields.coverCid, "image"),
    checkMetadata(gateway, fields.metadataCid),
    presaleRoot === null ? null : checkPresaleList(gateway, fields.presaleCid, presaleRoot),
  ]);
  const found = Object.entries({ audioCid, coverCid, metadataCid, presaleCid });
  return Object.fromEntries(found.filter(([, words]) => words !== null));
}

/** The first file that stands in the way of a launch: a master could never be given another one. */
export async function findMissing(
  gateway: string,
  fields: Pick<LaunchFields, CidField>,
  presaleRoot: Hex | null,
): Promise<Reason | null> {
  const [first] = Object.entries(await checkPinned(gateway, fields, presaleRoot));
  if (first === undefined) return null;
  return { title: `${NAMES[first[0] as CidField]} cannot be used`, detail: first[1] ?? GONE };
}
