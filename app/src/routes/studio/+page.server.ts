import { error } from "@sveltejs/kit";
import { readSessionState } from "#lib/format/studio-words.ts";
import { readHead } from "#lib/indexer/queries/chain.ts";
import { listSessions, readSessionArtist } from "#lib/indexer/queries/studio.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const ROWS = 20;

export const load: PageServerLoad = async ({ url, depends, cookies }) => {
  depends("audifi:studio");
  const subgraph = indexer();
  const state = readSessionState(url.searchParams.get("state"));
  const id = url.searchParams.get("artist");
  const head = await orUnavailable(readHead(subgraph));
  const artist = id === null ? null : await orUnavailable(readSessionArtist(subgraph, id));
  if (id !== null && artist === null) error(404, "There is no such artist.");
  const query = { state, artist: artist?.id ?? null, first: ROWS, after: url.searchParams.get("after") };
  const { items, next } = await orUnavailable(listSessions(subgraph, { ...query, now: head.time }));
  const isOwn = artist !== null && artist.account === accountOf(cookies);
  return { sessions: items, next, state, artist, isOwn, head, now: head.time };
};
