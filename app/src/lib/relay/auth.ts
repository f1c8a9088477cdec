import type {
  EmailConfirm,
  EmailSent,
  MaybeSessionAnswer,
  Methods,
  OidcProvider,
  SecondFactor,
  Session,
  SessionAnswer,
  SignInMethod,
  WalletNonce,
  WalletProof,
  WalletPurpose,
} from "@audifi/relay/protocol";
import type { Answer } from "#lib/format/answer.ts";
import { ask, refreshSession } from "./ask.ts";

export type { EmailSent, SecondFactor, Session, SignInMethod, WalletNonce, WalletProof };

const POST = "POST";

/** Who is signed in. With `isExpected`, a session whose access ran out is refreshed before it counts as ended. */
export async function readSession(
  relayUrl: string,
  isExpected: boolean,
): Promise<Answer<MaybeSessionAnswer>> {
  const answer = await ask<MaybeSessionAnswer>(relayUrl, "/v1/auth/session");
  if (!isExpected || answer.status !== "done" || answer.value.session !== null) return answer;
  const refreshed = await refreshSession(relayUrl);
  return refreshed.status === "refused" ? answer : refreshed;
}

export function readMethods(relayUrl: string): Promise<Answer<Methods>> {
  return ask(relayUrl, "/v1/auth/methods");
}

/** Has a letter sent that holds a link and a code. */
export function requestLetter(relayUrl: string, email: string): Promise<Answer<EmailSent>> {
  return ask(relayUrl, "/v1/auth/email", { method: POST, body: { email } });
}

/** Signs in with what the letter held. */
export function confirmLetter(relayUrl: string, proof: EmailConfirm): Promise<Answer<SessionAnswer>> {
  return ask(relayUrl, "/v1/auth/email/confirm", { method: POST, body: proof });
}

export function requestNonce(relayUrl: string, purpose: WalletPurpose): Promise<Answer<WalletNonce>> {
  return ask(relayUrl, "/v1/auth/wallet/nonce", { method: POST, body: { purpose } });
}

export function signInWithWallet(relayUrl: string, proof: WalletProof): Promise<Answer<SessionAnswer>> {
  return ask(relayUrl, "/v1/auth/wallet", { method: POST, body: proof });
}

export function giveSecondFactor(relayUrl: string, proof: SecondFactor): Promise<Answer<SessionAnswer>> {
  return ask(relayUrl, "/v1/auth/second-factor", { method: POST, body: proof });
}

export function signOut(relayUrl: string): Promise<Answer<null>> {
  return ask(relayUrl, "/v1/auth/logout", { method: POST });
}

export function signOutEverywhere(relayUrl: string): Promise<Answer<null>> {
  return ask(relayUrl, "/v1/auth/logout-everywhere", { method: POST });
}

/** Where a browser goes to sign in with another service; it comes back to `next`. */
export function providerAddress(relayUrl: string, provider: OidcProvider, next: string): string {
  return `${relayUrl}/v1/auth/oidc/${provider}?next=${encodeURIComponent(next)}`;
}
