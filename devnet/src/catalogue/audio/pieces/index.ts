import type { Stereo } from "../dsp.ts";
import { breadAndWire } from "./bread-and-wire.ts";
import { cassetteCoast } from "./cassette-coast.ts";
import { glassArcade } from "./glass-arcade.ts";
import { kitchenWindow } from "./kitchen-window.ts";
import { longExposure } from "./long-exposure.ts";
import { marketDay } from "./market-day.ts";
import { nightFerry } from "./night-ferry.ts";
import { orchardStreet } from "./orchard-street.ts";
import { paperLanterns } from "./paper-lanterns.ts";
import { saltAndTimber } from "./salt-and-timber.ts";
import { slowWeather } from "./slow-weather.ts";
import { twoLeftBoots } from "./two-left-boots.ts";

export const PIECES = {
  "night-ferry": nightFerry,
  "orchard-street": orchardStreet,
  "salt-and-timber": saltAndTimber,
  "glass-arcade": glassArcade,
  "paper-lanterns": paperLanterns,
  "two-left-boots": twoLeftBoots,
  "long-exposure": longExposure,
  "kitchen-window": kitchenWindow,
  "bread-and-wire": breadAndWire,
  "slow-weather": slowWeather,
  "cassette-coast": cassetteCoast,
  "market-day": marketDay,
} satisfies Record<string, () => Stereo>;

export type PieceName = keyof typeof PIECES;
