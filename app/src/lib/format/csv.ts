// Spreadsheets take what begins like this for a formula, also behind spaces.
const FORMULA = /^[\s\uFEFF]*[=+\-@\t\r]/;

/** One field of a CSV: never a formula, quoted where it has to be (RFC 4180). */
export function csvField(value: string | number | bigint | null): string {
  const text = value === null ? "" : String(value);
  const safe = typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(values: readonly (string | number | bigint | null)[]): string {
  return `${values.map(csvField).join(",")}\r\n`;
}
