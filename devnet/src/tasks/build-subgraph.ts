import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, relative } from "node:path";
import type { Deployment } from "@audifi/contracts/addresses";

// A process of its own: the compiler would block the services' start for seconds.

const [deploymentFile, folder] = process.argv.slice(2);
if (deploymentFile === undefined || folder === undefined) {
  throw new Error("usage: build-subgraph.ts <deployment file> <folder>");
}

const { buildSubgraph } = await import("../../../subgraph/scripts/build.ts");
const deployment = JSON.parse(readFileSync(deploymentFile, "utf8")) as Deployment;
const draft = `${folder}.draft`;
rmSync(draft, { recursive: true, force: true });
mkdirSync(dirname(folder), { recursive: true });
const { manifestPath } = await buildSubgraph({ deployment, outDir: draft });
if (relative(draft, manifestPath) !== "subgraph.yaml") {
  throw new Error(`The subgraph's manifest is expected at ${draft}/subgraph.yaml, not ${manifestPath}.`);
}
renameSync(draft, folder);
