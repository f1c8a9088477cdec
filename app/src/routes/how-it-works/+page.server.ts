import { readPlatformTotals } from "#lib/indexer/queries/platform.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async () => {
  const { platformFee } = await orUnavailable(readPlatformTotals(indexer()));
  return { platformFee };
};
