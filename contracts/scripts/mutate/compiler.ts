/** solc in this process: creation code of the contracts of a scope, with one range of one source replaced. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Mutant, Node } from "./operators.ts";
import { contractOf, type Scope } from "./scopes.ts";

const requireFromHere = createRequire(import.meta.url);
const sourceDir = new URL("../../src/", import.meta.url);
const solc = requireFromHere("solc/wrapper")(requireFromHere("solc/soljson.js"));

/** Creation code by the variable of the environment that holds it. */
export type Code = Readonly<Record<string, string>>;

const sources = new Map<string, Buffer>();

/** As it was when it was first read: positions of mutants stay true while somebody edits the checkout. */
export function readSource(path: string): Buffer {
  let source = sources.get(path);
  if (source === undefined) {
    source = readFileSync(path.startsWith("@") ? requireFromHere.resolve(path) : new URL(path, sourceDir));
    sources.set(path, source);
  }
  return source;
}

const load = (path: string, mutant: Mutant | undefined): string =>
  mutant?.file === path ? applied(mutant) : readSource(path).toString();

function applied({ file, start, length, replacement }: Mutant): string {
  const source = readSource(file);
  return Buffer.concat([
    source.subarray(0, start),
    Buffer.from(replacement),
    source.subarray(start + length),
  ]).toString();
}

/** Small enough to deploy, and a quarter of the optimizer's usual time. */
const details = {
  ...{ peephole: true, inliner: true, jumpdestRemover: true, orderLiterals: true },
  ...{ deduplicate: true, constantOptimizer: true, cse: false, yul: false },
};

function run(files: readonly string[], mutant: Mutant | undefined, selection: object) {
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map((file) => [file, { content: load(file, mutant) }])),
    settings: {
      evmVersion: "cancun",
      optimizer: { runs: 1, details },
      metadata: { bytecodeHash: "none", appendCBOR: false },
      outputSelection: selection,
    },
  };
  const callbacks = { import: (path: string) => ({ contents: load(path, mutant) }) };
  const output = JSON.parse(solc.compile(JSON.stringify(input), callbacks));
  const errors = (output.errors ?? []).filter(({ severity }: { severity: string }) => severity === "error");
  return errors.length > 0 ? undefined : output;
}

/** The syntax trees of all sources that the contract of `file` is made of. */
export function astsOf(file: string): (source: string) => Node {
  const output = run([file], undefined, { "*": { "": ["ast"] } });
  return (source) => output.sources[source].ast;
}

function codeOf(scope: Scope, contract: string, mutant: Mutant | undefined): string | undefined {
  const { file, name } = scope.contracts[contract]!;
  const output = run([file], mutant, { [file]: { [name]: ["evm.bytecode.object"] } });
  return output === undefined ? undefined : `0x${output.contracts[file][name].evm.bytecode.object}`;
}

export function compileAll(scope: Scope): Code {
  const all = Object.keys(scope.contracts).map((contract) => [contract, codeOf(scope, contract, undefined)]);
  if (all.some(([, code]) => code === undefined)) throw new Error("the sources do not compile");
  return Object.fromEntries(all);
}

/** The code with the mutant in the contract that holds it; nothing where that does not compile. */
export function compileMutant(scope: Scope, untouched: Code, mutant: Mutant): Code | undefined {
  const contract = contractOf(scope, mutant.file);
  const code = codeOf(scope, contract, mutant);
  return code === undefined ? undefined : { ...untouched, [contract]: code };
}
