import type { Pause } from "#lib/format/offering.ts";
import type { Indexer } from "../client.ts";
import { graphql, readFragment, type FragmentOf } from "../graphql.ts";

/** Where the subgraph stands. The app's "now" is the time of this block. */
export interface Head {
  readonly block: number;
  readonly time: number;
  readonly hasErrors: boolean;
}

export const HEAD = graphql(`
  fragment Head on _Meta_ {
    block {
      number
      timestamp
    }
    hasIndexingErrors
  }
`);

export function toHead(masked: FragmentOf<typeof HEAD> | null): Head {
  if (masked === null) return { block: 0, time: Math.floor(Date.now() / 1000), hasErrors: false };
  const { block, hasIndexingErrors } = readFragment(HEAD, masked);
  return {
    block: block.number,
    time: block.timestamp ?? Math.floor(Date.now() / 1000),
    hasErrors: hasIndexingErrors,
  };
}

export const PAUSES = graphql(`
  fragment Pauses on Switchboard {
    pauseStarts
    pauseEnds
  }
`);

export function toPauses(masked: FragmentOf<typeof PAUSES> | null): readonly Pause[] {
  if (masked === null) return [];
  const { pauseStarts, pauseEnds } = readFragment(PAUSES, masked);
  return pauseStarts.map((from, index) => ({ from: Number(from), until: Number(pauseEnds[index] ?? from) }));
}

const HEAD_ONLY = graphql(
  `
    query Head {
      _meta {
        ...Head
      }
    }
  `,
  [HEAD],
);

export async function readHead(indexer: Indexer): Promise<Head> {
  const { _meta } = await indexer.run(HEAD_ONLY, {});
  return toHead(_meta);
}
