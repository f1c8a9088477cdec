import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Changes with every edit of a TypeScript file in the folder, so that a cached file is never stale. */
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
