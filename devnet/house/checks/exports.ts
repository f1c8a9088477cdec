import { existsSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { readText, readWorkspaces } from "./tree.ts";

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string>>;
}

function readNames(program: ts.Program, file: string): string[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (symbol === undefined) throw new Error(`${file} is not a module`);
  return checker
    .getExportsOfModule(symbol)
    .map(({ name }) => name)
    .toSorted();
}

/** The names, values and types, that each entry point of each workspace offers. */
export function listExports(root: string): Record<string, readonly string[]> {
  const entries = readWorkspaces(root).flatMap((workspace) => {
    const manifest = JSON.parse(readText(root, `${workspace}/package.json`)) as Manifest;
    return Object.entries(manifest.exports ?? {}).map(([subpath, target]) => ({
      name: `${manifest.name}${subpath.slice(1)}`,
      file: join(root, workspace, target),
    }));
  });
  for (const { name, file } of entries) {
    if (!existsSync(file)) throw new Error(`${name} points to a file that does not exist`);
  }
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2024,
      allowImportingTsExtensions: true,
      noEmit: true,
      noLib: true,
      types: [],
    },
  );
  return Object.fromEntries(entries.map(({ name, file }) => [name, readNames(program, file)]));
}
