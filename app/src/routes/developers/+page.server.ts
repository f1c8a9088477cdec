import { readClaimExample } from "#lib/indexer/queries/claim-example.ts";
import { environment } from "#lib/server/config.ts";
import { listContracts, listSurroundings, readWholeDeployment } from "#lib/server/contracts.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async () => {
  const { deploymentsDir, chainId, graphqlUrl } = environment();
  const [example, deployment] = await Promise.all([
    orUnavailable(readClaimExample(indexer())),
    readWholeDeployment(deploymentsDir, chainId),
  ]);
  // Elsewhere the address may hold the operator's key.
  const isPublic = ["localhost", "127.0.0.1", "[::1]"].includes(new URL(graphqlUrl).hostname);
  return {
    example,
    contracts: listContracts(deployment),
    surroundings: deployment ? listSurroundings(deployment) : [],
    subgraphUrl: isPublic ? graphqlUrl : null,
  };
};
