import { Bytes } from "@graphprotocol/graph-ts";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const SHA2_256: u8 = 0x12;
const DIGEST_LENGTH: u8 = 0x20;

/** Text form of a CIDv1 over sha2-256: `b` ++ base32(0x01 ++ varint(codec) ++ 0x12 ++ 0x20 ++ digest). */
export function cidText(digest: Bytes, codec: i32): string {
  const bytes: u8[] = [1];
  let rest = codec;
  while (rest > 0x7f) {
    bytes.push(u8((rest & 0x7f) | 0x80));
    rest >>= 7;
  }
  bytes.push(u8(rest));
  bytes.push(SHA2_256);
  bytes.push(DIGEST_LENGTH);
  for (let i = 0; i < digest.length; i++) bytes.push(digest[i]);
  return "b" + base32(bytes);
}

/** As `cidText`; null for a zero digest, which stands for no document. */
export function optionalCidText(digest: Bytes, codec: i32): string | null {
  for (let i = 0; i < digest.length; i++) {
    if (digest[i] != 0) return cidText(digest, codec);
  }
  return null;
}

/** RFC 4648 in lower case without padding. */
function base32(bytes: u8[]): string {
  let text = "";
  let bits: u32 = 0;
  let held = 0;
  for (let i = 0; i < bytes.length; i++) {
    bits = (bits << 8) | u32(bytes[i]);
    held += 8;
    while (held >= 5) {
      held -= 5;
      text += ALPHABET.charAt((bits >> held) & 31);
    }
  }
  if (held > 0) text += ALPHABET.charAt((bits << (5 - held)) & 31);
  return text;
}
