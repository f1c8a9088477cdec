import type { Queryable } from "../../plugins/database.ts";
import type { Letter } from "../mail/letter.ts";
import type { Subgraph } from "../subgraph.ts";
import type { News } from "./notifications.ts";

const PAGE = 500;

/** How far the chain has come, without the blocks that count as not final. */
export interface Head {
  readonly block: number;
  /** Unix seconds; undefined until the relay has seen a block that is final by now. */
  readonly time: number | undefined;
}

/** Something that news come from. A position is a block or a second, as `of` says. */
export interface NewsSource {
  /** Of its position in `relay.news_sources`, and in the log. */
  readonly name: string;
  readonly of: keyof Head;
  /** What is looked at again behind the position, for what a reorganisation brought in there. */
  readonly overlap: number;
  /** News of what happened after `from`, up to `to`. The same may be answered again. */
  read(db: Queryable, from: number, to: number): Promise<News[]>;
  /** Nothing where the app alone tells it. */
  letter(appUrl: string, news: News): Letter | undefined;
}

/** Every page of a list of the subgraph that is ordered by id; its query asks for `first: 500`. */
export const readAll = async <Name extends string, Item extends { id: string }>(
  subgraph: Subgraph,
  query: string,
  name: Name,
  variables: Record<string, unknown>,
): Promise<Item[]> => {
  const items: Item[] = [];
  for (;;) {
    const asked = { ...variables, after: items.at(-1)?.id ?? "0x" };
    const page = (await subgraph.ask<Record<Name, Item[]>>(query, asked))[name];
    items.push(...page);
    if (page.length < PAGE) return items;
  }
};

export interface LinkedWallet {
  readonly accountId: string;
  readonly address: string;
}

/** Which of these addresses belong to people with an account here. */
export const linkedWallets = async (db: Queryable, addresses: readonly string[]): Promise<LinkedWallet[]> => {
  const { rows } = await db.query(
    `select account_id as "accountId", '0x' || encode(address, 'hex') as address from relay.wallets
     where address = any(select decode(substr(a, 3), 'hex') from unnest($1::text[]) a)`,
    [addresses],
  );
  return rows as LinkedWallet[];
};
