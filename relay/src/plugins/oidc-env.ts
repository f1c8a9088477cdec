import { z } from "zod";
import { httpUrl } from "./env-values.ts";

/** Variables of signing in with Google and Apple. */
export const oidcEnvironment = {
  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  GOOGLE_ISSUER: httpUrl.default("https://accounts.google.com"),
  APPLE_CLIENT_ID: z.string().min(1).optional(),
  APPLE_TEAM_ID: z.string().min(1).optional(),
  APPLE_KEY_ID: z.string().min(1).optional(),
  APPLE_PRIVATE_KEY: z
    .string()
    .transform((value) => value.replaceAll("\\n", "\n"))
    .refine((value) => value.includes("PRIVATE KEY"), "must be the key file of Apple, as PEM")
    .optional(),
  APPLE_ISSUER: httpUrl.default("https://appleid.apple.com"),
};

type OidcVariables = z.output<z.ZodObject<typeof oidcEnvironment>>;

export interface OidcConfig {
  google: { issuer: string; clientId: string; clientSecret: string } | undefined;
  apple: { issuer: string; clientId: string; teamId: string; keyId: string; privateKey: string } | undefined;
}

/** A provider is offered when all it needs is there. */
export const readOidc = (env: OidcVariables): OidcConfig => ({
  google:
    env.GOOGLE_CLIENT_ID && env.GOOGLE_CLIENT_SECRET
      ? { issuer: env.GOOGLE_ISSUER, clientId: env.GOOGLE_CLIENT_ID, clientSecret: env.GOOGLE_CLIENT_SECRET }
      : undefined,
  apple:
    env.APPLE_CLIENT_ID && env.APPLE_TEAM_ID && env.APPLE_KEY_ID && env.APPLE_PRIVATE_KEY
      ? {
          ...{ issuer: env.APPLE_ISSUER, clientId: env.APPLE_CLIENT_ID, teamId: env.APPLE_TEAM_ID },
          ...{ keyId: env.APPLE_KEY_ID, privateKey: env.APPLE_PRIVATE_KEY },
        }
      : undefined,
});
