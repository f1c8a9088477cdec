import { BALANCED, HIGH, LOW, type Master } from "./types.ts";

/** Sold out, closed by their artists, or closed by time. */
export const closedMasters: readonly Master[] = [
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
      totalShares: 450,
      publicShares: 350,
      walletCap: 80,
      registered: 394,
      start: 390,
      end: 330,
      royalties: BALANCED,
    },
  },
  {
    title: "Paper Lanterns",
    artist: 3,
    files: "paper-lanterns",
    genre: "Modern classical",
    tags: ["piano", "cello", "waltz"],
    bpm: 102,
    key: "A minor",
    description:
      "A waltz for felt piano, with a cello that arrives in the second verse. A hundred and thirty shares, all of " +
      "them taken within a month.",
    isrc: "HU-AF4-25-00003",
    credits: [
      { name: "Ilse Varga", role: "Piano, composition" },
      { name: "Dóra Kis", role: "Cello" },
    ],
    terms: {
      currency: "native",
      price: 8_000_000_000_000_000n,
      totalShares: 150,
      publicShares: 130,
      walletCap: 15,
      registered: 352,
      start: 350,
      end: 310,
      royalties: HIGH,
    },
  },
  {
    title: "Two Left Boots",
    artist: 4,
    files: "two-left-boots",
    genre: "Brass",
    tags: ["brass", "second line", "blues"],
    bpm: 112,
    key: "B flat major",
    description:
      "Twelve bars in B flat at walking pace: sousaphone, three horns and a snare that was left out in the rain. Recorded " +
      "on the move, with the microphone on a bicycle.",
    isrc: "GB-AF5-25-00011",
    credits: [
      { name: "Poppy Ashdown", role: "Trumpet, composition" },
      { name: "Kofi Lane", role: "Sousaphone" },
      { name: "Tin Parade", role: "Horns and drums" },
    ],
    terms: {
      currency: "usdc",
      price: 9_000_000n,
      totalShares: 500,
      publicShares: 400,
      walletCap: 0,
      registered: 332,
      start: 330,
      end: 240,
      royalties: LOW,
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
    title: "Kitchen Window",
    artist: 1,
    files: "kitchen-window",
    genre: "Soul",
    tags: ["soul", "organ", "ballad"],
    bpm: 86,
    key: "G major",
    description:
      "Organ, flute and a chord that turns minor just when the kettle boils. Written between two loads of washing; sold " +
      "out before the second was dry.",
    isrc: "PT-AF3-25-00009",
    credits: [
      { name: "Marisol Okoro", role: "Electric piano, organ, composition" },
      { name: "Rui Teles", role: "Flute" },
      { name: "Juno Park", role: "Drums, mix" },
    ],
    terms: {
      currency: "usdc",
      price: 15_000_000n,
      totalShares: 180,
      publicShares: 150,
      walletCap: 25,
      registered: 192,
      start: 190,
      end: 150,
      royalties: BALANCED,
    },
  },
  {
    title: "Long Exposure",
    artist: 5,
    files: "long-exposure",
    genre: "Synthwave",
    tags: ["synthwave", "night", "instrumental"],
    bpm: 98,
    key: "E minor",
    description:
      "A motorway at night in half a minute: a sequencer in sixteenths, a gated snare and a lead that looks in the " +
      "rear mirror. Its offering was held up for six days while the platform was paused, and ran six days longer.",
    isrc: "SE-AF6-25-00002",
    credits: [{ name: "Nils Aster", role: "Synthesisers, composition, mix" }],
    terms: {
      currency: "native",
      price: 10_000_000_000_000_000n,
      totalShares: 400,
      publicShares: 300,
      walletCap: 30,
      registered: 152,
      start: 150,
      end: 110,
      royalties: HIGH,
    },
  },
];
