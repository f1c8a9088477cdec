/** solc in this process: creation code of the two contracts of a copy, with one range of one source replaced. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Mutant, Node } from "./operators.ts";

const requireFromHere = createRequire(import.meta.url);
const sourceDir = new URL("../../src/", import.meta.url);
const solc = requireFromHere("solc/wrapper")(requireFromHere("solc/soljson.js"));

const SHARES = "masters/MasterShares.sol";
export const VAULT = "revenue/DividendVault.sol";

export interface Code {
  shares: string;
  vault: string;
}

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

function run(files: readonly string[], mutant: Mutant | undefined, selection: object) {
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map((file) => [file, { content: load(file, mutant) }])),
    settings: {
      evmVersion: "cancun",
      optimizer: { enabled: true, runs: 1 },
      metadata: { bytecodeHash: "none", appendCBOR: false },
      outputSelection: selection,
    },
  };
  const callbacks = { import: (path: string) => ({ contents: load(path, mutant) }) };
  const output = JSON.parse(solc.compile(JSON.stringify(input), callbacks));
  const errors = (output.errors ?? []).filter(({ severity }: { severity: string }) => severity === "error");
  return errors.length > 0 ? undefined : output;
}

export function astOf(file: string): Node {
  const output = run([SHARES, VAULT], undefined, { "*": { "": ["ast"] } });
  return output.sources[file].ast;
}

const CONTRACTS = { shares: [SHARES, "MasterShares"], vault: [VAULT, "DividendVault"] } as const;

function codeOf(contract: keyof Code, mutant: Mutant | undefined): string | undefined {
  const [file, name] = CONTRACTS[contract];
  const output = run([file], mutant, { [file]: { [name]: ["evm.bytecode.object"] } });
  return output === undefined ? undefined : `0x${output.contracts[file][name].evm.bytecode.object}`;
}

export function compileAll(): Code {
  const [shares, vault] = [codeOf("shares", undefined), codeOf("vault", undefined)];
  if (!shares || !vault) throw new Error("the sources do not compile");
  return { shares, vault };
}

/** The code with the mutant in the contract that holds it; nothing where that does not compile. */
export function compileMutant(untouched: Code, mutant: Mutant): Code | undefined {
  const contract = mutant.file === VAULT ? "vault" : "shares";
  const code = codeOf(contract, mutant);
  return code === undefined ? undefined : { ...untouched, [contract]: code };
}
