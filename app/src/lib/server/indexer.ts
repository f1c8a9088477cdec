import { error } from "@sveltejs/kit";
import { isAddress } from "#lib/format/address.ts";
import type { Hex } from "#lib/format/network.ts";
import { Indexer, IndexerError } from "#lib/indexer/client.ts";
import { environment } from "./config.ts";

/** The subgraph of the network that the running request means. */
export function indexer(): Indexer {
  const { graphqlUrl, graphqlFallbacks } = environment();
  return new Indexer([graphqlUrl, ...graphqlFallbacks]);
}

/** Turns a subgraph that is away into a page that says so; everything else stays what it is. */
export async function orUnavailable<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (problem) {
    if (!(problem instanceof IndexerError)) throw problem;
    error(503, "The index of the chain does not answer right now. Nothing is lost; try again in a moment.");
  }
}

/** A list that cannot be read is missing from its place; the rest of the page stands. */
export async function orNull<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (problem) {
    if (!(problem instanceof IndexerError)) throw problem;
    return null;
  }
}

/** The account that this browser said it is connected with. Public information, so never a proof of anything. */
export function accountOf(cookies: { get(name: string): string | undefined }): Hex | null {
  const account = cookies.get("account");
  return account !== undefined && isAddress(account) ? (account.toLowerCase() as Hex) : null;
}
