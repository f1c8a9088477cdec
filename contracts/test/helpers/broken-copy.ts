import assert, { AssertionError } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Abi, Hex } from "viem";

import { deployPlatformWith, type Platform } from "./fixture.ts";

export interface Edit {
  /** Path under `src`, for instance `masters/ShareLedger.sol`. */
  file: string;
  /** Must occur exactly once, so that an edit never silently misses. */
  replace: string;
  with: string;
}

/** Small enough to deploy, and a quarter of the optimizer's usual time. */
const cheapDetails = {
  peephole: true,
  inliner: true,
  jumpdestRemover: true,
  orderLiterals: true,
  deduplicate: true,
  constantOptimizer: true,
  cse: false,
  yul: false,
};

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

/** Too large to deploy unless everything is done to make them small. */
const large: readonly string[] = ["governance/ArtistGovernor", "studio/StudioSessions"];

/** A copy of one of our contracts in which some lines say something wrong. */
export function compileBroken(contract: string, edits: readonly Edit[]): { abi: Abi; bytecode: Hex } {
  const path = `${contract}.sol`;
  const name = contract.split("/").at(-1)!;
  const input = {
    language: "Solidity",
    sources: { [path]: { content: apply(path, edits) } },
    settings: {
      evmVersion: "cancun",
      optimizer: large.includes(contract) ? { enabled: true, runs: 1 } : { runs: 1, details: cheapDetails },
      outputSelection: { [path]: { [name]: ["abi", "evm.bytecode.object"] } },
    },
  };
  const output = JSON.parse(
    load().compile(JSON.stringify(input), { import: (file: string) => resolve(file, edits) }),
  );
  const errors = (output.errors ?? []).filter(({ severity }: { severity: string }) => severity === "error");
  if (errors.length > 0) throw new Error(errors[0].formattedMessage);
  const { abi, evm } = output.contracts[path][name];
  return { abi, bytecode: `0x${evm.bytecode.object}` };
}

const replaced = { shares: "masters/MasterShares", vault: "revenue/DividendVault" } as const;

/** Runs an attack's check against a platform with a broken copy and wants one of its assertions to fail. */
export async function goesRed(
  check: (platform: Platform) => Promise<void>,
  which: keyof typeof replaced,
  ...edits: readonly Edit[]
): Promise<void> {
  const { bytecode } = compileBroken(replaced[which], edits);
  const platform = await deployPlatformWith({ [which]: bytecode });
  await assert.rejects(check(platform), AssertionError);
}
