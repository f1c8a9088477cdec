import { describe, expect, it } from "vitest";
import {
  isUnderWay,
  readRecords,
  withRecord,
  type TransactionRecord,
} from "../../src/lib/format/transaction.ts";
import type { Hex } from "../../src/lib/format/network.ts";

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;
const hashOf = (number: number): Hex => `0x${number.toString(16).padStart(64, "0")}`;

function record(number: number, changes: Partial<TransactionRecord> = {}): TransactionRecord {
  return {
    ...{ hash: hashOf(number), label: `Transaction ${number}`, stage: "done", account: null, sentAt: NOW },
    ...{ sighting: null, replacedBy: null, reason: null, subjects: [], isDismissed: false, ...changes },
  };
}

describe("readRecords", () => {
  it("reads back what was written", () => {
    const list = [
      record(1, { stage: "sent", subjects: ["claim:0x1"] }),
      record(2, { stage: "failed", reason: { title: "Sold out", detail: "Nothing was paid." } }),
    ];
    expect(readRecords(JSON.stringify(list), NOW)).toEqual(list);
  });

  it.each([[null], ["{"], ["{}"], ["[1, null, {}]"], ['[{"hash":"0x12","label":"x","sentAt":1}]']])(
    "makes nothing of %s",
    (text) => expect(readRecords(text, NOW)).toEqual([]),
  );

  it("forgets what is old unless it is still under way", () => {
    const old = { sentAt: NOW - 91 * DAY };
    const list = [record(1, old), record(2, { ...old, stage: "sent" }), record(3)];
    expect(readRecords(JSON.stringify(list), NOW).map(({ hash }) => hash)).toEqual([hashOf(2), hashOf(3)]);
  });
});

describe("withRecord", () => {
  it("keeps sixty and never drops one under way", () => {
    const many = Array.from({ length: 80 }, (_, index) =>
      record(index, { stage: index === 79 ? "indexing" : "done" }),
    );
    const kept = withRecord(many, record(3, { stage: "sent" }));
    expect(kept[0]).toMatchObject({ hash: hashOf(3), stage: "sent" });
    expect(kept.filter(({ hash }) => hash === hashOf(3))).toHaveLength(1);
    expect(kept).toHaveLength(61);
    expect(kept.filter(isUnderWay).map(({ hash }) => hash)).toEqual([hashOf(3), hashOf(79)]);
  });
});
