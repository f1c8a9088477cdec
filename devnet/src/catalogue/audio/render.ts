import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { PIECES, type PieceName } from "./pieces/index.ts";

const SOURCES = fileURLToPath(new URL(".", import.meta.url));

/** Changes with every edit of the synthesiser or a piece, so that a cached file is never stale. */
export async function hashSources(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts")).sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(name).update(await readFile(join(folder, name)));
  return hash.digest("hex").slice(0, 16);
}

/** A file of `folder` by name, made and kept when it is not there. A write that is cut off leaves no file. */
export async function cached(
  folder: string,
  name: string,
  make: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const path = join(folder, name);
  const found = await readFile(path).catch(() => undefined);
  if (found !== undefined) return found;
  const made = await make();
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${process.pid}.part`;
  await writeFile(draft, made);
  await rename(draft, path).catch(async (reason: unknown) => {
    await rm(draft, { force: true });
    throw reason;
  });
  return made;
}

const WORKERS = 2;

/** Every piece as a WAV file: from `cacheFolder` where the sources have not changed, else from two workers. */
export async function renderPieces(cacheFolder: string): Promise<Record<PieceName, Uint8Array>> {
  const folder = join(cacheFolder, `audio-${await hashSources(SOURCES)}`);
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
