import { json } from "@sveltejs/kit";
import { readHead } from "#lib/indexer/queries/chain.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { RequestHandler } from "./$types";

/** How far the subgraph has come, for pages that wait for their own transaction. */
export const GET: RequestHandler = async () => {
  const head = await orUnavailable(readHead(indexer()));
  return json(head, { headers: { "cache-control": "no-store" } });
};
