import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";

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
