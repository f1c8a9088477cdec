import type { PieceName } from "./audio/pieces/index.ts";
import type { PictureName } from "./covers/render.ts";

export interface Artist {
  name: string;
  genre: string;
  bio: string;
  location: string;
  links: string[];
  portrait: PictureName;
}

/** Times are in days before "now"; negative ones lie ahead. */
interface Terms {
  currency: "native" | "usdc";
  /** Of one share, in the currency's smallest unit. */
  price: bigint;
  totalShares: number;
  publicShares: number;
  walletCap: number;
  registered: number;
  presale?: number;
  start: number;
  end: number;
  royalties: { tier1: number; tier2: number; tier3: number; tier4: number; moverShare: number };
}

export interface Master {
  title: string;
  /** Index into `artists`. */
  artist: number;
  files: PieceName & PictureName;
  genre: string;
  tags: string[];
  bpm: number;
  /** Musical key. */
  key: string;
  description: string;
  isrc: string;
  credits: { name: string; role: string }[];
  terms: Terms;
}

const STANDARD_ROYALTIES = { tier1: 1000, tier2: 500, tier3: 300, tier4: 100, moverShare: 5000 };

export const artists: readonly Artist[] = [
  {
    name: "Halden Pier",
    genre: "Deep house, drum and bass",
    bio:
      "Two sisters with a harbour view and one sampler. Halden Pier writes for the hour when the last ferry has left " +
      "and nobody wants to go home yet. Every stem is recorded in a boathouse that shakes when the tide is in.",
    location: "Halden, Norway",
    links: ["https://haldenpier.example", "https://video.example/@haldenpier"],
    portrait: "halden-pier",
  },
  {
    name: "Marisol Okoro",
    genre: "Lo-fi soul",
    bio:
      "Pianist, arranger and early riser. Marisol Okoro learned harmony in her aunt's choir and drums from a broken " +
      "tape machine, and she still records the street below before anybody else is up.",
    location: "Lisbon, Portugal",
    links: ["https://marisolokoro.example"],
    portrait: "marisol-okoro",
  },
  {
    name: "The Low Tides",
    genre: "Folk",
    bio:
      "A trio of boat builders who play waltzes on instruments they repaired themselves. The Low Tides record live, " +
      "in one room, with the door open if the weather allows.",
    location: "Galway, Ireland",
    links: ["https://lowtides.example", "https://photos.example/lowtides"],
    portrait: "the-low-tides",
  },
];

export const masters: readonly Master[] = [
  {
    title: "Night Ferry",
    artist: 0,
    files: "night-ferry",
    genre: "Deep house",
    tags: ["deep house", "electric piano", "late night"],
    bpm: 122,
    key: "F minor",
    description:
      "A slow departure in F minor: electric piano, a bass line that never quite lands, and bells answering from the " +
      "other shore. The first single of Halden Pier, sold out within five weeks.",
    isrc: "NO-AF1-25-00001",
    credits: [
      { name: "Ingrid Halden", role: "Composition, synthesisers" },
      { name: "Maren Halden", role: "Drum programming, mix" },
      { name: "Juno Park", role: "Additional production" },
    ],
    terms: {
      currency: "native",
      price: 12_000_000_000_000_000n,
      totalShares: 600,
      publicShares: 500,
      walletCap: 80,
      registered: 394,
      start: 390,
      end: 330,
      royalties: STANDARD_ROYALTIES,
    },
  },
  {
    title: "Salt and Timber",
    artist: 2,
    files: "salt-and-timber",
    genre: "Folk",
    tags: ["folk", "waltz", "acoustic"],
    bpm: 132,
    key: "D major",
    description:
      "A waltz in D for guitar, mandolin, wooden flute and cello, written on the slip while a hull was drying. The " +
      "middle part turns to B minor when the wind does.",
    isrc: "IE-AF2-25-00007",
    credits: [
      { name: "Oisín Walsh", role: "Guitar, composition" },
      { name: "Bríd Nolan", role: "Flute" },
      { name: "Tomás Keane", role: "Cello, double bass" },
    ],
    terms: {
      currency: "usdc",
      price: 18_000_000n,
      totalShares: 400,
      publicShares: 300,
      walletCap: 0,
      registered: 262,
      start: 260,
      end: 170,
      royalties: { tier1: 800, tier2: 400, tier3: 200, tier4: 100, moverShare: 5000 },
    },
  },
  {
    title: "Orchard Street, 6 a.m.",
    artist: 1,
    files: "orchard-street",
    genre: "Lo-fi soul",
    tags: ["lo-fi", "soul", "flute", "morning"],
    bpm: 80,
    key: "E flat major",
    description:
      "Upright bass, a tired electric piano and a flute that woke up first. Recorded in one take in E flat, with the " +
      "dust of the record it was pressed for already on it.",
    isrc: "PT-AF3-26-00002",
    credits: [
      { name: "Marisol Okoro", role: "Electric piano, composition" },
      { name: "Rui Teles", role: "Flute" },
      { name: "Juno Park", role: "Drums" },
    ],
    terms: {
      currency: "native",
      price: 20_000_000_000_000_000n,
      totalShares: 300,
      publicShares: 250,
      walletCap: 20,
      registered: 13,
      start: 11,
      end: -19,
      royalties: STANDARD_ROYALTIES,
    },
  },
  {
    title: "Glass Arcade",
    artist: 0,
    files: "glass-arcade",
    genre: "Drum and bass",
    tags: ["drum and bass", "liquid", "b minor"],
    bpm: 172,
    key: "B minor",
    description:
      "Rolling drums under stained glass. The second single of Halden Pier opens first to those who bought the first " +
      "one; everybody else is welcome three days later.",
    isrc: "NO-AF1-26-00004",
    credits: [
      { name: "Maren Halden", role: "Composition, drum programming" },
      { name: "Ingrid Halden", role: "Synthesisers, mix" },
    ],
    terms: {
      currency: "native",
      price: 15_000_000_000_000_000n,
      totalShares: 1000,
      publicShares: 800,
      walletCap: 50,
      registered: 4,
      presale: 2,
      start: -3,
      end: -42,
      royalties: { tier1: 1500, tier2: 1000, tier3: 500, tier4: 200, moverShare: 5000 },
    },
  },
];
