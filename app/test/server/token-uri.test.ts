import { expect, it } from "vitest";
import { decodeString } from "../../src/lib/server/token-uri.ts";

it("decodes an ABI-encoded string by its bytes, not its characters", () => {
  const text = "data:Ünïcödé ✓ and more than one word of thirty-two bytes";
  const bytes = Buffer.from(text);
  const word = (value: number) => value.toString(16).padStart(64, "0");
  const padded = bytes.toString("hex").padEnd(Math.ceil(bytes.length / 32) * 64, "0");
  expect(decodeString(`0x${word(32)}${word(bytes.length)}${padded}`)).toBe(text);
});
