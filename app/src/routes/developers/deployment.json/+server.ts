import { error } from "@sveltejs/kit";
import { environment } from "#lib/server/config.ts";
import { readWholeDeployment } from "#lib/server/contracts.ts";
import type { RequestHandler } from "./$types";

/** What the deployment wrote down: every address, and the block before which there is nothing to read. */
export const GET: RequestHandler = async () => {
  const { deploymentsDir, chainId } = environment();
  const deployment = await readWholeDeployment(deploymentsDir, chainId);
  if (!deployment) error(404, "Nothing is deployed on this network.");
  return new Response(JSON.stringify(deployment, null, 2), {
    headers: { "content-type": "application/json", "access-control-allow-origin": "*" },
  });
};
