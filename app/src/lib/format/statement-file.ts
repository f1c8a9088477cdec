import type { StatementLine } from "./statement.ts";

/** A distributor's table as it came. */
export interface StatementTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Which columns say what was paid for and how much. */
export interface StatementColumns {
  readonly label: number;
  readonly amount: number;
}

export interface StatementSummary {
  readonly lines: readonly StatementLine[];
  /** Sum of all lines, in decimal. */
  readonly total: string;
  /** Rows without an amount that can be read; they are left out. */
  readonly skipped: number;
}

const MOST_LINES = 1000;
const MOST_LABEL = 200;
const SCALE = 18;
const SEPARATORS = ["\t", ";", ","] as const;
const LABELS = /store|service|platform|title|track|song|description|label|source|what/i;
const AMOUNTS = /net|earning|royalt|revenue|payable|payout|amount|total/i;

/** Splits a whole table: fields may be in double quotes and then hold separators and line breaks. */
function splitRecords(text: string, separator: string): string[][] {
  const records: string[][] = [];
  let [fields, field, isQuoted] = [[] as string[], "", false];
  const endRecord = () => {
    if (fields.length > 0 || field.trim() !== "") records.push([...fields, field.trim()]);
    [fields, field] = [[], ""];
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (character === '"' && isQuoted && text[index + 1] === '"') {
      field += '"';
      index += 1;
    } else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) field += character;
    else if (character === separator) {
      fields.push(field.trim());
      field = "";
    } else if (character === "\n") endRecord();
    else if (character !== "\r") field += character;
  }
  endRecord();
  return records;
}

/** Reads a CSV or TSV file whose first record names the columns. */
export function parseStatementTable(text: string): StatementTable | { readonly problem: string } {
  const clean = text.replace(/^\ufeff/, "");
  const first = clean.split(/\r?\n/, 1)[0] ?? "";
  const countOf = (separator: string) => first.split(separator).length;
  const separator = SEPARATORS.reduce((best, next) => (countOf(next) > countOf(best) ? next : best));
  const [headers, ...rows] = splitRecords(clean, separator);
  if (!headers || rows.length === 0) return { problem: "This file has no rows under its first line." };
  if (headers.length < 2) return { problem: "This file has one column only; it needs what and how much." };
  return { headers: headers.map((name, index) => name || `Column ${index + 1}`), rows };
}

/** Whether the numbers of a column have a comma before the cents. */
function hasDecimalComma(values: readonly string[]): boolean {
  const commas = values.filter((value) => /,\d{1,2}$|^\D*\d+,\d+$/.test(value)).length;
  return commas > values.filter((value) => /\.\d+$/.test(value)).length;
}

/** An amount in units of 10^-18; null when the text is none. */
function readNumber(text: string, isComma: boolean): bigint | null {
  const isNegative = /^\(.*\)$/.test(text.trim()) || /^\D*[-−]/.test(text);
  const bare = text.replace(/[^\d.,]/g, "");
  const plain = isComma ? bare.replace(/\./g, "").replace(",", ".") : bare.replace(/,/g, "");
  const match = /^(\d+)(?:\.(\d*))?$/.exec(plain);
  if (!match) return null;
  const size = BigInt((match[1] ?? "0") + (match[2] ?? "").slice(0, SCALE).padEnd(SCALE, "0"));
  return isNegative ? -size : size;
}

function writeNumber(value: bigint): string {
  const size = value < 0n ? -value : value;
  const digits = size.toString().padStart(SCALE + 1, "0");
  const fraction = digits.slice(-SCALE).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -SCALE)}${fraction ? `.${fraction}` : ""}`;
}

/** The columns that a person most likely means. */
export function guessColumns({ headers, rows }: StatementTable): StatementColumns {
  const sample = rows.slice(0, 50);
  const numbers = headers.map((_header, column) => {
    const values = sample.map((row) => row[column] ?? "").filter((value) => value !== "");
    return values.length > 0 && values.every((value) => readNumber(value, hasDecimalComma(values)) !== null);
  });
  const named = (pattern: RegExp, isNumber: boolean) =>
    headers.findLastIndex((header, column) => pattern.test(header) && numbers[column] === isNumber);
  const lastNumber = numbers.lastIndexOf(true);
  const amount = named(AMOUNTS, true);
  const label = headers.findIndex((header, column) => LABELS.test(header) && !numbers[column]);
  const firstText = numbers.indexOf(false);
  return {
    label: label === -1 ? Math.max(firstText, 0) : label,
    amount: amount === -1 ? Math.max(lastNumber, 0) : amount,
  };
}

// As the upload service has it: one line without control characters and changes of direction.
function cleanLabel(text: string): string {
  const clean = text.replace(/\s+/g, " ").replace(/[\p{Cc}\p{Bidi_Control}\ufeff]/gu, "");
  return clean.trim().slice(0, MOST_LABEL).trim() || "Not named";
}

/** Adds up the rows of each label, the largest first; what does not fit a statement becomes one last line. */
export function summariseTable(
  { rows }: StatementTable,
  { label, amount }: StatementColumns,
): StatementSummary {
  const values = rows.map((row) => row[amount] ?? "");
  const isComma = hasDecimalComma(values.filter((value) => value !== ""));
  const sums = new Map<string, bigint>();
  let skipped = 0;
  for (const [index, row] of rows.entries()) {
    const size = readNumber(values[index] ?? "", isComma);
    if (size === null) {
      skipped += 1;
      continue;
    }
    const name = cleanLabel(row[label] ?? "");
    sums.set(name, (sums.get(name) ?? 0n) + size);
  }
  const sorted = [...sums].sort(([, a], [, b]) => (a === b ? 0 : a > b ? -1 : 1));
  const total = sorted.reduce((sum, [, size]) => sum + size, 0n);
  const kept = sorted.length > MOST_LINES ? sorted.slice(0, MOST_LINES - 1) : sorted;
  const rest = total - kept.reduce((sum, [, size]) => sum + size, 0n);
  const lines = kept.map(([name, size]) => ({ label: name, amount: writeNumber(size) }));
  if (kept.length < sorted.length)
    lines.push({ label: `${sorted.length - kept.length} smaller lines`, amount: writeNumber(rest) });
  return { lines, total: writeNumber(total), skipped };
}
