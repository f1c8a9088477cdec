import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";

const TOLERANCE_SECONDS = 600;

/** Whether a report comes from SendGrid: ECDSA over its time and body, under the key of the account's settings. */
export const isSignedBySendGrid = (
  key: string,
  report: { timestamp: string; signature: string; body: Buffer },
  now = Date.now(),
): boolean => {
  if (!/^\d{1,12}$/.test(report.timestamp)) return false;
  if (Math.abs(now / 1_000 - Number(report.timestamp)) > TOLERANCE_SECONDS) return false;
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, "base64"), format: "der", type: "spki" });
    const signed = Buffer.concat([Buffer.from(report.timestamp), report.body]);
    return verify("sha256", signed, publicKey, Buffer.from(report.signature, "base64"));
  } catch {
    return false;
  }
};

interface Report {
  email: string;
  reason: "bounce" | "complaint";
}

const eventsSchema = z.array(z.object({ event: z.string(), email: z.string(), type: z.string().optional() }));

/** Addresses that will not take letters, with the reason; everything else that is reported is of no interest. */
export const readSendGridEvents = (body: unknown): Report[] =>
  eventsSchema.parse(body).flatMap(({ event, email, type }): Report[] => {
    if (event === "spamreport") return [{ email, reason: "complaint" }];
    // A block is the receiving server's mood, a bounce is about the address.
    return event === "bounce" && type !== "blocked" ? [{ email, reason: "bounce" }] : [];
  });
