import { fileURLToPath } from "node:url";
import { join } from "node:path";

export const repositoryRoot = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

export function inRepository(...parts: string[]): string {
  return join(repositoryRoot, ...parts);
}
