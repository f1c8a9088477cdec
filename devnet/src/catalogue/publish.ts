import { wavSeconds } from "./audio/wav.ts";
import { artists, masters } from "./content/index.ts";
import { describeArtist, describeMaster } from "./documents.ts";
import { type StoredCid, addFile, addJson, toStoredCid } from "./ipfs.ts";
import type { Files } from "./prepare.ts";
import { measureWaveform } from "./waveform.ts";

export interface Published {
  /** In the order of `artists` and `masters`. */
  profiles: StoredCid[];
  documents: { audio: StoredCid; cover: StoredCid; metadata: StoredCid }[];
}

/** Puts every file and the documents that name them on the IPFS node. */
export async function publish(ipfsUrl: string, files: Files, now: number): Promise<Published> {
  const profiles = artists.map(async (artist) => {
    const portrait = await addFile(ipfsUrl, files.pictures[artist.portrait], `${artist.portrait}.webp`);
    return toStoredCid(await addJson(ipfsUrl, describeArtist(artist, portrait), `${artist.portrait}.json`));
  });
  const recordings = new Map<string, Promise<string>>();
  const documents = masters.map(async (master) => {
    const wav = files.audio[master.files];
    const recording = recordings.get(master.files) ?? addFile(ipfsUrl, wav, `${master.files}.wav`);
    recordings.set(master.files, recording);
    const picture = files.pictures[master.files];
    const [audio, cover] = await Promise.all([recording, addFile(ipfsUrl, picture, `${master.files}.webp`)]);
    const named = { audio, cover, duration: wavSeconds(wav), waveform: measureWaveform(wav) };
    const metadata = await addJson(ipfsUrl, describeMaster(master, named, now), `${master.files}.json`);
    return { audio: toStoredCid(audio), cover: toStoredCid(cover), metadata: toStoredCid(metadata) };
  });
  const [allProfiles, allDocuments] = await Promise.all([Promise.all(profiles), Promise.all(documents)]);
  return { profiles: allProfiles, documents: allDocuments };
}
