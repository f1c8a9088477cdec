import type { Comment, CommentPage, CommentRequest } from "@audifi/relay/protocol";
import type { Answer } from "#lib/format/answer.ts";
import type { Hex } from "#lib/format/network.ts";
import { ask } from "./ask.ts";

const COMMENTS = "/v1/comments";
/** A page is not kept waiting for what people say. */
const PATIENCE = 1_500;

/** What people say about a master, the newest first; null while the relay is away. */
export async function listComments(
  relayUrl: string,
  master: Hex,
  before: string | null = null,
): Promise<CommentPage | null> {
  const query = new URLSearchParams({ master, ...(before === null ? {} : { before }) });
  try {
    const response = await fetch(`${relayUrl}${COMMENTS}?${query}`, {
      signal: AbortSignal.timeout(PATIENCE),
    });
    return response.ok ? ((await response.json()) as CommentPage) : null;
  } catch {
    return null;
  }
}

export function sendComment(relayUrl: string, body: CommentRequest): Promise<Answer<Comment>> {
  return ask(relayUrl, COMMENTS, { method: "POST", body });
}

export function removeComment(
  relayUrl: string,
  id: Hex,
  body: { readonly account: Hex; readonly signature: Hex },
): Promise<Answer<null>> {
  return ask(relayUrl, `${COMMENTS}/${id}/removal`, { method: "POST", body });
}
