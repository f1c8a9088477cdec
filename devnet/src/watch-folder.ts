import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join, relative } from "node:path";

interface WatchOptions {
  /** Paths relative to the folder that are not looked at. */
  ignores: RegExp;
  /** Changes that follow each other this closely are one. */
  quietMs: number;
  onChange: () => Promise<void>;
}

/**
 * Calls `onChange` after changes anywhere below a folder, never twice at once. Every folder has a watcher of its own:
 * Node's recursive one loses a file on Linux once an editor has replaced it.
 */
export function watchFolder(root: string, { ignores, quietMs, onChange }: WatchOptions): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();

  const isIgnored = (path: string): boolean => ignores.test(relative(root, path));
  const notice = (path: string): void => {
    if (isIgnored(path)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      scan();
      work = work.then(onChange).catch(() => {});
    }, quietMs);
  };
  const scan = (): void => {
    const folders = new Set(foldersUnder(root, isIgnored));
    for (const [folder, watcher] of watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of folders) {
      if (watchers.has(folder)) continue;
      const watcher = ifThere(() =>
        watch(folder, (_event, name) => notice(name === null ? folder : join(folder, name))),
      );
      if (watcher === undefined) continue;
      // A folder that is removed while it is watched is dropped by the next scan.
      watcher.on("error", () => {});
      watchers.set(folder, watcher);
    }
  };

  scan();
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** A folder may be removed between being found and being looked at. */
function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

function foldersUnder(folder: string, isIgnored: (path: string) => boolean): string[] {
  const entries = ifThere(() => readdirSync(folder, { withFileTypes: true }));
  if (entries === undefined) return [];
  const inside = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .filter((path) => !isIgnored(path));
  return [folder, ...inside.flatMap((path) => foldersUnder(path, isIgnored))];
}
