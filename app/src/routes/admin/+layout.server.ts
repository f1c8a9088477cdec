import { readAdminFrame } from "#lib/indexer/queries/admin.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { LayoutServerLoad } from "./$types";

export const load: LayoutServerLoad = async () => ({ frame: await orUnavailable(readAdminFrame(indexer())) });
