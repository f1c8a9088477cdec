/** In bytes, as the relay takes them. */
export const LONGEST_TEXT = 64 * 1024;

// Controls but tabs and line breaks, and what changes the direction of the text around it.
const HOSTILE = /[[\p{Cc}\p{Bidi_Control}\ufeff]--[\n\t]]/v;
const ALL_HOSTILE = new RegExp(HOSTILE, "gv");
/** What a gateway that guesses types could take for a page; the relay refuses it as well. */
const MARKUP = /^\s*<|<script|<iframe|<!doctype html|<foreignobject|^%PDF-|^%!PS/i;

/** A text as it is kept: line breaks of one kind, nothing but a line break at the end; empty where there is none. */
export function normaliseLongText(text: string): string {
  const clean = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  return clean.trim() === "" ? "" : `${clean.trimEnd()}\n`;
}

/** What a page shows of a text that anybody may have put there: tabs and empty lines stay, as in lyrics with chords. */
export function displayLongText(text: string): string {
  return normaliseLongText(text).replace(ALL_HOSTILE, "").trimEnd();
}

/** Why a longer text cannot be uploaded; null when it can, also when there is none. */
export function checkLongText(text: string): string | null {
  const clean = normaliseLongText(text);
  const bytes = new TextEncoder().encode(clean).length;
  if (bytes > LONGEST_TEXT) return `This is ${Math.ceil(bytes / 1024)} KiB long, at most 64 KiB fit.`;
  if (HOSTILE.test(clean) || !clean.isWellFormed())
    return "Remove characters that cannot be seen: controls, and marks that turn the direction of a line.";
  if (MARKUP.test(clean))
    return "Plain text only: this begins as a page or a document does, or has a script in it.";
  return null;
}

/** Reads a chosen file; the words say why it is no text. */
export async function readLongText(file: Blob): Promise<{ text: string } | { problem: string }> {
  if (file.size > LONGEST_TEXT) {
    return { problem: `This file has ${Math.ceil(file.size / 1024)} KiB, at most 64 KiB fit.` };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    const problem = checkLongText(text);
    return problem === null ? { text: normaliseLongText(text) } : { problem };
  } catch {
    return { problem: "This is not a text in UTF-8. Save it as plain text and choose it again." };
  }
}
