import { SOURCE_WORDS, type RevenueSource } from "#lib/format/activity.ts";
import { packCid } from "#lib/format/cid.ts";
import { parseAmount } from "#lib/format/money.ts";
import type { Currency, Hex, NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import { parseStatementLines, type StatementLine } from "#lib/format/statement.ts";
import { monthBefore, parseDateTime } from "#lib/format/time.ts";
import { encodeDocument } from "#lib/relay/documents.ts";
import { outcomeOfUpload, Uploads } from "#lib/state/uploads.svelte.ts";
import { StatementFile } from "./statement-file.svelte.ts";

const DAY = 24 * 60 * 60;

const SOURCE_KEYS = {
  Streaming: "streaming",
  Sync: "sync",
  Download: "download",
  Physical: "physical",
  Royalty: "royalty",
  Other: "other",
} as const satisfies Record<RevenueSource, string>;

export interface CheckedDeposit {
  readonly amount: bigint;
  readonly periodStart: number;
  /** Exclusive: the day after the last one typed. */
  readonly periodEnd: number;
  readonly lines: readonly StatementLine[];
}

type Field = "amount" | "from" | "to" | "lines" | "file" | "cid" | "title";

/** The deposit form. */
export class DepositDraft {
  amount = $state("");
  source = $state<RevenueSource>("Streaming");
  from = $state("");
  to = $state("");
  statement = $state<"write" | "file" | "cid" | "none">("write");
  title = $state("");
  lines = $state("");
  cid = $state("");
  problems = $state.raw<Partial<Record<Field, string>>>({});
  readonly file = new StatementFile();
  readonly uploads = new Uploads();

  constructor(now: number) {
    const { from, to } = monthBefore(now);
    this.from = from;
    this.to = to;
  }

  check(currency: Currency): CheckedDeposit | null {
    const problems: Partial<Record<Field, string>> = {};
    const amount = parseAmount(this.amount, currency);
    if ("problem" in amount) problems.amount = amount.problem;
    else if (amount.amount === 0n) problems.amount = "Enter an amount above zero.";
    const start = parseDateTime(`${this.from}T00:00`);
    const last = parseDateTime(`${this.to}T00:00`);
    if (start === null) problems.from = "Choose the first day.";
    if (last === null) problems.to = "Choose the last day.";
    else if (start !== null && last < start) problems.to = "The last day comes before the first.";
    const parsed = parseStatementLines(this.statement === "write" ? this.lines : "");
    if ("problem" in parsed) problems.lines = parsed.problem;
    if (this.isUploaded && this.title.trim().length > 120) problems.title = "At most 120 characters.";
    const wrongFile = this.statement === "file" ? this.file.check() : null;
    if (wrongFile !== null) problems.file = wrongFile;
    if (this.statement === "cid" && packCid(this.cid) === null) {
      problems.cid = "This is not a CID that the contracts take.";
    }
    this.problems = problems;
    if (Object.keys(problems).length > 0 || "problem" in amount || "problem" in parsed) return null;
    return {
      amount: amount.amount,
      periodStart: start ?? 0,
      periodEnd: (last ?? 0) + DAY,
      lines: parsed.lines,
    };
  }

  /** Whether the statement goes through the upload service. */
  get isUploaded(): boolean {
    return this.statement === "write" || this.statement === "file";
  }

  /** Publishes the statement, then deposits. */
  async deposit(
    network: NetworkConfig,
    master: { readonly id: Hex; readonly title: string; readonly currency: Currency },
    checked: CheckedDeposit,
  ): Promise<Outcome> {
    const { depositRevenue } = await import("#lib/chain/actions/deposit-revenue.ts");
    try {
      const { amount, periodStart, periodEnd } = checked;
      return await depositRevenue(network, {
        shares: master.id,
        currency: master.currency.address,
        amount,
        source: this.source,
        periodStart,
        periodEnd,
        statementCid: await this.#publish(network, master, checked),
      });
    } catch (error) {
      return outcomeOfUpload(error);
    }
  }

  async #publish(
    network: NetworkConfig,
    { title, currency }: { readonly title: string; readonly currency: Currency },
    { amount, lines }: CheckedDeposit,
  ): Promise<string | null> {
    if (this.statement === "none") return null;
    if (this.statement === "cid") return this.cid.trim();
    const { file } = this;
    if (this.statement === "file" && file.document !== null) {
      return this.uploads.pinDocument(network, "statement", file.document, "the statement");
    }
    const { symbol, decimals } = currency;
    const shown = this.statement === "file" ? (file.summary?.lines ?? []) : lines;
    const unit = this.statement === "file" ? file.currency.trim() : symbol;
    const document = encodeDocument("statement", {
      schema: "audifi-statement-1",
      title: this.title.trim() || `${title}: ${SOURCE_WORDS[this.source]}`,
      source: SOURCE_KEYS[this.source],
      period: { start: this.from, end: this.to },
      currency: { symbol, decimals },
      net: amount.toString(),
      ...(shown.length > 0
        ? { lines: shown.map(({ label, amount }) => ({ label, amount: `${amount} ${unit}`.trim() })) }
        : {}),
    });
    return this.uploads.pinDocument(network, "statement", document, "the statement");
  }
}
