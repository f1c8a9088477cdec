import type { Coin } from "#lib/format/coin.ts";
import type { Hex } from "#lib/format/network.ts";
import { displayLine } from "#lib/format/text.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { HEAD, toHead, type Head } from "./chain.ts";
import { toCoin } from "./coin-summary.ts";

const STUDIO_ACCOUNT = graphql(`
  query StudioAccount($account: ID!, $owner: String!) {
    producer(id: $account) {
      isProducer
    }
    bountyCredits(first: 100, where: { account: $owner, owed_gt: 0 }) {
      currency
      owed
    }
  }
`);

/** What an account may do in the studio, and what it can withdraw. */
export interface StudioAccount {
  readonly isProducer: boolean;
  readonly credits: readonly { readonly currency: Hex; readonly owed: bigint }[];
}

export async function readStudioAccount(indexer: Indexer, account: Hex | null): Promise<StudioAccount> {
  if (account === null) return { isProducer: false, credits: [] };
  const owner = account.toLowerCase();
  const { producer, bountyCredits } = await indexer.run(STUDIO_ACCOUNT, { account: owner, owner });
  return {
    isProducer: producer?.isProducer ?? false,
    credits: bountyCredits.map(({ currency, owed }) => ({ currency, owed: BigInt(owed) })),
  };
}

const MAKERS = graphql(
  `
    query SessionMakers($account: String!) {
      _meta {
        ...Head
      }
      artists(first: 20, orderBy: number, where: { account: $account }) {
        id
        name
        coin {
          id
          name
          symbol
        }
      }
    }
  `,
  [HEAD],
);

/** An artist who can make a session; voters' coins are those of the artist, if there are any. */
export interface SessionMaker {
  readonly id: string;
  readonly name: string;
  readonly coin: Coin | null;
}

/** The artists whose role an account holds. */
export async function readSessionMakers(
  indexer: Indexer,
  account: Hex,
): Promise<{ readonly head: Head; readonly artists: readonly SessionMaker[] }> {
  const { _meta, artists } = await indexer.run(MAKERS, { account: account.toLowerCase() });
  return {
    head: toHead(_meta),
    artists: artists.map(({ id, name, coin }) => ({
      ...{ id, name: displayLine(name, `Artist ${id}`), coin: coin ? toCoin(coin) : null },
    })),
  };
}
