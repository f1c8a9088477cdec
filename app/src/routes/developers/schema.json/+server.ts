import { readSchema } from "#lib/indexer/schema.ts";
import schema from "../../../../../subgraph/api.graphql?raw";
import type { RequestHandler } from "./$types";

const types = JSON.stringify(readSchema(schema));

export const GET: RequestHandler = () =>
  new Response(types, {
    headers: { "content-type": "application/json", "cache-control": "public, max-age=3600" },
  });
