import { isAddress } from "#lib/format/address.ts";
import type { Hex } from "#lib/format/network.ts";
import { readProducers } from "#lib/indexer/queries/producers.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const PAGE_SIZE = 30;

export const load: PageServerLoad = async ({ url }) => {
  const last = url.searchParams.get("after") ?? "";
  const after = isAddress(last) ? (last.toLowerCase() as Hex) : null;
  return { after, list: await orUnavailable(readProducers(indexer(), { first: PAGE_SIZE, after })) };
};
