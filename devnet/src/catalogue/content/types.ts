import type { PieceName } from "../audio/pieces/index.ts";
import type { PictureName } from "../covers/render.ts";

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
  /** 0 is none. */
  walletCap: number;
  registered: number;
  presale?: number;
  start: number;
  end: number;
  royalties: Royalties;
}

/** In basis points. */
interface Royalties {
  tier1: number;
  tier2: number;
  tier3: number;
  tier4: number;
  moverShare: number;
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

/** The presets that artists choose from in the app. */
export const BALANCED: Royalties = { tier1: 1000, tier2: 500, tier3: 300, tier4: 100, moverShare: 5000 };
export const HIGH: Royalties = { tier1: 1500, tier2: 1000, tier3: 500, tier4: 200, moverShare: 5000 };
export const LOW: Royalties = { tier1: 500, tier2: 300, tier3: 100, tier4: 50, moverShare: 5000 };
