import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";

export interface ListedProducer {
  readonly account: Hex;
  readonly isProducer: boolean;
  readonly updatedAt: number;
  /** Options of theirs that were chosen. */
  readonly creditCount: number;
}

export interface ProducerPage {
  readonly producers: readonly ListedProducer[];
  /** Address of the last one shown; null on the last page. */
  readonly next: Hex | null;
}

const PRODUCERS = graphql(`
  query Producers($first: Int!, $after: Bytes!) {
    producers(first: $first, orderBy: id, where: { id_gt: $after }) {
      id
      isProducer
      updatedAt
      creditCount
    }
  }
`);

/** Everybody who is a producer, or was, by address. @param after Address of the last one of the page before. */
export async function readProducers(
  subgraph: Indexer,
  { first, after }: { readonly first: number; readonly after: Hex | null },
): Promise<ProducerPage> {
  const { producers } = await subgraph.run(PRODUCERS, { first: first + 1, after: after ?? "0x" });
  const shown = producers
    .slice(0, first)
    .map(({ id, isProducer, updatedAt, creditCount }): ListedProducer => ({
      account: id as Hex,
      ...{ isProducer, creditCount, updatedAt: Number(updatedAt) },
    }));
  return { producers: shown, next: producers.length > first ? (shown.at(-1)?.account ?? null) : null };
}
