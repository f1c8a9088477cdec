import { json } from "@sveltejs/kit";
import { readHead } from "#lib/indexer/queries/chain.ts";
import { readChainHead } from "#lib/server/chain-head.ts";
import { environment } from "#lib/server/config.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { RequestHandler } from "./$types";

/** How far the subgraph has come, and the chain: for pages that wait for a transaction or show the age of figures. */
export const GET: RequestHandler = async () => {
  const { rpcUrl, rpcFallbacks } = environment();
  const [head, chain] = await Promise.all([
    orUnavailable(readHead(indexer())),
    readChainHead([rpcUrl, ...rpcFallbacks]),
  ]);
  return json({ ...head, chain }, { headers: { "cache-control": "no-store" } });
};
