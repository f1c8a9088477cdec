import { fileURLToPath } from "node:url";
import type { PieceName } from "./audio/pieces/index.ts";
import { renderPieces } from "./audio/render.ts";
import { type PictureName, renderPictures } from "./covers/render.ts";

export interface Files {
  audio: Record<PieceName, Uint8Array>;
  pictures: Record<PictureName, Uint8Array>;
}

/** Survives the state directory, so that a fresh start need not render again. */
export const cacheFolder = fileURLToPath(new URL("../../../node_modules/.cache/audifi", import.meta.url));

let preparing: Promise<Files> | undefined;

/**
 * Renders recordings, covers and portraits, or reads them from the cache. Takes seconds the first time: call it early
 * and let it run beside the services' start; later calls share the same work.
 */
export function prepareFiles(): Promise<Files> {
  preparing ??= Promise.all([renderPieces(cacheFolder), renderPictures(cacheFolder)]).then(
    ([audio, pictures]) => ({
      audio,
      pictures,
    }),
  );
  return preparing;
}
