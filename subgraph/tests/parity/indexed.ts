import { query, waitFor } from "../harness.ts";
import type { Chain } from "./chain.ts";

type Value = string | number | boolean | null;
export type Row = Record<string, Value | Record<string, Value> | Value[]>;

const PAGE = 1_000;
const STALL_SECONDS = 90;
const STANDSTILL = 3_000;

/**
 * Waits until graph-node has the chain's newest block, by its hash, for as long as it goes from block to block. A chain
 * that stands still is mined on, as real ones are: graph-node looks for a replaced branch when a block is added.
 */
export const waitForHead = async (url: string, chain: Chain): Promise<void> => {
  let mined = Date.now();
  let indexed: string | undefined;
  const step = () =>
    waitFor("another block in the subgraph", STALL_SECONDS, async () => {
      if (Date.now() - mined > STANDSTILL) {
        await chain.mine([], 1);
        mined = Date.now();
      }
      const { hash } = await chain.block("latest");
      const { _meta } = await query<{ _meta: { hasIndexingErrors: boolean; block: { hash: string } } }>(
        url,
        "{ _meta { hasIndexingErrors block { hash } } }",
      );
      if (_meta.hasIndexingErrors) throw new Error("the subgraph failed");
      const isNewest = _meta.block.hash === hash;
      if (!isNewest && _meta.block.hash === indexed) return undefined;
      indexed = _meta.block.hash;
      return { isNewest };
    });
  while (!(await step()).isNewest);
};

/** All entities of a collection, paged by id as the README recommends. */
export const readAll = async (
  url: string,
  collection: string,
  fields: string,
  where = "",
): Promise<Row[]> => {
  const rows: Row[] = [];
  for (let last = ""; ;) {
    const after = last ? `id_gt: "${last}"` : "";
    const text = `{ page: ${collection}(first: ${PAGE}, orderBy: id, where: { ${after} ${where} }) { id ${fields} } }`;
    const { page } = await query<{ page: Row[] }>(url, text);
    rows.push(...page);
    if (page.length < PAGE) return rows;
    last = page.at(-1)!.id as string;
  }
};

/** Buckets of an aggregation, the running one included, oldest first. */
export const readBuckets = async (
  url: string,
  collection: string,
  interval: string,
  fields: string,
): Promise<Row[]> => {
  const rows: Row[] = [];
  for (;;) {
    const text = `{ page: ${collection}(first: ${PAGE}, skip: ${rows.length}, interval: ${interval},
      current: include, orderBy: timestamp, orderDirection: asc) { timestamp ${fields} } }`;
    const { page } = await query<{ page: Row[] }>(url, text);
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
};
