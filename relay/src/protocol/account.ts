import { z } from "./zod.ts";
import { emailCodeSchema, emailSchema, oidcProviderSchema, signInMethodSchema } from "./auth.ts";
import { ipfsUriSchema } from "./documents.ts";
import { line, text } from "./text.ts";

const unixSeconds = z.number().int().meta({ description: "Unix seconds" });
const address = z.string().regex(/^0x[0-9a-f]{40}$/);

export const accountProfileSchema = z.object({
  name: line(80).nullable().meta({ description: "What others see instead of an address" }),
  bio: text(1_000),
  avatar: ipfsUriSchema.nullable(),
});
export type AccountProfile = z.infer<typeof accountProfileSchema>;
export const profileChangeSchema = z.strictObject(accountProfileSchema.partial().shape);
export type ProfileChange = z.input<typeof profileChangeSchema>;

export const identityKindSchema = z.enum(["email", "google", "apple"]);
export type IdentityKind = z.infer<typeof identityKindSchema>;

export const accountSchema = z.object({
  id: z.uuid(),
  createdAt: unixSeconds,
  profile: accountProfileSchema,
  email: z.string().nullable().meta({ description: "Where letters go" }),
  identities: z.array(
    z.object({ kind: identityKindSchema, email: z.string().nullable(), createdAt: unixSeconds }),
  ),
  wallets: z.array(z.object({ address, linkedAt: unixSeconds })),
  secondFactor: z.object({ enabled: z.boolean(), recoveryCodesLeft: z.number().int() }),
});
export type Account = z.infer<typeof accountSchema>;

export const accountSessionsSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.uuid(),
      method: signInMethodSchema,
      device: z.string().meta({ description: "What the browser called itself" }),
      createdAt: unixSeconds,
      lastSeenAt: unixSeconds,
      current: z.boolean(),
    }),
  ),
});
export type AccountSessions = z.infer<typeof accountSessionsSchema>;

export const emailChangeConfirmSchema = z.strictObject({ email: emailSchema, code: emailCodeSchema });

export const secondFactorSetupSchema = z.object({
  secret: z.string().meta({ description: "Base32, for people who cannot scan" }),
  uri: z.string().meta({ description: "otpauth://" }),
  qr: z.object({
    size: z.number().int().meta({ description: "Modules per side, the quiet zone included" }),
    path: z.string().meta({ description: "An SVG path of the dark modules, one unit each" }),
  }),
});
export type SecondFactorSetup = z.infer<typeof secondFactorSetupSchema>;
export const recoveryCodesSchema = z.object({
  recoveryCodes: z.array(z.string()).meta({ description: "Each good for once; shown only now" }),
});
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;
export const secondFactorCodeSchema = z.strictObject({
  code: z.string().regex(/^\d{6}$/, "must have six digits"),
});

/** What people are told about. Each topic can be switched per channel. */
export const notificationTopics = [
  "dividends",
  "sales",
  "offers",
  "governance",
  "studio",
  "billing",
  "news",
] as const;
export const notificationTopicSchema = z.enum(notificationTopics);
export type NotificationTopic = z.infer<typeof notificationTopicSchema>;

const channelsSchema = z.strictObject({ email: z.boolean(), app: z.boolean() });
export const notificationSettingsSchema = z.strictObject({
  topics: z.strictObject(
    Object.fromEntries(notificationTopics.map((topic) => [topic, channelsSchema])) as Record<
      NotificationTopic,
      typeof channelsSchema
    >,
  ),
});
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;

export const identityParamsSchema = z.object({ kind: z.union([z.literal("email"), oidcProviderSchema]) });

export const accountDeletionSchema = z.strictObject({
  confirm: z.literal("delete my account").meta({ description: "So that no request deletes by accident" }),
});
