import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from "jose";
import type { SupabaseConfig } from "../../plugins/identity-env.ts";

export interface SupabaseUser {
  id: string;
  email: string;
}

export type TokenVerifier = (token: string) => Promise<SupabaseUser>;

const requireUser = ({ sub, email, role }: JWTPayload): SupabaseUser => {
  if (typeof sub !== "string" || typeof email !== "string" || email === "" || role !== "authenticated") {
    throw new errors.JWTClaimValidationFailed("the token is not a user's", {}, "sub");
  }
  return { id: sub, email: email.toLowerCase() };
};

const sharedChecks = { audience: "authenticated", clockTolerance: 5, requiredClaims: ["exp", "sub"] };

/** For tokens under a shared secret. Supabase's local stand-in leaves out who issued them. */
const createSecretVerifier = (secret: string): TokenVerifier => {
  const key = new TextEncoder().encode(secret);
  return async (token) => {
    const { payload } = await jwtVerify(token, key, { ...sharedChecks, algorithms: ["HS256"] });
    return requireUser(payload);
  };
};

/** For tokens of a project with signing keys, which are public. The algorithms leave no room for a shared secret. */
const createPublicKeyVerifier =
  (issuer: string, keys: JWTVerifyGetKey): TokenVerifier =>
  async (token) => {
    const { payload } = await jwtVerify(token, keys, {
      ...sharedChecks,
      issuer,
      algorithms: ["ES256", "RS256", "EdDSA"],
    });
    return requireUser(payload);
  };

/** Reads a token of the configured Supabase, or throws. */
export const createTokenVerifier = ({ url, jwtSecret }: SupabaseConfig): TokenVerifier => {
  if (jwtSecret !== undefined) return createSecretVerifier(jwtSecret);
  const keys = createRemoteJWKSet(new URL(`${url}/auth/v1/.well-known/jwks.json`), {
    timeoutDuration: 5_000,
  });
  return createPublicKeyVerifier(`${url}/auth/v1`, keys);
};
