import { networkChoices, networkConfig } from "#lib/server/config.ts";
import { accountOf } from "#lib/server/indexer.ts";
import type { LayoutServerLoad } from "./$types";

export const load: LayoutServerLoad = async ({ cookies, locals }) => {
  const theme = cookies.get("theme");
  const chosen: App.PageData["theme"] = theme === "dark" || theme === "light" ? theme : null;
  return {
    network: await networkConfig(),
    networks: networkChoices(),
    unknownNetwork: locals.unknownNetwork,
    account: accountOf(cookies),
    theme: chosen,
  };
};
