import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import type { Abi, Hex } from "viem";

/** What Hardhat, Truffle-like packages and ours agree on. */
export interface Artifact {
  contractName: string;
  abi: Abi;
  bytecode: Hex;
  linkReferences?: Record<string, Record<string, { start: number; length: number }[]>>;
}

const artifactsDir = fileURLToPath(new URL("../artifacts/", import.meta.url));
const requireFromHere = createRequire(import.meta.url);

const read = (path: string): Artifact => JSON.parse(readFileSync(path, "utf8")) as Artifact;

/** One of our contracts, for instance `masters/MasterShares`; needs `npm run build -w contracts`. */
export const ownArtifact = (path: string): Artifact => {
  const name = path.split("/").at(-1);
  return readBuilt(`contracts/src/${path}.sol/${name}.json`);
};

/** A contract of a package that our compiler builds, for instance `@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy`. */
export const builtArtifact = (path: string): Artifact =>
  readBuilt(`${path}.sol/${path.split("/").at(-1)}.json`);

/** A contract that a package ships compiled. */
export const packagedArtifact = (path: string): Artifact => read(requireFromHere.resolve(path));

function readBuilt(path: string): Artifact {
  try {
    return read(artifactsDir + path);
  } catch (cause) {
    throw new Error(`contracts/artifacts/${path} is missing; run \`npm run build -w contracts\` first`, {
      cause,
    });
  }
}
