import { timingSafeEqual } from "node:crypto";
import { type KeyPurpose, keyedDigest } from "../keys.ts";

export interface SessionToken {
  sessionId: string;
  generation: number;
}

export type TokenKind = "access" | "refresh";
const purposes: Record<TokenKind, KeyPurpose> = { access: "session access", refresh: "session refresh" };

const tokenPattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})\.([\w-]{43})$/;

const seal = (secret: string, kind: TokenKind, { sessionId, generation }: SessionToken): Buffer =>
  keyedDigest(secret, purposes[kind], `${sessionId}.${generation}`);

/**
 * Tokens follow from the session, its generation and the relay's secret. So the database holds none, and a refresh
 * whose answer was lost is answered again with the same ones.
 */
export const writeToken = (secret: string, kind: TokenKind, token: SessionToken): string =>
  `${token.sessionId}.${token.generation}.${seal(secret, kind, token).toString("base64url")}`;

export const readToken = (secret: string, kind: TokenKind, text: string): SessionToken | undefined => {
  const [, sessionId, generation, given] = tokenPattern.exec(text) ?? [];
  if (sessionId === undefined || generation === undefined || given === undefined) return undefined;
  const token = { sessionId, generation: Number(generation) };
  return timingSafeEqual(seal(secret, kind, token), Buffer.from(given, "base64url")) ? token : undefined;
};
