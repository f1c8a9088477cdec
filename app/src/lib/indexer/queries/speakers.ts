import type { Hex } from "#lib/format/network.ts";
import { pictureCid } from "#lib/format/profile-links.ts";
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
      profile {
        avatar
      }
    }
  }
`);

/** Who speaks about a master: an artist's name and picture, and how many of its shares they hold now. */
export interface Speaker {
  readonly name: string | null;
  readonly picture: string | null;
  readonly held: number;
}

export async function readSpeakers(
  indexer: Indexer,
  master: Hex,
  accounts: readonly Hex[],
): Promise<ReadonlyMap<Hex, Speaker>> {
  const { holders, artists } = await indexer.run(SPEAKERS, { master, accounts: [...accounts] });
  const held = new Map(holders.map(({ account, balance }) => [account.id, balance]));
  const known = new Map(
    artists.map(({ account, name, profile }) => [
      account.id,
      { name, picture: pictureCid(profile?.avatar ?? null) },
    ]),
  );
  return new Map(
    accounts.map((account) => {
      const { name = null, picture = null } = known.get(account) ?? {};
      return [account, { name, picture, held: held.get(account) ?? 0 }];
    }),
  );
}
