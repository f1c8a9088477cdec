import { z } from "zod";
import { originUrl } from "./env-values.ts";

/** Variables of sessions and sign-in. */
export const identityEnvironment = {
  AUDIFI_SECRET: z.string().min(32, "must have at least 32 characters, made at random and kept"),
  AUDIFI_RELAY_URL: originUrl.optional(),
};

export type IdentityConfig = Readonly<{
  /** Every key of the relay is derived from it. A new one ends all sessions and second factors. */
  secret: string;
  /** Where browsers find the relay; over https its cookies are secure. */
  publicUrl: string | undefined;
}>;

export const readIdentity = (env: z.output<z.ZodObject<typeof identityEnvironment>>): IdentityConfig => ({
  secret: env.AUDIFI_SECRET,
  publicUrl: env.AUDIFI_RELAY_URL,
});
