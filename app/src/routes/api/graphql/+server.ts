import { environment } from "#lib/server/config.ts";
import { passQuery } from "#lib/server/graphql-proxy.ts";
import type { RequestHandler } from "./$types";

const ANYBODY = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "content-type",
  "access-control-max-age": "86400",
};

export const OPTIONS: RequestHandler = () => new Response(null, { status: 204, headers: ANYBODY });

export const POST: RequestHandler = async ({ request }) => {
  const answer = await passQuery(request, environment());
  for (const [name, value] of Object.entries(ANYBODY)) answer.headers.set(name, value);
  return answer;
};
