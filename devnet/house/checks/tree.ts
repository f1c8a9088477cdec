import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** What a check found. `scanned` exists so that a check which looked at nothing cannot pass. */
export interface Findings {
  readonly scanned: number;
  readonly problems: readonly string[];
  readonly remarks?: readonly string[];
}

const unversioned = new Set([
  "node_modules",
  ".git",
  ".svelte-kit",
  "artifacts",
  "cache",
  "build",
  "generated",
]);

function git(root: string, ...args: string[]): string | undefined {
  try {
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}

function walk(root: string, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (unversioned.has(entry.name)) return [];
    return entry.isDirectory() ? walk(root, path) : [path];
  });
}

/** Every file that is, or could next be, committed; relative to the root, with forward slashes. */
export function listFiles(root: string): string[] {
  const top = git(root, "rev-parse", "--show-toplevel")?.trim();
  if (top === undefined || realpathSync(top) !== realpathSync(root)) return walk(root);
  const listed = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z") ?? "";
  return [...new Set(listed.split("\0"))].filter((path) => path !== "" && existsSync(join(root, path)));
}

export function readText(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export function readWorkspaces(root: string): string[] {
  const manifest = JSON.parse(readText(root, "package.json")) as { workspaces?: string[] };
  return manifest.workspaces ?? [];
}

export function isGenerated(text: string): boolean {
  // The types of the subgraph are written by a tool that says it in its own words.
  return /generated|^\/\* eslint-disable \*\/$/im.test(text.slice(0, text.indexOf("\n") + 1));
}

export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
