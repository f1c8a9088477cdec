import { existsSync, rmSync } from "node:fs";
import type { Context } from "./context.ts";
import type { Deployment } from "./contracts.ts";
import { hashFiles } from "./hash-files.ts";
import { inRepository } from "./repository.ts";

const SOURCES = [
  "src",
  "scripts",
  "schema.graphql",
  "subgraph.yaml",
  "subgraph.template.yaml",
  "package.json",
];

/**
 * Builds the subgraph for a deployment into a folder named after what it was made of: graph-node knows a deployment by
 * its path, so another content needs another path.
 */
export async function ensureSubgraph(
  { state, supervisor }: Context,
  deployment: Deployment,
): Promise<string> {
  const paths = [
    ...SOURCES.map((path) => inRepository("subgraph", path)),
    inRepository("contracts", "exports"),
  ];
  const folder = state.file("subgraph", hashFiles(paths, JSON.stringify(deployment)));
  const manifest = `${folder}/subgraph.yaml`;
  if (existsSync(manifest)) return manifest;
  rmSync(folder, { recursive: true, force: true });
  await supervisor.run({
    name: "subgraph-build",
    command: process.execPath,
    args: [
      inRepository("devnet", "src", "tasks", "build-subgraph.ts"),
      state.file("deployments", `${deployment.chainId}.json`),
      folder,
    ],
  });
  if (!existsSync(manifest)) throw new Error(`The subgraph's build left no ${manifest}.`);
  return manifest;
}
