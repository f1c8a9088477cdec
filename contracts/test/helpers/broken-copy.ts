import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Hex } from "viem";

interface Edit {
  /** Path under `src`, for instance `masters/ShareLedger.sol`. */
  file: string;
  /** Must occur exactly once, so that an edit never silently misses. */
  replace: string;
  with: string;
}

const requireFromHere = createRequire(import.meta.url);
const sourceDir = new URL("../../src/", import.meta.url);
let compiler: { compile: (input: string, callbacks: object) => string } | undefined;

function load(): NonNullable<typeof compiler> {
  compiler ??= requireFromHere("solc/wrapper")(requireFromHere("solc/soljson.js"));
  return compiler!;
}

function apply(path: string, edits: readonly Edit[]): string {
  let text = readFileSync(new URL(path, sourceDir), "utf8");
  for (const edit of edits.filter(({ file }) => file === path)) {
    const count = text.split(edit.replace).length - 1;
    if (count !== 1) throw new Error(`${count} places in ${path} read: ${edit.replace}`);
    text = text.replace(edit.replace, () => edit.with);
  }
  return text;
}

const resolve = (path: string, edits: readonly Edit[]): { contents: string } =>
  path.startsWith("@")
    ? { contents: readFileSync(requireFromHere.resolve(path), "utf8") }
    : { contents: apply(path, edits) };

/** Creation bytecode of a copy of one of our contracts in which some lines say something wrong. */
export function compileBroken(contract: string, edits: readonly Edit[]): Hex {
  const path = `${contract}.sol`;
  const name = contract.split("/").at(-1)!;
  const input = {
    language: "Solidity",
    sources: { [path]: { content: apply(path, edits) } },
    settings: {
      evmVersion: "cancun",
      optimizer: { enabled: true, runs: 1 },
      outputSelection: { [path]: { [name]: ["evm.bytecode.object"] } },
    },
  };
  const output = JSON.parse(
    load().compile(JSON.stringify(input), { import: (file: string) => resolve(file, edits) }),
  );
  const errors = (output.errors ?? []).filter(({ severity }: { severity: string }) => severity === "error");
  if (errors.length > 0) throw new Error(errors[0].formattedMessage);
  return `0x${output.contracts[path][name].evm.bytecode.object}`;
}
