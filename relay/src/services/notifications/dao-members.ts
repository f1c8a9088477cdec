import type { Queryable } from "../../plugins/database.ts";
import type { Subgraph } from "../subgraph.ts";
import { linkedWallets, readAll } from "./news-source.ts";

interface Holder {
  id: string;
  account: { id: string };
  power: string;
}

const filter =
  "or: [{ coin: $coin, id_gt: $after, power_gt: 0 }, { coin: $coin, id_gt: $after, total_gt: 0 }]";
const membersQuery = `query ($coin: String!, $after: Bytes!) {
  coinHolders(first: 500, orderBy: id, where: { ${filter} }) { id account { id } power }
}`;

export interface Member {
  readonly accountId: string;
  /** Those of their wallets that hold coins or have votes. */
  readonly wallets: readonly string[];
  /** Whether any of them has votes now. */
  readonly hasVotes: boolean;
}

/** People with an account here who hold or staked coins, or vote with somebody's. */
export const readMembers = async (subgraph: Subgraph, db: Queryable, coin: string): Promise<Member[]> => {
  const holders = await readAll<"coinHolders", Holder>(subgraph, membersQuery, "coinHolders", { coin });
  const powers = new Map(holders.map(({ account, power }) => [account.id, power]));
  const members = new Map<string, Member>();
  for (const { accountId, address } of await linkedWallets(db, [...powers.keys()])) {
    const known = members.get(accountId) ?? { accountId, wallets: [], hasVotes: false };
    const hasVotes = known.hasVotes || BigInt(powers.get(address) ?? 0) > 0n;
    members.set(accountId, { accountId, hasVotes, wallets: [...known.wallets, address] });
  }
  return [...members.values()];
};
