import type { Artist } from "./types.ts";

/** In the order of registration. Demo wallets play the first three, the others belong to nobody who signs in. */
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
  {
    name: "Ilse Varga",
    genre: "Ambient, modern classical",
    bio:
      "A pianist who tunes her own instruments and records them at night, with felt between hammer and string. Ilse " +
      "Varga has written for two films, one lighthouse and a swimming pool.",
    location: "Szeged, Hungary",
    links: ["https://ilsevarga.example", "https://scores.example/ilse-varga"],
    portrait: "ilse-varga",
  },
  {
    name: "Tin Parade",
    genre: "Brass, ska",
    bio:
      "Nine players, one sousaphone and a rule that every song must work on foot. Tin Parade began as a marching band " +
      "for a street that had no parade.",
    location: "Bristol, England",
    links: [
      "https://tinparade.example",
      "https://photos.example/tinparade",
      "https://video.example/@tinparade",
    ],
    portrait: "tin-parade",
  },
  {
    name: "Nils Aster",
    genre: "Synthwave, electronica",
    bio:
      "Drives at night, writes in the morning. Nils Aster plays four synthesisers from the year he was born and owns a " +
      "box of cassettes recorded from the radio by his mother.",
    location: "Malmö, Sweden",
    links: ["https://nilsaster.example"],
    portrait: "nils-aster",
  },
  {
    name: "Sefa Mensah",
    genre: "Highlife",
    bio:
      "Guitarist and bandleader, third generation. Sefa Mensah learned the two-finger style from his grandfather's " +
      "records and plays it faster than his grandfather liked.",
    location: "Cape Coast, Ghana",
    links: ["https://sefamensah.example", "https://video.example/@sefamensah"],
    portrait: "sefa-mensah",
  },
  {
    name: "Halden Pier Official",
    genre: "Deep house",
    bio: "Official page. New music every week.",
    location: "Worldwide",
    links: ["https://halden-pier-official.example"],
    portrait: "halden-pier",
  },
];
