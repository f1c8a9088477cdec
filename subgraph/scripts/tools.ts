import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

const packageFile = (name: string, ...path: string[]): string | undefined => {
  try {
    const file = join(dirname(require.resolve(`${name}/package.json`)), ...path);
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
};

const onPath = (name: string): string | undefined => {
  const candidates = (process.env.PATH ?? "").split(":").map((folder) => join(folder, name));
  return candidates.find((file) => existsSync(file));
};

/** The graph-node binary of this platform: from node_modules, else `gnd` on PATH. */
export const findGnd = (): string => {
  const name = `@graphprotocol/gnd-${process.platform}-${process.arch}`;
  const found = packageFile(name, "bin", "gnd") ?? onPath("gnd");
  if (!found)
    throw new Error(`graph-node for ${process.platform}-${process.arch} is missing: install ${name}`);
  return found;
};

/** The anvil binary itself; the package's JavaScript wrapper would outlive a kill. */
export const findAnvil = (): string => {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const found =
    packageFile(`@foundry-rs/anvil-${process.platform}-${arch}`, "bin", "anvil") ?? onPath("anvil");
  if (!found) throw new Error(`anvil for ${process.platform}-${arch} is missing: install @foundry-rs/anvil`);
  return found;
};

/** Runs a tool to its end; on failure the error carries what it printed. */
export const runTool = (file: string, args: string[], cwd: string): string => {
  const path = `${join(cwd, "node_modules", ".bin")}:${process.env.PATH ?? ""}`;
  try {
    return execFileSync(file, args, {
      cwd,
      env: { ...process.env, PATH: path },
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[file, ...args].join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
};
