import type { Submission } from "#lib/format/studio.ts";
import { displayLine } from "#lib/format/text.ts";
import type { Indexer } from "../client.ts";
import { toPage, type Page } from "../cursor.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";

const SUBMISSION = graphql(`
  fragment SubmissionFields on StudioSubmission {
    number
    label
    contentCid
    createdAt
    decision {
      index
    }
    producer {
      id
    }
  }
`);

function toSubmission(masked: FragmentOf<typeof SUBMISSION>): Submission {
  const raw = readFragment(SUBMISSION, masked);
  return {
    ...{ number: raw.number, decision: raw.decision.index, producer: raw.producer.id },
    label: displayLine(raw.label, `Submission ${raw.number + 1}`),
    ...{ content: raw.contentCid, createdAt: Number(raw.createdAt) },
  };
}

const WAITING = graphql(
  `
    query WaitingSubmissions($session: ID!, $first: Int!, $after: Int!) {
      studioSession(id: $session) {
        submissions(first: $first, orderBy: number, where: { option: null, number_gt: $after }) {
          ...SubmissionFields
        }
      }
    }
  `,
  [SUBMISSION],
);

/** Submissions of a session that are no options, the oldest first; those after a number. */
export async function readWaiting(
  indexer: Indexer,
  session: string,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<Page<Submission>> {
  const number = /^\d{1,9}$/.test(after ?? "") ? Number(after) : -1;
  const { studioSession } = await indexer.run(WAITING, { session, first: first + 1, after: number });
  const found = (studioSession?.submissions ?? []).map(toSubmission);
  return toPage(found, first, (last) => String(last.number));
}
