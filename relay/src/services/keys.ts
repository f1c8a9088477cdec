import { createHmac, hkdfSync } from "node:crypto";

/** What a key is for. Keys of different purposes tell nothing about each other. */
export type KeyPurpose =
  | "session access"
  | "session refresh"
  | "second factor"
  | "recovery codes"
  | "attempts"
  | "mail addresses"
  | "sign-in nonces"
  | "studio authors"
  | "studio callers";

export const deriveKey = (secret: string, purpose: KeyPurpose): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "audifi relay", purpose, 32));

/** A digest that nobody can make or look up without the relay's secret. */
export const keyedDigest = (secret: string, purpose: KeyPurpose, value: string): Buffer =>
  createHmac("sha256", deriveKey(secret, purpose)).update(value).digest();
