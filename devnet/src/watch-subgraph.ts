import { watch } from "node:fs";
import type { Context } from "./context.ts";
import type { Deployment } from "./contracts.ts";
import { readJson } from "./json-file.ts";
import { inRepository } from "./repository.ts";
import { CHAIN_ID } from "./services/chain.ts";
import { deploySubgraph } from "./services/graph-node.ts";
import { ensureSubgraph } from "./subgraph.ts";
import { ServiceError } from "./supervisor.ts";

const QUIET_MS = 300;
const outputs = /^(build|generated|node_modules|tests)\b/;

/** Builds and deploys the subgraph again when its sources change. A build that fails leaves the last one running. */
export function watchSubgraph(context: Context): void {
  const { progress, ports, state } = context;
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();

  const redeploy = async () => {
    const deployment = readJson<Deployment>(state.file("deployments", `${CHAIN_ID}.json`));
    if (deployment === undefined) return;
    try {
      const manifest = await ensureSubgraph(context, deployment);
      await progress.step("subgraph", () => deploySubgraph(ports, manifest));
    } catch (error) {
      progress.line(error instanceof ServiceError ? error.message : String(error));
    }
  };
  watch(inRepository("subgraph"), { recursive: true }, (_event, file) => {
    if (file === null || outputs.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      work = work.then(redeploy);
    }, QUIET_MS);
  });
}
