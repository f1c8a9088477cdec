import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { cached, openCache } from "../cache.ts";
import { PIECES, type PieceName } from "./pieces/index.ts";

const SOURCES = fileURLToPath(new URL(".", import.meta.url));

const WORKERS = 2;

/** Every piece as a WAV file: from `cacheFolder` where the sources have not changed, else from two workers. */
export async function renderPieces(cacheFolder: string): Promise<Record<PieceName, Uint8Array>> {
  const folder = await openCache(cacheFolder, "audio", SOURCES);
  const waiting = Object.keys(PIECES) as PieceName[];
  const files: Partial<Record<PieceName, Uint8Array>> = {};
  const serve = async (): Promise<void> => {
    let worker: Worker | undefined;
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const piece = name;
      files[piece] = await cached(folder, `${piece}.wav`, () => {
        worker ??= new Worker(new URL("./worker.ts", import.meta.url));
        return renderInWorker(worker, piece);
      });
    }
    await worker?.terminate();
  };
  await Promise.all(Array.from({ length: WORKERS }, serve));
  return files as Record<PieceName, Uint8Array>;
}

function renderInWorker(worker: Worker, name: PieceName): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const onExit = (): void => reject(new Error(`rendering ${name} ended without a file`));
  worker.once("message", resolve);
  worker.once("error", reject);
  worker.once("exit", onExit);
  worker.postMessage(name);
  return promise.finally(() => worker.off("exit", onExit).off("error", reject).off("message", resolve));
}
