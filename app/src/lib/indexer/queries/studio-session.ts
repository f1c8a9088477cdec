import type {
  Bounty,
  Decision,
  Fault,
  OptionKind,
  Publication,
  SessionDetail,
  SessionSummary,
} from "#lib/format/studio.ts";
import { displayLine } from "#lib/format/text.ts";
import type { Indexer } from "../client.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";
import { HEAD, toHead, type Head } from "./chain.ts";
import { toCoin } from "./coin-summary.ts";
import { SESSION_SUMMARY, toSessionSummary } from "./studio.ts";

const DECISION = graphql(`
  fragment DecisionFields on StudioDecision {
    index
    kind
    question
    isOverride
    reason
    chosen {
      index
    }
    bounty {
      currency
      amount
      isRefunded
      funder {
        id
      }
      recipient {
        id
      }
    }
    options(first: 8, orderBy: index) {
      index
      label
      contentCid
      tally
      producer {
        id
      }
    }
  }
`);

const KINDS: Readonly<Record<"Audio" | "Image" | "Text", OptionKind>> = {
  Audio: "audio",
  Image: "image",
  Text: "text",
};

function toBounty(raw: {
  readonly currency: Bounty["currency"];
  readonly amount: string;
  readonly isRefunded: boolean;
  readonly funder: { readonly id: Bounty["funder"] };
  readonly recipient: { readonly id: Bounty["funder"] } | null;
}): Bounty {
  const { currency, amount, isRefunded, funder, recipient } = raw;
  return {
    ...{ currency, amount: BigInt(amount), isRefunded },
    ...{ funder: funder.id, recipient: recipient?.id ?? null },
  };
}

function toDecision(masked: FragmentOf<typeof DECISION>): Decision {
  const raw = readFragment(DECISION, masked);
  return {
    ...{ index: raw.index, kind: KINDS[raw.kind], isOverride: raw.isOverride, reason: raw.reason },
    question: displayLine(raw.question, `Decision ${raw.index + 1}`),
    options: raw.options.map(({ index, label, contentCid, tally, producer }) => ({
      ...{ index, label: displayLine(label, `Option ${index + 1}`), content: contentCid },
      ...{ producer: producer?.id ?? null, tally: tally === null ? null : BigInt(tally) },
    })),
    chosen: raw.chosen?.index ?? null,
    bounty: raw.bounty ? toBounty(raw.bounty) : null,
  };
}

const PUBLICATION = graphql(`
  fragment PublicationFields on StudioPublication {
    number
    root
    count
    ballotsCid
    publishedAt
    isContested
    fault
    contestedBy
    contestedVoter
    contestedAt
    transaction
    contestedDecision {
      index
    }
  }
`);

const FAULTS: Readonly<Record<"Doubled" | "Ignored" | "Missing", Fault>> = {
  Doubled: "doubled",
  Ignored: "ignored",
  Missing: "missing",
};

function toPublication(masked: FragmentOf<typeof PUBLICATION>): Publication {
  const raw = readFragment(PUBLICATION, masked);
  const { fault, contestedBy: by, contestedVoter: voter } = raw;
  const isProven = raw.isContested && fault !== null && by !== null && voter !== null;
  return {
    ...{ number: raw.number, root: raw.root, count: Number(raw.count), ballotsCid: raw.ballotsCid },
    ...{ publishedAt: Number(raw.publishedAt), transaction: raw.transaction },
    contest: isProven
      ? {
          ...{ fault: FAULTS[fault], by, voter, decision: raw.contestedDecision?.index ?? 0 },
          time: Number(raw.contestedAt ?? 0),
        }
      : null,
  };
}

const SESSION = graphql(
  `
    query StudioSessionDetail($id: ID!) {
      _meta {
        ...Head
      }
      studioSession(id: $id) {
        ...SessionSummary
        draftCid
        snapshotBlock
        snapshotHash
        snapshotTime
        receiptSigner
        publisher
        directCount
        audioCid
        transaction
        artist {
          coin {
            id
            name
            symbol
          }
        }
        decisions(first: 32, orderBy: index) {
          ...DecisionFields
        }
        publications(first: 2, orderBy: number) {
          ...PublicationFields
        }
        masters(first: 20, orderBy: number, where: { isHidden: false }) {
          number
          title
        }
      }
    }
  `,
  [HEAD, SESSION_SUMMARY, DECISION, PUBLICATION],
);

/** A session by its number with all that it decides; null where there is none. */
export async function readSession(
  indexer: Indexer,
  id: string,
): Promise<{ readonly session: SessionDetail; readonly head: Head } | null> {
  const { studioSession: raw, _meta } = await indexer.run(SESSION, { id });
  if (!raw) return null;
  const { snapshotBlock: block, snapshotHash: hash, snapshotTime: time } = raw;
  const session = {
    ...toSessionSummary(raw),
    ...{ draftCid: raw.draftCid, audioCid: raw.audioCid, transaction: raw.transaction },
    ...{ receiptSigner: raw.receiptSigner, publisher: raw.publisher, directCount: raw.directCount },
    snapshot:
      block === null || hash === null || time === null
        ? null
        : { block: Number(block), hash, time: Number(time) },
    coin: raw.artist.coin ? toCoin(raw.artist.coin) : null,
    decisions: raw.decisions.map(toDecision),
    publications: raw.publications.map(toPublication),
    masters: raw.masters.map(({ number, title }) => ({
      number: Number(number),
      title: displayLine(title, `Master ${number}`),
    })),
  };
  return { session, head: toHead(_meta) };
}

const STORY = graphql(
  `
    query MasterStory($number: BigInt!) {
      masters(first: 1, where: { number: $number }) {
        session {
          ...SessionSummary
          decisions(first: 32, orderBy: index) {
            ...DecisionFields
          }
        }
      }
    }
  `,
  [SESSION_SUMMARY, DECISION],
);

/** The locked session that a master comes from, with what was decided in it. */
export type MasterStory = SessionSummary & Pick<SessionDetail, "decisions">;

export async function readMasterStory(indexer: Indexer, number: string): Promise<MasterStory | null> {
  const [master] = (await indexer.run(STORY, { number })).masters;
  const session = master?.session;
  return session ? { ...toSessionSummary(session), decisions: session.decisions.map(toDecision) } : null;
}
