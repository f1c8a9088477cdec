import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Row } from "../../src/bench/row.ts";
import { renderTables } from "../../src/bench/tables.ts";

const row = (changes: Partial<Row>): Row => ({
  ...{ area: "gas", name: "Buy 1 share", value: 82_536, unit: "gas" },
  ...{ peer: null, peerValue: null, target: null },
  ...changes,
});

const linesOf = (rows: readonly Row[]): string[] => renderTables(rows).split("\n");

describe("renderTables", () => {
  it("prints a figure once and each of its peers below it", () => {
    const lines = linesOf([
      row({ target: 84_000, peer: "bare ERC721A", peerValue: 73_058 }),
      row({ target: 84_000, peer: "bare OZ ERC721", peerValue: 73_593 }),
    ]);
    assert.equal(lines.length, 4);
    assert.equal(lines[2], "| Buy 1 share | 82,536 | 84,000 | 0.98× | bare ERC721A | 73,058 | 1.13× |");
    assert.equal(lines[3], "|  |  |  |  | bare OZ ERC721 | 73,593 | 1.12× |");
  });

  it("leaves out what nobody set", () => {
    assert.equal(linesOf([row({})])[2], "| Buy 1 share | 82,536 |  |  |  |  |  |");
  });

  it("says units but for gas, and small figures exactly", () => {
    const lines = linesOf([
      row({ name: "Stop", value: 1.25, unit: "s" }),
      row({ name: "CLS", value: 0.004, unit: "", target: 0.02 }),
    ]);
    assert.equal(lines[2], "| Stop | 1.3 s |  |  |  |  |  |");
    assert.equal(lines[3], "| CLS | 0.004 | 0.02 | 0.20× |  |  |  |");
  });

  it("puts an operation under growing load on one line, one table per kind of load", () => {
    const text = renderTables([
      row({ name: "Deposit, 10 holders", value: 1_000 }),
      row({ name: "Deposit, 99,800 holders", value: 1_001 }),
      row({ name: "Deposit, 1 share held", value: 1_002 }),
      row({ name: "Deposit, 50 shares held", value: 1_003 }),
      row({ name: "ownerOf", value: 1_004 }),
    ]);
    const [byHolders = "", byShares = "", rest = ""] = text.split("\n\n");
    assert.equal(
      byHolders,
      "| What | 10 holders | 99,800 holders |\n| --- | ---: | ---: |\n| Deposit | 1,000 | 1,001 |",
    );
    assert.equal(
      byShares,
      "| What | 1 share held | 50 shares held |\n| --- | ---: | ---: |\n| Deposit | 1,002 | 1,003 |",
    );
    assert.match(rest, /^\| What \| Ours .*\n.*\n\| ownerOf \| 1,004 \|/);
  });
});
