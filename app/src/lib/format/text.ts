const MOST_BYTES = 64;
const CONTROL_CHARACTERS = /\p{Cc}/u;

/** Why a name or title cannot be stored; null when it can. Mirrors the contracts: 1 to 64 bytes, no controls. */
export function checkShortText(text: string, what: string, most = MOST_BYTES): string | null {
  const trimmed = text.trim();
  if (trimmed === "") return `Enter ${what}.`;
  if (CONTROL_CHARACTERS.test(trimmed)) return "Remove line breaks and other control characters.";
  const bytes = new TextEncoder().encode(trimmed).length;
  if (bytes > most) {
    return `This is ${bytes} bytes long, at most ${most} fit. Accents and emoji take several bytes each.`;
  }
  return null;
}

// Controls, and what changes the direction of the text around it, so that a name cannot rewrite the words beside it.
const DISRUPTIVE = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A name or title on one line without control characters and direction overrides; never empty. */
export function displayLine(text: string, otherwise: string): string {
  const clean = text
    .replace(/[\s\u2028\u2029]+/gu, " ")
    .replace(DISRUPTIVE, "")
    .trim();
  return /[^\p{M}\p{Cf}\p{Z}]/u.test(clean) ? clean : otherwise;
}

const MOST_CHARACTERS = 5000;

/** A text of somebody else with its line breaks, cut to a length that a page can take; null when nothing is left. */
export function displayText(text: string | null | undefined): string | null {
  const clean = (text ?? "")
    .slice(0, MOST_CHARACTERS)
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[^\n]+/g, (line) => line.replace(DISRUPTIVE, ""))
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return clean === "" ? null : clean;
}
