import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { cached, openCache } from "../cache.ts";
import { drawHaldenPier, drawLowTides, drawMarisolOkoro } from "./avatars.ts";
import { drawBreadAndWire } from "./bread-and-wire.ts";
import { drawCassetteCoast } from "./cassette-coast.ts";
import { drawGlassArcade } from "./glass-arcade.ts";
import { drawKitchenWindow } from "./kitchen-window.ts";
import { drawLongExposure } from "./long-exposure.ts";
import { drawMarketDay } from "./market-day.ts";
import { drawNightFerry } from "./night-ferry.ts";
import { paperGrain } from "./noise.ts";
import { drawOrchardStreet } from "./orchard-street.ts";
import { drawPaperLanterns } from "./paper-lanterns.ts";
import { drawIlseVarga, drawNilsAster, drawSefaMensah, drawTinParade } from "./portraits.ts";
import { drawSaltAndTimber } from "./salt-and-timber.ts";
import { drawSlowWeather } from "./slow-weather.ts";
import { drawTwoLeftBoots } from "./two-left-boots.ts";

const SOURCES = fileURLToPath(new URL(".", import.meta.url));

interface Picture {
  draw: () => string;
  size: number;
  /** Share of the tonal range that the paper's grain moves. */
  grain: number;
}

const PICTURES = {
  "night-ferry": { draw: drawNightFerry, size: 1400, grain: 0.07 },
  "orchard-street": { draw: drawOrchardStreet, size: 1400, grain: 0.09 },
  "salt-and-timber": { draw: drawSaltAndTimber, size: 1400, grain: 0.13 },
  "glass-arcade": { draw: drawGlassArcade, size: 1400, grain: 0.06 },
  "paper-lanterns": { draw: drawPaperLanterns, size: 1400, grain: 0.07 },
  "two-left-boots": { draw: drawTwoLeftBoots, size: 1400, grain: 0.1 },
  "long-exposure": { draw: drawLongExposure, size: 1400, grain: 0.05 },
  "kitchen-window": { draw: drawKitchenWindow, size: 1400, grain: 0.08 },
  "bread-and-wire": { draw: drawBreadAndWire, size: 1400, grain: 0.1 },
  "slow-weather": { draw: drawSlowWeather, size: 1400, grain: 0.07 },
  "cassette-coast": { draw: drawCassetteCoast, size: 1400, grain: 0.07 },
  "market-day": { draw: drawMarketDay, size: 1400, grain: 0.08 },
  "halden-pier": { draw: drawHaldenPier, size: 800, grain: 0.06 },
  "marisol-okoro": { draw: drawMarisolOkoro, size: 800, grain: 0.07 },
  "the-low-tides": { draw: drawLowTides, size: 800, grain: 0.1 },
  "ilse-varga": { draw: drawIlseVarga, size: 800, grain: 0.07 },
  "tin-parade": { draw: drawTinParade, size: 800, grain: 0.09 },
  "nils-aster": { draw: drawNilsAster, size: 800, grain: 0.05 },
  "sefa-mensah": { draw: drawSefaMensah, size: 800, grain: 0.08 },
} satisfies Record<string, Picture>;

export type PictureName = keyof typeof PICTURES;

export function composeSvg(name: PictureName): string {
  const { draw, size } = PICTURES[name];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">${draw()}</svg>`;
}

/** Draws a picture, prints it on grained paper and encodes it as WebP. */
export async function renderPicture(name: PictureName): Promise<Uint8Array> {
  const { size, grain } = PICTURES[name];
  const paper = paperGrain(size, grain, size + name.length);
  return sharp(Buffer.from(composeSvg(name)))
    .flatten()
    .composite([{ input: paper, raw: { width: size, height: size, channels: 1 }, blend: "soft-light" }])
    .webp({ quality: 84, effort: 2, smartSubsample: true })
    .toBuffer();
}

/** Every cover and portrait: from `cacheFolder` where the sources have not changed, else drawn now. */
export async function renderPictures(cacheFolder: string): Promise<Record<PictureName, Uint8Array>> {
  const folder = await openCache(cacheFolder, "covers", SOURCES);
  const names = Object.keys(PICTURES) as PictureName[];
  const files = await Promise.all(
    names.map(
      async (name) => [name, await cached(folder, `${name}.webp`, () => renderPicture(name))] as const,
    ),
  );
  return Object.fromEntries(files) as Record<PictureName, Uint8Array>;
}
