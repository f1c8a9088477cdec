import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";

const SPEAKERS = graphql(`
  query Speakers($master: String!, $accounts: [String!]!) {
    holders(first: 100, where: { master: $master, account_in: $accounts, balance_gt: 0 }) {
      account {
        id
      }
      balance
    }
    artists(first: 100, where: { account_in: $accounts }) {
      id
      name
      account {
        id
      }
    }
  }
`);

/** Who speaks about a master: an artist's name, and how many of its shares they hold now. */
export interface Speaker {
  readonly name: string | null;
  readonly held: number;
}

export async function readSpeakers(
  indexer: Indexer,
  master: Hex,
  accounts: readonly Hex[],
): Promise<ReadonlyMap<Hex, Speaker>> {
  const { holders, artists } = await indexer.run(SPEAKERS, { master, accounts: [...accounts] });
  const held = new Map(holders.map(({ account, balance }) => [account.id, balance]));
  const names = new Map(artists.map(({ account, name }) => [account.id, name]));
  return new Map(
    accounts.map((account) => [account, { name: names.get(account) ?? null, held: held.get(account) ?? 0 }]),
  );
}
