import { type Artist, type Master, artists } from "./content/index.ts";

const DAY = 86_400;

interface MasterFiles {
  audio: string;
  cover: string;
  duration: number;
  waveform: number[];
}

/** The metadata document as marketplaces and the subgraph read it. Files are named by their CIDs. */
export function describeMaster(master: Master, files: MasterFiles, now: number): object {
  const artist = artists[master.artist] as Artist;
  return {
    name: master.title,
    description: master.description,
    image: `ipfs://${files.cover}`,
    animation_url: `ipfs://${files.audio}`,
    external_url: `${artist.links[0]}/${master.files}`,
    artist: artist.name,
    genre: master.genre,
    tags: master.tags,
    credits: master.credits,
    duration: Math.floor(files.duration),
    bpm: master.bpm,
    key: master.key,
    isrc: master.isrc,
    language: "zxx",
    explicit: false,
    releaseDate: new Date((now - master.terms.registered * DAY) * 1000).toISOString().slice(0, 10),
    license: "All rights reserved",
    waveform: files.waveform,
  };
}

export const describeArtist = (artist: Artist, portrait: string): object => ({
  name: artist.name,
  bio: artist.bio,
  genre: artist.genre,
  location: artist.location,
  image: `ipfs://${portrait}`,
  avatar: `ipfs://${portrait}`,
  links: artist.links,
});
