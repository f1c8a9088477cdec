import { describe, expect, it } from "vitest";
import {
  checkLongText,
  displayLongText,
  LONGEST_TEXT,
  normaliseLongText,
  readLongText,
} from "../../src/lib/format/long-text.ts";

describe("normaliseLongText", () => {
  it("keeps one kind of line break, and one at the end", () => {
    expect(normaliseLongText("\ufeffLow tide\r\n\tlow light\r\r\n\n ")).toBe("Low tide\n\tlow light\n");
    expect(normaliseLongText(" \n\t ")).toBe("");
  });
});

describe("displayLongText", () => {
  it("keeps tabs and empty lines, and drops what changes the text around it", () => {
    expect(displayLongText("G\t\tD\r\nLow tide\n\n\n\u202elow light\0\n\n")).toBe(
      "G\t\tD\nLow tide\n\n\nlow light",
    );
    expect(displayLongText("\0\u0001")).toBe("");
  });
});

describe("checkLongText", () => {
  it("takes what people write, up to 64 KiB", () => {
    for (const text of ["", "Low tide: 2 < 3, I <3 it", "Ébb\r\n干潮 🌊", "x".repeat(LONGEST_TEXT - 1)]) {
      expect(checkLongText(text)).toBeNull();
    }
  });

  it.each([
    ["x".repeat(LONGEST_TEXT), "65 KiB"],
    ["é".repeat(40_000), "79 KiB"],
    ["la\0la", "cannot be seen"],
    ["la \u202e al", "cannot be seen"],
    ["la \ud83c", "cannot be seen"],
    [" \n<svg></svg>", "Plain text only"],
    ["la <SCRIPT>alert(1)</SCRIPT>", "Plain text only"],
    ["%PDF-1.7", "Plain text only"],
  ])("says what is wrong with a text", (text, words) => {
    expect(checkLongText(text)).toContain(words);
  });
});

describe("readLongText", () => {
  it("reads a file in UTF-8, with or without a byte order mark", async () => {
    expect(await readLongText(new Blob(["\ufeffLow tide\r\n"]))).toEqual({ text: "Low tide\n" });
  });

  it.each([
    [new Uint8Array([0x45, 0x62, 0x62, 0xe9]), "not a text in UTF-8"],
    [new Uint8Array(LONGEST_TEXT + 1), "65 KiB"],
    ["<!doctype html>", "Plain text only"],
  ])("refuses others in words", async (bytes, words) => {
    expect(await readLongText(new Blob([bytes]))).toMatchObject({ problem: expect.stringContaining(words) });
  });
});
