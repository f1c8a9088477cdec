import {
  guessColumns,
  parseStatementTable,
  summariseTable,
  type StatementTable,
} from "#lib/format/statement-file.ts";

const MOST_BYTES = 5 * 1024 * 1024;
const MOST_JSON = 256 * 1024;

/** A statement as a distributor sent it: a table whose rows are added up, or a document that is ready to publish. */
export class StatementFile {
  name = $state<string | null>(null);
  problem = $state<string | null>(null);
  table = $state.raw<StatementTable | null>(null);
  labelColumn = $state(0);
  amountColumn = $state(0);
  /** In which the file counts; it need not be the master's currency. */
  currency = $state("");
  /** A JSON statement, published as it is. */
  document = $state.raw<Blob | null>(null);
  readonly summary = $derived(
    this.table === null
      ? null
      : summariseTable(this.table, { label: this.labelColumn, amount: this.amountColumn }),
  );

  #turn = 0;

  /** Reads a file. A choice made meanwhile wins, whichever is read faster. */
  async choose(file: File | null): Promise<void> {
    const turn = (this.#turn += 1);
    [this.name, this.problem, this.table, this.document] = [file?.name ?? null, null, null, null];
    if (file === null) return;
    if (file.size > MOST_BYTES) {
      this.problem = "This file is larger than 5 MiB. Split it, or pin it to IPFS and name its CID.";
      return;
    }
    const text = await file.text().catch(() => null);
    if (turn !== this.#turn) return;
    if (text === null)
      this.problem = "This file cannot be read on this device. Try again, or choose another one.";
    else if (text.trimStart().startsWith("{")) this.#takeDocument(text);
    else this.#takeTable(text);
  }

  /** Why the file cannot be published; null when it can. */
  check(): string | null {
    if (this.problem !== null) return this.problem;
    if (this.document !== null) return null;
    if (this.summary === null) return "Choose the file of the statement.";
    if (this.summary.lines.length === 0) return "No row has an amount in the chosen column.";
    return null;
  }

  #takeDocument(text: string): void {
    if (text.length > MOST_JSON) {
      this.problem = "A statement in JSON has at most 256 KiB.";
      return;
    }
    try {
      JSON.parse(text);
      this.document = new Blob([text], { type: "application/json" });
    } catch {
      this.problem = "This file begins like JSON but cannot be read as JSON.";
    }
  }

  #takeTable(text: string): void {
    const table = parseStatementTable(text);
    if ("problem" in table) {
      this.problem = table.problem;
      return;
    }
    const { label, amount } = guessColumns(table);
    [this.table, this.labelColumn, this.amountColumn] = [table, label, amount];
    this.currency = /\b[A-Z]{3,5}\b/.exec(table.headers[amount] ?? "")?.[0] ?? "";
  }
}
