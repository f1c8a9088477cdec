import { sessionStateAt } from "#lib/format/studio.ts";
import { readStudioAccount } from "#lib/indexer/queries/studio-account.ts";
import { readWaiting } from "#lib/indexer/queries/studio-submissions.ts";
import { accountOf, indexer, orUnavailable } from "#lib/server/indexer.ts";
import { loadSession } from "./session-page.ts";
import type { PageServerLoad } from "./$types";

const SUBMISSIONS = 30;

export const load: PageServerLoad = async ({ params, depends, cookies, url }) => {
  depends("audifi:studio");
  const subgraph = indexer();
  const after = url.searchParams.get("submissions");
  const [found, member] = await Promise.all([
    loadSession(subgraph, params.session),
    orUnavailable(readStudioAccount(subgraph, accountOf(cookies))),
  ]);
  const { session, now } = found;
  // Options are collected before it opens; afterwards submissions are history.
  const isCollecting = sessionStateAt(session, now) === "draft" && session.submissionCount > 0;
  const waiting = isCollecting
    ? await orUnavailable(readWaiting(subgraph, session.id, { first: SUBMISSIONS, after }))
    : { items: [], next: null };
  return { ...found, member, waiting };
};
