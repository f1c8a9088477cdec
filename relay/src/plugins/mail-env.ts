import { z } from "zod";
import { hasProtocol } from "./env-values.ts";

/** Variables of mail. */
export const mailEnvironment = {
  AUDIFI_MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\r\n"]{1,80} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      "must be an address, or Name <address>",
    )
    .default("AudiFi <hello@audifi.example>"),
  AUDIFI_SMTP_URL: z
    .string()
    .refine((value) => hasProtocol(value, ["smtp:", "smtps:"]), "must be an smtp(s):// address")
    .optional(),
  SENDGRID_API_KEY: z.string().min(20, "must be a key of SendGrid").optional(),
  SENDGRID_WEBHOOK_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{80,}={0,2}$/, "must be SendGrid's verification key, in base64")
    .optional(),
};

export type MailConfig = Readonly<{
  from: string;
  sender: { type: "smtp"; url: string } | { type: "sendgrid"; key: string };
  /** Verifies SendGrid's reports of bounces and complaints. */
  webhookKey: string | undefined;
}>;

type MailVariables = z.output<z.ZodObject<typeof mailEnvironment>>;

/** Undefined where no letters can be sent. */
export const readMail = (env: MailVariables): MailConfig | undefined => {
  const shared = { from: env.AUDIFI_MAIL_FROM, webhookKey: env.SENDGRID_WEBHOOK_KEY };
  if (env.SENDGRID_API_KEY) return { ...shared, sender: { type: "sendgrid", key: env.SENDGRID_API_KEY } };
  if (env.AUDIFI_SMTP_URL) return { ...shared, sender: { type: "smtp", url: env.AUDIFI_SMTP_URL } };
  return undefined;
};
