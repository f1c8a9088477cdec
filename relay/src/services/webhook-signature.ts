import { createHmac, timingSafeEqual } from "node:crypto";

/** Signatures as Standard Webhooks has them, which is how Supabase signs what it asks of its hooks. */

const TOLERANCE_SECONDS = 300;

export interface WebhookHeaders {
  "webhook-id": string;
  "webhook-timestamp": string;
  "webhook-signature": string;
}

/** `v1,whsec_<base64>`, as Supabase shows it; the prefixes are no part of the key. */
const keyOf = (secret: string): Buffer =>
  Buffer.from(secret.replace(/^v1,/, "").replace(/^whsec_/, ""), "base64");

const seal = (secret: string, id: string, timestamp: string, body: Buffer | string): Buffer =>
  createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();

export const signWebhook = (secret: string, id: string, body: string, now = Date.now()): WebhookHeaders => {
  const timestamp = String(Math.floor(now / 1_000));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${seal(secret, id, timestamp, body).toString("base64")}`,
  };
};

export const isSignedWebhook = (
  secret: string,
  headers: Partial<WebhookHeaders>,
  body: Buffer,
  now = Date.now(),
): boolean => {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures } = headers;
  if (!id || !timestamp || !signatures || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = seal(secret, id, timestamp, body);
  // Several while a secret is being changed.
  return signatures.split(" ").some((part) => {
    const given = Buffer.from(part.replace(/^v1,/, ""), "base64");
    return part.startsWith("v1,") && given.length === expected.length && timingSafeEqual(given, expected);
  });
};
