import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP = 30_000;

function decodeBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", decodeBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** An authenticator app (RFC 6238). */
export class Authenticator {
  readonly #secret: string;
  #used = 0;

  constructor(secret: string) {
    this.#secret = secret.replace(/\s/g, "");
  }

  /** A code that was not given before: the relay takes each once, and one of the step that begins next. */
  async code(): Promise<string> {
    const now = () => Math.floor(Date.now() / STEP);
    while (now() + 1 <= this.#used) await new Promise((resolve) => setTimeout(resolve, 500));
    this.#used = Math.max(now(), this.#used + 1);
    return codeAt(this.#secret, this.#used);
  }
}
