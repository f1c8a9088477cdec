import { spawnSync } from "node:child_process";
import { accessSync, chmodSync, constants, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A program that npm ships in one package for each platform. */
interface Program {
  name: string;
  what: string;
  packageName: string;
  version: string;
}

/** Where a program is looked for, and how its package is installed; tests bring their own. */
export interface Search {
  /** Folders whose `node_modules`, and those above them, are looked into. */
  roots: readonly string[];
  path: string;
  install: (specifier: string) => void;
}

export class BinaryError extends Error {
  override name = "BinaryError";
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const platform = `${process.platform}-${process.arch}`;
const suffix = process.platform === "win32" ? ".exe" : "";

const usual: Search = {
  roots: [join(root, "subgraph"), join(root, "devnet"), join(root, "contracts")],
  path: process.env.PATH ?? "",
  install(specifier) {
    const args = ["install", "--no-save", "--no-audit", "--no-fund", specifier];
    spawnSync("npm", args, { cwd: root, stdio: "ignore", shell: process.platform === "win32" });
  },
};

/** Versions are pinned in this workspace's manifest. */
function pinned(kind: "devDependencies" | "optionalDependencies", name: RegExp): string {
  const manifest = JSON.parse(readFileSync(join(root, "subgraph", "package.json"), "utf8")) as Record<
    typeof kind,
    Record<string, string>
  >;
  const [, version] = Object.entries(manifest[kind]).find(([key]) => name.test(key)) ?? [];
  if (version === undefined) throw new Error(`subgraph/package.json pins no ${name.source}`);
  return version;
}

function gnd(): Program {
  const packageName = `@graphprotocol/gnd-${platform}`;
  // Every platform's package is released under the same version.
  const version = pinned("optionalDependencies", /^@graphprotocol\/gnd-/);
  return { name: "gnd", what: "graph-node", packageName, version };
}

function anvil(): Program {
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const packageName = `@foundry-rs/anvil-${process.platform}-${architecture}`;
  const version = pinned("devDependencies", /^@foundry-rs\/anvil$/);
  return { name: "anvil", what: "the local chain", packageName, version };
}

const found = new Map<string, string>();

function findOnce(program: Program): string {
  let file = found.get(program.name);
  if (file === undefined) found.set(program.name, (file = findProgram(program)));
  return file;
}

export const findGnd = (): string => findOnce(gnd());

/** The binary itself; the package's JavaScript wrapper swallows signals and outlives a kill. */
export const findAnvil = (): string => findOnce(anvil());

/**
 * The program of this platform: from node_modules, else from PATH, else from its package, which is installed now and not
 * saved. One that is there but does not run, as after node_modules came from another machine, counts as absent.
 */
export function findProgram(program: Program, search: Search = usual): string {
  const refused: string[] = [];
  const firstThatRuns = (files: readonly (string | undefined)[]): string | undefined =>
    files.find((file) => {
      if (file === undefined) return false;
      const problem = problemOf(file);
      if (problem !== undefined) refused.push(`${file} does not run here: ${problem}`);
      return problem === undefined;
    });

  const there = firstThatRuns([inPackages(program, search), ...onPath(program.name, search.path)]);
  if (there !== undefined) return there;
  search.install(`${program.packageName}@${program.version}`);
  const installed = firstThatRuns([inPackages(program, search)]);
  if (installed !== undefined) return installed;
  throw new BinaryError(
    [
      `There is no ${program.name} (${program.what}) that runs on this machine (${platform}).`,
      `The package ${program.packageName}@${program.version} cannot be installed, and no "${program.name}" on the PATH runs.`,
      ...new Set(refused),
    ].join("\n"),
  );
}

function inPackages({ name, packageName }: Program, { roots }: Search): string | undefined {
  const folder = findPackage(packageName, roots);
  return folder === undefined ? undefined : join(folder, "bin", name + suffix);
}

/** The folder of an installed package, also of one that exports no `package.json`. */
export function findPackage(packageName: string, roots: readonly string[] = usual.roots): string | undefined {
  for (const from of roots) {
    const require = createRequire(join(from, "package.json"));
    const folder = (require.resolve.paths(packageName) ?? [])
      .map((path) => join(path, packageName))
      .find((path) => existsSync(join(path, "package.json")));
    if (folder !== undefined) return folder;
  }
  return undefined;
}

const onPath = (name: string, path: string): string[] =>
  path
    .split(delimiter)
    .filter((folder) => folder !== "" && !folder.includes("node_modules"))
    .map((folder) => join(folder, name + suffix))
    .filter((file) => existsSync(file));

/** Why a file cannot be run, or undefined when it says its version. */
function problemOf(file: string): string | undefined {
  if (!existsSync(file)) return `${dirname(file)} has no such file`;
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
  const options = { encoding: "utf8", timeout: 120_000 } as const;
  const { error, status, stderr } = spawnSync(file, ["--version"], options);
  // What a busy machine has not answered yet was started nevertheless.
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ETIMEDOUT") return undefined;
  if (error !== undefined) return error.message;
  return status === 0 ? undefined : stderr.trim().split("\n")[0] || `exit code ${status}`;
}
