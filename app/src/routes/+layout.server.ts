import { networkConfig } from "#lib/server/config.ts";
import type { LayoutServerLoad } from "./$types";

export const load: LayoutServerLoad = async ({ cookies }) => {
  const theme = cookies.get("theme");
  return {
    network: await networkConfig(),
    theme: theme === "dark" || theme === "light" ? theme : null,
  };
};
