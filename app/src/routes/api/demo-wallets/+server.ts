import { error, json } from "@sveltejs/kit";
import { demoWallets } from "#lib/server/config.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = () => {
  const wallets = demoWallets();
  if (wallets.length === 0) error(404, "There are no demo wallets on this network");
  return json(wallets, { headers: { "cache-control": "no-store" } });
};
