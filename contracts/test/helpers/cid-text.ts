import type { CidStruct } from "./master-params.ts";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** CIDv1 of sha2-256 in base32. One big number in base 32, unlike the contract's walk over bytes. */
export function cidText({ digest, codec }: CidStruct): string {
  const varint = codec < 128 ? [codec] : [(codec & 127) | 128, codec >> 7];
  const prefix = [1, ...varint, 0x12, 0x20].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const hex = prefix + digest.slice(2);
  const bits = hex.length * 4;
  const digits = Math.ceil(bits / 5);
  let rest = BigInt(`0x${hex}`) << BigInt(digits * 5 - bits);
  let text = "";
  for (let i = 0; i < digits; i++) {
    text = ALPHABET.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return `b${text}`;
}
