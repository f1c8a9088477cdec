import { error } from "@sveltejs/kit";
import { readHistoryGroup } from "#lib/format/history.ts";
import { readHead } from "#lib/indexer/queries/chain.ts";
import { walkHistory } from "#lib/indexer/queries/history.ts";
import { environment, networkConfig } from "#lib/server/config.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import { readPriceAt } from "#lib/server/prices.ts";
import { exportName } from "#lib/format/tax-export.ts";
import { streamExport } from "#lib/server/tax-export.ts";
import { ownerOf } from "../owner.ts";
import type { RequestHandler } from "./$types";

/** Everything an account did and got, or one kind of it, for tax returns; public information, as everything here. */
export const GET: RequestHandler = async ({ url, cookies }) => {
  const owner = ownerOf(url, cookies);
  if (owner === null) error(400, "Name an account: /portfolio/export.csv?account=0x…");
  const group = readHistoryGroup(url.searchParams.get("kind"));
  const { rpcUrl } = environment();
  const subgraph = indexer();
  const [network, head] = await Promise.all([networkConfig(), orUnavailable(readHead(subgraph))]);
  const body = await orUnavailable(
    streamExport({
      account: owner,
      pages: walkHistory(subgraph, owner, { upTo: head.block, groups: group && [group] }),
      network,
      deployment: network.deployment,
      priceAt: (feed, block) => readPriceAt(rpcUrl, feed, block),
    }),
  );
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${exportName(network.slug, owner, group)}"`,
      "cache-control": "no-store",
    },
  });
};
