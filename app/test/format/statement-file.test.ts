import { describe, expect, it } from "vitest";
import {
  guessColumns,
  parseStatementTable,
  summariseTable,
  type StatementTable,
} from "../../src/lib/format/statement-file.ts";

function table(text: string): StatementTable {
  const parsed = parseStatementTable(text);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed;
}

function summary(text: string) {
  const parsed = table(text);
  return summariseTable(parsed, guessColumns(parsed));
}

const DISTRIBUTOR = `Reporting month,Store,Title,Country,Quantity,Earnings (USD)
2026-09,Spotify,"Night, Ferry",DE,1200,4.8012
2026-09,Spotify,"Night, Ferry",US,8000,"1,031.10"
2026-09,"Apple
Music",Night Ferry,US,300,2.4
2026-09,Refunds,Night Ferry,US,1,(0.5)
`;

describe("parseStatementTable", () => {
  it("reads quotes, separators and line breaks inside fields", () => {
    const { headers, rows } = table(DISTRIBUTOR);
    expect(headers).toHaveLength(6);
    expect(rows).toHaveLength(4);
    expect(rows[0]?.[2]).toBe("Night, Ferry");
    expect(rows[2]?.[1]).toBe("Apple\nMusic");
  });

  it("finds the separator and names nameless columns", () => {
    expect(table("\ufeffWhat;;How much\r\nA;x;1,5\r\n").headers).toEqual(["What", "Column 2", "How much"]);
    expect(table("a\tb\n1\t2").rows).toEqual([["1", "2"]]);
  });

  it("says when there is nothing to read", () => {
    expect(parseStatementTable("")).toHaveProperty("problem");
    expect(parseStatementTable("a,b\n")).toHaveProperty("problem");
    expect(parseStatementTable("a\nb\n")).toHaveProperty("problem");
  });
});

describe("summariseTable", () => {
  it("adds up what belongs together, the largest first", () => {
    expect(summary(DISTRIBUTOR)).toEqual({
      lines: [
        { label: "Spotify", amount: "1035.9012" },
        { label: "Apple Music", amount: "2.4" },
        { label: "Refunds", amount: "-0.5" },
      ],
      total: "1037.8012",
      skipped: 0,
    });
  });

  it("reads commas before the cents", () => {
    expect(summary("Quelle;Betrag\nRadio;1.234,56\nBühne;0,44\n")).toMatchObject({ total: "1235" });
  });

  it("leaves out rows without an amount and says so", () => {
    const parsed = table("What,Amount\nA,1\nB,none\nC,\n");
    expect(summariseTable(parsed, { label: 0, amount: 1 })).toMatchObject({ total: "1", skipped: 2 });
  });

  it("keeps to a thousand lines that add up to the same", () => {
    const rows = Array.from({ length: 1500 }, (_, index) => `Track ${index},${index + 1}`);
    const { lines, total } = summary(`Title,Net\n${rows.join("\n")}`);
    expect(lines).toHaveLength(1000);
    expect(lines.at(-1)).toEqual({ label: "501 smaller lines", amount: String((501 * 502) / 2) });
    expect(total).toBe(String((1500 * 1501) / 2));
  });
});

describe("guessColumns", () => {
  it("takes the last column with a name of money and the first with a name of a source", () => {
    expect(guessColumns(table(DISTRIBUTOR))).toEqual({ label: 1, amount: 5 });
    expect(guessColumns(table("x,y\na,1\nb,2"))).toEqual({ label: 0, amount: 1 });
  });
});
