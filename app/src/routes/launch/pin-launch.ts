import { parseCredits, type LaunchFields } from "#lib/format/launch.ts";
import type { Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Reason } from "#lib/format/outcome.ts";
import { encodeDocument } from "#lib/relay/documents.ts";
import type { AudioFacts } from "#lib/state/media.ts";
import type { Uploads } from "#lib/state/uploads.svelte.ts";

export interface LaunchFiles {
  readonly audio: File | null;
  readonly cover: File | null;
  readonly facts: AudioFacts | null;
  readonly presale: { readonly entries: readonly (readonly [Hex, number])[]; readonly root: Hex } | null;
}

export interface LaunchCids {
  readonly audioCid: string;
  readonly coverCid: string;
  readonly metadataCid: string;
  readonly presaleCid: string | null;
}

/** Pins recording, cover, metadata and presale list, or takes the CIDs that the artist pinned elsewhere. */
export async function pinForLaunch(
  network: NetworkConfig,
  uploads: Uploads,
  artist: string,
  fields: LaunchFields,
  { audio, cover, facts, presale }: LaunchFiles,
): Promise<LaunchCids> {
  if (fields.source === "cids") {
    const { audioCid, coverCid, metadataCid, presaleCid } = fields;
    return { audioCid, coverCid, metadataCid, presaleCid: presale ? presaleCid : null };
  }
  if (!audio || !cover) throw new Error("the form was launched without its files");
  const audioCid = await uploads.pin(network, "audio", audio, "the recording");
  const coverCid = await uploads.pin(network, "cover", cover, "the cover");
  const credits = parseCredits(fields.credits);
  const metadata = encodeDocument("metadata", {
    name: fields.title.trim(),
    artist,
    description: fields.description.trim(),
    image: `ipfs://${coverCid}`,
    animation_url: `ipfs://${audioCid}`,
    ...(fields.genre.trim() ? { genre: fields.genre.trim() } : {}),
    ...(credits.length > 0 ? { credits } : {}),
    ...(facts ? { duration: facts.duration, waveform: [...facts.waveform] } : {}),
  });
  const metadataCid = await uploads.pinDocument(network, "metadata", metadata, "the metadata");
  if (presale === null) return { audioCid, coverCid, metadataCid, presaleCid: null };
  const list = encodeDocument("presale", {
    format: "audifi-presale-1",
    root: presale.root,
    entries: presale.entries.map(([account, most]) => [account, most]),
  });
  const presaleCid = await uploads.pinDocument(network, "presale", list, "the presale list");
  return { audioCid, coverCid, metadataCid, presaleCid };
}

const GATEWAY_PATIENCE = 30_000;

/** The first file pinned elsewhere that the gateway cannot find: a master could never be given another one. */
export async function findMissingFile(gateway: string, fields: LaunchFields): Promise<Reason | null> {
  if (fields.source === "upload") return null;
  const files = [
    ["The recording", fields.audioCid],
    ["The cover", fields.coverCid],
    ["The metadata document", fields.metadataCid],
    ["The presale list", fields.hasPresale ? fields.presaleCid : ""],
  ] as const;
  for (const [what, cid] of files) {
    if (cid.trim() === "") continue;
    const url = `${gateway}/ipfs/${cid.trim().replace(/^ipfs:\/\//, "")}`;
    const isThere = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(GATEWAY_PATIENCE) })
      .then(({ ok }) => ok)
      .catch(() => false);
    if (!isThere) {
      return {
        title: `${what} cannot be found on IPFS`,
        detail: "Nobody could play or see it. Check the CID, or wait until it is pinned, and try again.",
      };
    }
  }
  return null;
}
