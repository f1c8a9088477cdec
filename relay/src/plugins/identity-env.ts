import { z } from "zod";
import { httpUrl, originUrl } from "./env-values.ts";
import { type OidcConfig, oidcEnvironment, readOidc } from "./oidc-env.ts";

/** Variables of sessions and sign-in. */
export const identityEnvironment = {
  AUDIFI_SECRET: z.string().min(32, "must have at least 32 characters, made at random and kept"),
  AUDIFI_RELAY_URL: originUrl.optional(),
  ...oidcEnvironment,
  SUPABASE_URL: httpUrl.optional(),
  SUPABASE_KEY: z.string().min(10, "must be Supabase's publishable (anon) key").optional(),
  SUPABASE_JWT_SECRET: z.string().min(32, "must be Supabase's JWT secret").optional(),
  SUPABASE_HOOK_SECRET: z
    .string()
    .regex(
      /^(?:v1,)?whsec_[A-Za-z0-9+/]{32,}={0,2}$/,
      "must be the secret of the Send Email hook (v1,whsec_…)",
    )
    .optional(),
};

export interface SupabaseConfig {
  url: string;
  key: string;
  /** For tokens signed with a shared secret (HS256); without it, Supabase's public keys (JWKS) are asked for. */
  jwtSecret: string | undefined;
  hookSecret: string;
}

export type IdentityConfig = Readonly<{
  /** Every key of the relay is derived from it. A new one ends all sessions and second factors. */
  secret: string;
  /** Where browsers find the relay; over https its cookies are secure. */
  publicUrl: string | undefined;
  /** Undefined where nobody signs in by e-mail. */
  supabase: SupabaseConfig | undefined;
  oidc: OidcConfig;
}>;

type IdentityVariables = z.output<z.ZodObject<typeof identityEnvironment>>;

/** Variables that are of use only together: each with what it lacks. */
export const identityGaps = (
  env: IdentityVariables,
  canSendMail: boolean,
): [name: string, problem: string][] => {
  const gaps: [string, string][] = [];
  const { google, apple } = readOidc(env);
  if ((google ?? apple) && env.AUDIFI_RELAY_URL === undefined) {
    gaps.push(["AUDIFI_RELAY_URL", "is not set, and Google and Apple have to lead back to it"]);
  }
  if (env.SUPABASE_URL === undefined) return gaps;
  if (env.SUPABASE_KEY === undefined) gaps.push(["SUPABASE_KEY", "is not set, but SUPABASE_URL is"]);
  if (env.SUPABASE_HOOK_SECRET === undefined) {
    gaps.push(["SUPABASE_HOOK_SECRET", "is not set, but SUPABASE_URL is"]);
  }
  if (!canSendMail) {
    gaps.push([
      "SENDGRID_API_KEY",
      "or AUDIFI_SMTP_URL must be set: SUPABASE_URL is, and letters have to be sent",
    ]);
  }
  return gaps;
};

export const readIdentity = (env: IdentityVariables): IdentityConfig => ({
  secret: env.AUDIFI_SECRET,
  publicUrl: env.AUDIFI_RELAY_URL,
  oidc: readOidc(env),
  supabase:
    env.SUPABASE_URL && env.SUPABASE_KEY && env.SUPABASE_HOOK_SECRET
      ? {
          url: env.SUPABASE_URL.replace(/\/+$/, ""),
          key: env.SUPABASE_KEY,
          jwtSecret: env.SUPABASE_JWT_SECRET,
          hookSecret: env.SUPABASE_HOOK_SECRET,
        }
      : undefined,
});
