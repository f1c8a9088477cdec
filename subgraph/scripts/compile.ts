import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { findGnd } from "./binaries.ts";
import { composeManifest, CONTRACTS, readAbi } from "./manifest.ts";
import { runTool } from "./tools.ts";

export const root = fileURLToPath(new URL("..", import.meta.url));

const workspace = dirname(root.replace(/\/$/, ""));
const cache = join(root, "build", "cache");

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const versionOf = (name: string): string => {
  const file = join(workspace, "node_modules", name, "package.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version : "";
};

/** Hash of everything a compiled subgraph depends on. */
const contentHash = (manifest: string, abis: readonly string[]): string => {
  const hash = createHash("sha256").update(manifest);
  for (const abi of abis) hash.update(abi);
  for (const file of [join(root, "schema.graphql"), ...filesUnder(join(root, "src"))]) {
    hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  hash.update(versionOf("@graphprotocol/graph-ts")).update(versionOf("assemblyscript"));
  return hash.digest("hex").slice(0, 16);
};

const abisOf = (): string[] => CONTRACTS.map((source) => JSON.stringify(readAbi(source)));

const writeInputs = (generated: string, manifest: string, abis: readonly string[]): void => {
  mkdirSync(join(generated, "abis"), { recursive: true });
  for (const [index, { name }] of CONTRACTS.entries()) {
    writeFileSync(join(generated, "abis", `${name}.json`), abis[index] as string);
  }
  writeFileSync(join(generated, "subgraph.yaml"), manifest);
};

/** Writes manifest, ABIs and AssemblyScript types into `generated` beside schema and sources. */
export const generateTypes = (folder: string): void => {
  const generated = join(folder, "generated");
  writeInputs(generated, composeManifest(), abisOf());
  runTool(findGnd(), ["codegen", "--output-dir", generated, join(generated, "subgraph.yaml")], workspace);
};

const manifestOf = (folder: string): string => join(folder, "subgraph.yaml");

/** Another process may have been first with the same build. */
const moveUnlessThere = (unfinished: string, folder: string): void => {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(manifestOf(folder))) throw error;
  }
};

/**
 * Compiles a manifest with these ABIs, unless the same content was compiled before; returns the folder of the result.
 * The compiler works on a copy, so that builds side by side never write the same file.
 */
export const compile = (manifest = composeManifest(), abis: readonly string[] = abisOf()): string => {
  const folder = join(cache, contentHash(manifest, abis));
  if (existsSync(manifestOf(folder))) return folder;

  const workshop = join(root, "build", `work-${process.pid}`);
  const unfinished = `${folder}.${process.pid}`;
  try {
    for (const source of ["schema.graphql", "src"]) {
      cpSync(join(root, source), join(workshop, source), { recursive: true });
    }
    generateTypes(workshop);
    writeInputs(join(workshop, "generated"), manifest, abis);
    const file = manifestOf(join(workshop, "generated"));
    runTool(findGnd(), ["build", "--output-dir", unfinished, file], workspace);
    moveUnlessThere(unfinished, folder);
  } finally {
    for (const left of [workshop, unfinished]) rmSync(left, { recursive: true, force: true });
  }
  return folder;
};
