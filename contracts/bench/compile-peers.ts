import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import type { Abi, Hex } from "viem";

export interface Peer {
  readonly abi: Abi;
  readonly bytecode: Hex;
}

interface Compiled {
  errors?: { severity: string; formattedMessage: string }[];
  contracts?: Record<string, Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>>;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = "contracts/bench/peers/";
const cacheFolder = `${root}contracts/cache/`;
const limitBreak = "node_modules/@limitbreak/";
const oldOpenZeppelin = `${limitBreak}creator-token-standards/node_modules/@openzeppelin/`;

/** Limit Break's packages bring their own OpenZeppelin; everybody else gets ours. The longest match wins. */
const remappings = [
  `${limitBreak}creator-token-standards/:@openzeppelin/=${oldOpenZeppelin}`,
  `${limitBreak}creator-token-standards/:erc721a/=${limitBreak}creator-token-standards/node_modules/erc721a/`,
  `${limitBreak}permit-c/:@openzeppelin/=${limitBreak}permit-c/node_modules/@openzeppelin/`,
  `@opensea/tstorish/=${folder}`,
  "@limitbreak/=node_modules/@limitbreak/",
  "@openzeppelin/=node_modules/@openzeppelin/",
  "erc721a/=node_modules/erc721a/",
  "solady/=node_modules/solady/",
];

/** By file, where it is not a million: what no chain accepts at a million, and governors, which ours is not either. */
const runsOf: Readonly<Record<string, number>> = { "LimitBreakValidator.sol": 200, "Governors.sol": 2_000 };
const manyRuns = 1_000_000;

/** The settings of the production build, see hardhat.config.ts. */
const settings = (runs: number) => ({
  evmVersion: "cancun",
  optimizer: { enabled: true, runs },
  remappings,
  outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
});

function readSources(isWanted: (name: string) => boolean): Record<string, { content: string }> {
  const names = readdirSync(root + folder).filter((name) => name.endsWith(".sol") && isWanted(name));
  return Object.fromEntries(
    names.sort().map((name) => [folder + name, { content: readFileSync(root + folder + name, "utf8") }]),
  );
}

function compile(input: string): Map<string, Peer> {
  const solc = createRequire(import.meta.url)("solc") as {
    compile(input: string, callbacks: { import(path: string): object }): string;
  };
  const output = JSON.parse(
    solc.compile(input, {
      import: (path) =>
        existsSync(root + path)
          ? { contents: readFileSync(root + path, "utf8") }
          : { error: `${path} does not exist` },
    }),
  ) as Compiled;
  const failures = output.errors?.filter(({ severity }) => severity === "error") ?? [];
  if (failures.length > 0)
    throw new Error(failures.map(({ formattedMessage }) => formattedMessage).join("\n"));

  const peers = new Map<string, Peer>();
  for (const [source, contracts] of Object.entries(output.contracts ?? {})) {
    if (!source.startsWith(folder)) continue;
    for (const [name, { abi, evm }] of Object.entries(contracts)) {
      peers.set(name, { abi, bytecode: `0x${evm.bytecode.object}` });
    }
  }
  return peers;
}

/** Every contract of `peers/`, compiled as ours are, or what the last run kept of them. */
export function compilePeers(): ReadonlyMap<string, Peer> {
  const language = "Solidity";
  const inputs = [manyRuns, ...Object.values(runsOf)].map((runs) =>
    JSON.stringify({
      language,
      sources: readSources((name) => (runsOf[name] ?? manyRuns) === runs),
      settings: settings(runs),
    }),
  );
  const lockfile = readFileSync(`${root}package-lock.json`);
  const key = createHash("sha256").update(inputs.join()).update(lockfile).digest("hex").slice(0, 16);
  const cached = `${cacheFolder}bench-peers-${key}.json`;
  if (existsSync(cached)) {
    return new Map(JSON.parse(readFileSync(cached, "utf8")) as [string, Peer][]);
  }
  const peers = new Map(inputs.flatMap((input) => [...compile(input)]));
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(cached, JSON.stringify([...peers]));
  return peers;
}
