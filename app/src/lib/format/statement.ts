export interface StatementLine {
  readonly label: string;
  readonly amount: string;
}

const MOST_LINES = 1000;
const AMOUNT = /^-?\d{1,30}(?:\.\d{1,18})?$/;

/** Splits one CSV record: commas or semicolons, fields optionally in double quotes. */
function splitRecord(record: string): string[] {
  const separator = record.includes(";") && !record.includes(",") ? ";" : ",";
  const fields: string[] = [];
  let field = "";
  let isQuoted = false;
  for (let index = 0; index < record.length; index += 1) {
    const character = record[index];
    if (character === '"' && isQuoted && record[index + 1] === '"') {
      field += '"';
      index += 1;
    } else if (character === '"') isQuoted = !isQuoted;
    else if (character === separator && !isQuoted) {
      fields.push(field.trim());
      field = "";
    } else field += character;
  }
  return [...fields, field.trim()];
}

/** Reads "what, amount" lines of a statement; a first line without an amount is taken as the heading. */
export function parseStatementLines(text: string): { lines: readonly StatementLine[] } | { problem: string } {
  const lines: StatementLine[] = [];
  for (const [index, record] of text.split(/\r?\n/).entries()) {
    if (record.trim() === "") continue;
    const [label = "", amount = ""] = splitRecord(record);
    if (!AMOUNT.test(amount)) {
      if (lines.length === 0 && index === 0) continue;
      return { problem: `Line ${index + 1}: “${amount}” is not an amount such as 12.50.` };
    }
    if (label === "" || label.length > 200)
      return { problem: `Line ${index + 1}: write what the amount is for.` };
    lines.push({ label, amount });
  }
  return lines.length > MOST_LINES ? { problem: "A statement has at most 1,000 lines." } : { lines };
}
