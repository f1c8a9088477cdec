import type { Context } from "./context.ts";
import type { Deployment } from "./contracts.ts";
import { readJson } from "./json-file.ts";
import { inRepository } from "./repository.ts";
import { CHAIN_ID } from "./services/chain.ts";
import { deploySubgraph } from "./services/graph-node.ts";
import { ensureSubgraph } from "./subgraph.ts";
import { ServiceError } from "./supervisor.ts";
import { watchFolder } from "./watch-folder.ts";

const outputs = /^(build|generated|node_modules|tests|bench|docs)\b/;

/** Builds and deploys the subgraph again when its sources change. A build that fails leaves the last one running. */
export function watchSubgraph(context: Context): void {
  const { progress, ports, state } = context;
  const redeploy = async (): Promise<void> => {
    const deployment = readJson<Deployment>(state.file("deployments", `${CHAIN_ID}.json`));
    if (deployment === undefined) return;
    try {
      const manifest = await progress.step("subgraph build", () => ensureSubgraph(context, deployment));
      await progress.step(
        "subgraph",
        () => deploySubgraph(ports, manifest),
        () => "deployed, indexing",
      );
    } catch (error) {
      progress.line(error instanceof ServiceError ? error.message : String(error));
    }
  };
  watchFolder(inRepository("subgraph"), { ignores: outputs, quietMs: 300, onChange: redeploy });
}
