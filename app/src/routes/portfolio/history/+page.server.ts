import { readHistoryGroup } from "#lib/format/history.ts";
import { readHistory } from "#lib/indexer/queries/history.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import { ownerOf } from "../owner.ts";
import type { PageServerLoad } from "./$types";

const PAGE_SIZE = 50;

export const load: PageServerLoad = async ({ cookies, url }) => {
  const owner = ownerOf(url, cookies);
  const after = url.searchParams.get("after");
  const group = readHistoryGroup(url.searchParams.get("kind"));
  if (owner === null) return { owner, after, group, history: null };
  const query = { first: PAGE_SIZE, after, direction: "desc", groups: group && [group] } as const;
  return { owner, after, group, history: await orUnavailable(readHistory(indexer(), owner, query)) };
};
