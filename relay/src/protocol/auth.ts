import { z } from "./zod.ts";
import { signatureSchema } from "./pins.ts";

const unixSeconds = (description: string) =>
  z
    .number()
    .int()
    .meta({ description: `Unix seconds ${description}` });

export const signInMethods = ["email", "wallet", "google", "apple"] as const;
export const signInMethodSchema = z.enum(signInMethods);
export type SignInMethod = z.infer<typeof signInMethodSchema>;

export const methodsSchema = z.object({
  methods: z.array(signInMethodSchema).meta({ description: "The ways to sign in that this relay offers" }),
});
export type Methods = z.infer<typeof methodsSchema>;

export const sessionSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  method: signInMethodSchema.meta({ description: "How this session began" }),
  aal: z.enum(["aal1", "aal2"]).meta({ description: "aal2 once the second factor was given" }),
  needsSecondFactor: z.boolean().meta({
    description: "The account has a second factor that this session has not given: nothing else works",
  }),
  stepUp: z.object({
    with: z
      .enum(["second-factor", "sign-in"])
      .meta({ description: "What proves again that it is you: a code, or signing in once more" }),
    until: unixSeconds("until which sensitive actions are open").nullable(),
  }),
  refreshBy: unixSeconds("at which the access token ends: call POST /v1/auth/refresh before"),
  expiresAt: unixSeconds("at which the session ends unless it is refreshed"),
});
export type Session = z.infer<typeof sessionSchema>;

/** The tokens themselves are in httpOnly cookies. */
export const sessionAnswerSchema = z.object({ session: sessionSchema });
export const maybeSessionAnswerSchema = z.object({
  session: sessionSchema.nullable().meta({ description: "null for somebody who is not signed in" }),
});
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;
export type MaybeSessionAnswer = z.infer<typeof maybeSessionAnswerSchema>;

export const emailSchema = z
  .email()
  .max(254)
  .transform((value) => value.toLowerCase())
  .meta({ description: "An e-mail address" });

/** A path of the app, never another site's address. */
export const appPathSchema = z
  .string()
  .max(300)
  .regex(/^\/(?![/\\])[^\s\\]*$/, "must be a path of the app, such as /settings")
  .meta({ description: "A path of the app" });

export const emailRequestSchema = z.strictObject({ email: emailSchema });
export type EmailRequest = z.input<typeof emailRequestSchema>;

/** The same for addresses that have an account and such that have none. */
export const emailSentSchema = z.object({
  resendAfter: z.number().int().meta({ description: "Seconds until another letter may be asked for" }),
  expiresIn: z.number().int().meta({ description: "Seconds for which link and code of the letter are good" }),
});
export type EmailSent = z.infer<typeof emailSentSchema>;

export const emailCodeSchema = z
  .string()
  .regex(/^\d{6}$/, "must have six digits")
  .meta({ description: "The code of the letter" });
export const linkTokenSchema = z
  .string()
  .regex(/^[\w-]{20,200}$/)
  .meta({ description: "What stands behind the # of the letter's link" });

/** The link leads to a page whose button sends the token: reading the link, as mail scanners do, uses nothing up. */
export const emailConfirmSchema = z.union([
  z.strictObject({ token: linkTokenSchema }),
  z.strictObject({ email: emailSchema, code: emailCodeSchema }),
]);
export type EmailConfirm = z.input<typeof emailConfirmSchema>;

/** What a wallet's message has to say, word for word (EIP-4361). */
export const walletStatements = {
  "sign-in": "Sign in to AudiFi. This costs nothing and moves nothing.",
  link: "Add this wallet to my AudiFi account. This costs nothing and moves nothing.",
} as const;
export const walletPurposeSchema = z.enum(["sign-in", "link"]);
export type WalletPurpose = z.infer<typeof walletPurposeSchema>;

export const walletNonceRequestSchema = z.strictObject({ purpose: walletPurposeSchema.default("sign-in") });
export const walletNonceSchema = z.object({
  nonce: z.string().meta({ description: "Good for one message" }),
  statement: z.string(),
  chainId: z.number().int(),
  expiresAt: unixSeconds("until which the nonce is good"),
});
export type WalletNonce = z.infer<typeof walletNonceSchema>;

export const walletProofSchema = z.strictObject({
  message: z.string().min(1).max(3_000).meta({ description: "The EIP-4361 message that was signed" }),
  signature: signatureSchema,
});
export type WalletProof = z.input<typeof walletProofSchema>;

export const oidcProviders = ["google", "apple"] as const;
export const oidcProviderSchema = z.enum(oidcProviders);
export type OidcProvider = z.infer<typeof oidcProviderSchema>;

export const secondFactorSchema = z.union([
  z.strictObject({ code: z.string().regex(/^\d{6}$/, "must have six digits") }),
  z.strictObject({ recoveryCode: z.string().min(8).max(40) }),
]);
export type SecondFactor = z.input<typeof secondFactorSchema>;
