import type { Stereo } from "../dsp.ts";
import { glassArcade } from "./glass-arcade.ts";
import { nightFerry } from "./night-ferry.ts";
import { orchardStreet } from "./orchard-street.ts";
import { saltAndTimber } from "./salt-and-timber.ts";

export const PIECES = {
  "night-ferry": nightFerry,
  "orchard-street": orchardStreet,
  "salt-and-timber": saltAndTimber,
  "glass-arcade": glassArcade,
} satisfies Record<string, () => Stereo>;

export type PieceName = keyof typeof PIECES;
