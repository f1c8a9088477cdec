import { AuthClient, isAuthApiError, isAuthRetryableFetchError } from "@supabase/supabase-js";
import { RelayError } from "../../errors.ts";
import type { SupabaseConfig } from "../../plugins/identity-env.ts";
import { createTokenVerifier, type SupabaseUser } from "./supabase-tokens.ts";

const CALL_MS = 8_000;

export type EmailProof = { token: string } | { email: string; code: string };

/** What the relay asks of Supabase: to vouch that somebody reads an address. */
export interface EmailVoucher {
  /** Makes Supabase make a code, which comes back through its Send Email hook. */
  requestCode(email: string): Promise<void>;
  /** Uses a code or link up and tells whose it was; undefined when it is not good (any more). */
  redeem(proof: EmailProof): Promise<SupabaseUser | undefined>;
}

const unavailable = (cause: unknown) =>
  new RelayError("auth.method_unavailable", "Signing in by e-mail is not possible at the moment.", {
    cause,
    retryAfterSeconds: 5,
  });

const limitedFetch: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(CALL_MS) });

export const createEmailVoucher = (config: SupabaseConfig): EmailVoucher => {
  const verifyToken = createTokenVerifier(config);
  // One client per call: it remembers the session it was given.
  const connect = () =>
    new AuthClient({
      url: `${config.url}/auth/v1`,
      headers: { apikey: config.key, authorization: `Bearer ${config.key}` },
      fetch: limitedFetch,
      ...{ persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    });

  // Supabase takes `email` for old and new users alike, its local stand-in knows `magiclink` only.
  const verify = async (proof: EmailProof) => {
    const form = "token" in proof ? { token_hash: proof.token } : { email: proof.email, token: proof.code };
    const answer = await connect().verifyOtp({ ...form, type: "email" });
    const isUnknownType = isAuthApiError(answer.error) && answer.error.code === "validation_failed";
    return isUnknownType ? connect().verifyOtp({ ...form, type: "magiclink" }) : answer;
  };

  return {
    async requestCode(email) {
      const { error } = await connect().signInWithOtp({ email, options: { shouldCreateUser: true } });
      if (error) throw new Error(`Supabase made no code: ${error.code ?? error.name}`);
    },
    async redeem(proof) {
      const { data, error } = await verify(proof);
      if (error) {
        if (isAuthRetryableFetchError(error) || !isAuthApiError(error) || error.status >= 500) {
          throw unavailable(error);
        }
        return undefined;
      }
      if (!data.session) return undefined;
      const user = await verifyToken(data.session.access_token);
      // The relay keeps sessions of its own; that of Supabase has done its service.
      await connect()
        .admin.signOut(data.session.access_token, "local")
        .catch(() => undefined);
      return user;
    },
  };
};
