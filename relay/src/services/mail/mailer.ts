import { createTransport } from "nodemailer";
import type { MailConfig } from "../../plugins/mail-env.ts";
import { Undeliverable } from "../outbox.ts";

export interface Message {
  /** The same for every attempt, so that receivers can tell a repetition. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** The receiving server says that there is no such address. */
export class AddressRefused extends Undeliverable {
  override name = "AddressRefused";
}

/** Sends one letter. Throws `Undeliverable` when no attempt can succeed, anything else when a later one may. */
export type Mailer = (message: Message) => Promise<void>;

const SEND_MS = 15_000;

/** The answers of SMTP that are about the recipient and will not change. */
const permanent = new Set([550, 551, 552, 553, 554]);

const createSmtpMailer = (from: string, url: string): { send: Mailer; close: () => void } => {
  const transport = createTransport({
    ...{ url, pool: true, maxConnections: 4 },
    ...{ connectionTimeout: SEND_MS, greetingTimeout: SEND_MS, socketTimeout: SEND_MS },
  });
  const domain = /@([\w.-]+)>?$/.exec(from)?.[1] ?? "audifi.invalid";
  return {
    async send({ id, ...message }) {
      try {
        await transport.sendMail({ from, ...message, messageId: `<${id}@${domain}>` });
      } catch (error) {
        const { responseCode, code } = error as { responseCode?: number; code?: string };
        if (code === "EENVELOPE" && responseCode !== undefined && permanent.has(responseCode)) {
          throw new AddressRefused(`refused with ${responseCode}`, { cause: error });
        }
        throw new Error(`not sent: ${code ?? responseCode ?? "unknown"}`, { cause: error });
      }
    },
    close: () => transport.close(),
  };
};

const addressOf = (from: string): { email: string; name?: string } => {
  const [, name, email] = /^(.*?)\s*<([^<>]+)>$/.exec(from) ?? [];
  return email === undefined ? { email: from } : { email, ...(name ? { name } : {}) };
};

/** Speaks version 3 of SendGrid's Web API. */
export const createSendGridMailer =
  (from: string, key: string, api = "https://api.sendgrid.com"): Mailer =>
  async ({ id, to, subject, text, html }) => {
    const response = await fetch(new URL("/v3/mail/send", api), {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({
        personalizations: [{ to: [{ email: to }] }],
        from: addressOf(from),
        subject,
        content: [
          { type: "text/plain", value: text },
          { type: "text/html", value: html },
        ],
        custom_args: { letter: id },
        // Links carry tokens, which nobody else is to count.
        tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
      }),
      signal: AbortSignal.timeout(SEND_MS),
    });
    await response.text();
    if (response.status === 400 || response.status === 413) {
      throw new Undeliverable(`refused with status ${response.status}`);
    }
    if (!response.ok) throw new Error(`not sent: status ${response.status}`);
  };

export const createMailer = ({ from, sender }: MailConfig): { send: Mailer; close: () => void } =>
  sender.type === "smtp"
    ? createSmtpMailer(from, sender.url)
    : { send: createSendGridMailer(from, sender.key), close: () => undefined };
