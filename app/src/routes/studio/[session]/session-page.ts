import { error } from "@sveltejs/kit";
import type { Indexer } from "#lib/indexer/client.ts";
import { readSession } from "#lib/indexer/queries/studio-session.ts";
import { coverHue } from "#lib/server/covers.ts";
import { orUnavailable } from "#lib/server/indexer.ts";

/** What every page of a session begins with. */
export async function loadSession(subgraph: Indexer, id: string) {
  if (!/^[1-9]\d{0,18}$/.test(id)) error(404, "There is no such session.");
  const found = await orUnavailable(readSession(subgraph, id));
  if (!found) error(404, "There is no such session.");
  const { session, head } = found;
  const hue = session.artist.cover === null ? null : await coverHue(session.artist.cover);
  return { session, head, hue, now: head.time };
}
