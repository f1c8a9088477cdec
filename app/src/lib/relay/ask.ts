import type { ErrorBody, SessionAnswer } from "@audifi/relay/protocol";
import { done, type Answer } from "#lib/format/answer.ts";
import { titleForCode } from "./error-words.ts";

const TIMEOUT = 15_000;
const REFRESH = "/v1/auth/refresh";
const NOT_SIGNED_IN = new Set(["auth.required", "auth.session_ended"]);

export interface Question {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
}

const away: Answer<never> = {
  status: "away",
  reason: {
    title: "Accounts do not answer right now",
    detail: "Nothing was changed. Your wallet, your shares and everything on chain work without them.",
  },
};

async function send<Value>(
  relayUrl: string,
  path: string,
  { method = "GET", body }: Question,
): Promise<Answer<Value>> {
  try {
    const response = await fetch(`${relayUrl}${path}`, {
      method,
      credentials: "include",
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.status === 204) return done(null as Value);
    const answer = (await response.json()) as Value | ErrorBody;
    if (response.ok) return done(answer as Value);
    const { code, message } = (answer as ErrorBody).error;
    return { status: "refused", code, reason: { title: titleForCode(code), detail: message } };
  } catch {
    return away;
  }
}

let refreshing: Promise<Answer<SessionAnswer>> | null = null;

/** Goes on with the session. Requests that find it ended at the same time share one refresh. */
export function refreshSession(relayUrl: string): Promise<Answer<SessionAnswer>> {
  refreshing ??= send<SessionAnswer>(relayUrl, REFRESH, { method: "POST" }).finally(
    () => (refreshing = null),
  );
  return refreshing;
}

/** Asks the relay with this browser's session; one that ran out is refreshed first. Never throws. */
export async function ask<Value>(
  relayUrl: string,
  path: string,
  question: Question = {},
): Promise<Answer<Value>> {
  const answer = await send<Value>(relayUrl, path, question);
  if (answer.status !== "refused" || !NOT_SIGNED_IN.has(answer.code)) return answer;
  const refreshed = await refreshSession(relayUrl);
  return refreshed.status === "done" ? send<Value>(relayUrl, path, question) : answer;
}
