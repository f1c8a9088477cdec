import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** One-time codes by time (RFC 6238) with the parameters every authenticator app knows: SHA-1, six digits, 30 s. */

const STEP_SECONDS = 30;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export const toBase32 = (bytes: Buffer): string => {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((group) => ALPHABET[Number.parseInt(group.padEnd(5, "0"), 2)])
    .join("");
};

export const codeAt = (secret: Buffer, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
};

export const stepAt = (milliseconds: number): number => Math.floor(milliseconds / 1_000 / STEP_SECONDS);

/** The time step a code belongs to: now, or one to either side for clocks that are off; undefined for a wrong code. */
export const findStep = (secret: Buffer, code: string, now = Date.now()): number | undefined => {
  const given = Buffer.from(code);
  const current = stepAt(now);
  return [current - 1, current, current + 1].find((step) =>
    timingSafeEqual(Buffer.from(codeAt(secret, step)), given),
  );
};

export const totpUri = (secret: Buffer, label: string): string => {
  const parameters = new URLSearchParams({ secret: toBase32(secret), issuer: "AudiFi" });
  return `otpauth://totp/AudiFi:${encodeURIComponent(label)}?${parameters}`;
};

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM, bound to the account it is of. */
export const encryptSecret = (key: Buffer, accountId: string, secret: Buffer): Buffer => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(accountId));
  return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
};

export const decryptSecret = (key: Buffer, accountId: string, sealed: Buffer): Buffer => {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(accountId))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
};
