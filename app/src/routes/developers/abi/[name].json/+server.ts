import { error } from "@sveltejs/kit";
import { abiOf } from "#lib/server/contracts.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = ({ params }) => {
  const abi = abiOf(params.name);
  if (!abi) error(404, "There is no such contract.");
  return new Response(JSON.stringify(abi, null, 2), {
    headers: {
      "content-type": "application/json",
      "cache-control": "public, max-age=3600",
      "access-control-allow-origin": "*",
    },
  });
};
