import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Changes with every edit of a TypeScript file in the folder, so that a cached file is never stale. */
async function hashSources(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts")).sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(name).update(await readFile(join(folder, name)));
  return hash.digest("hex").slice(0, 16);
}

/** The cache's folder for what the sources make now. Folders of earlier sources are removed. */
export async function openCache(cacheFolder: string, kind: string, sources: string): Promise<string> {
  const current = `${kind}-${await hashSources(sources)}`;
  const others = await readdir(cacheFolder).catch((): string[] => []);
  for (const name of others) {
    if (!name.startsWith(`${kind}-`) || name === current) continue;
    await rm(join(cacheFolder, name), { recursive: true, force: true });
  }
  return join(cacheFolder, current);
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
