import { readAdminSettings } from "#lib/indexer/queries/admin-settings.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async () => ({
  settings: await orUnavailable(readAdminSettings(indexer())),
});
