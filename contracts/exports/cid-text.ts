/** A CIDv1 over sha2-256 as the contracts store it. */
export interface CidParts {
  digest: `0x${string}`;
  codec: number;
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** The text form: `b` and base32 of version, codec, hash function, length and digest. */
export function cidToText({ digest, codec }: CidParts): string {
  const varint = codec < 0x80 ? [codec] : [(codec & 0x7f) | 0x80, codec >> 7];
  const bytes = [
    1,
    ...varint,
    0x12,
    0x20,
    ...(digest.slice(2).match(/../g) ?? []).map((two) => parseInt(two, 16)),
  ];
  let text = "b";
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET[(held << (5 - bits)) & 31];
}
