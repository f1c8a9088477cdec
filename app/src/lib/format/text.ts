const MOST_BYTES = 64;
const CONTROL_CHARACTERS = /\p{Cc}/u;

/** Why a name or title cannot be stored; null when it can. Mirrors the registry: 1 to 64 bytes, no controls. */
export function checkShortText(text: string, what: string): string | null {
  const trimmed = text.trim();
  if (trimmed === "") return `Enter ${what}.`;
  if (CONTROL_CHARACTERS.test(trimmed)) return "Remove line breaks and other control characters.";
  const bytes = new TextEncoder().encode(trimmed).length;
  if (bytes > MOST_BYTES) {
    return `This is ${bytes} bytes long, at most ${MOST_BYTES} fit. Accents and emoji take several bytes each.`;
  }
  return null;
}
