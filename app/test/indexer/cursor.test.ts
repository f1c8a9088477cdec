import { describe, expect, it } from "vitest";
import { below, cursorOf, parseCursor, toPage } from "../../src/lib/indexer/cursor.ts";

const id = `0x${"ab".repeat(36)}` as const;

describe("parseCursor", () => {
  it("reads what cursorOf wrote and nothing else", () => {
    expect(parseCursor(cursorOf(1795479998, id))).toEqual({ value: "1795479998", id });
    for (const broken of [
      null,
      "",
      "7",
      "7_",
      "_0xab",
      "7_0xabc",
      "-7_0xab",
      '7_0xab" }',
      `1_0x${"ab".repeat(81)}`,
    ]) {
      expect(parseCursor(broken)).toBeNull();
    }
  });
});

describe("below", () => {
  it("goes on after the cursor, through items with the same value", () => {
    expect(below("timestamp", { value: "9", id })).toEqual({
      or: [{ timestamp_lt: "9" }, { timestamp: "9", id_lt: id }],
    });
    expect(below("balance", { value: "9", id }, "Int")).toEqual({
      or: [{ balance_lt: 9 }, { balance: 9, id_lt: id }],
    });
    expect(below("balance", { value: "99999999999", id }, "Int")).toMatchObject({
      or: [{ balance_lt: 2_147_483_647 }, {}],
    });
    expect(below("balance", null)).toEqual({});
  });
});

describe("toPage", () => {
  it("has a next page only when there is one item more than it shows", () => {
    expect(toPage([3, 2, 1], 2, String)).toEqual({ items: [3, 2], next: "2" });
    expect(toPage([3, 2], 2, String)).toEqual({ items: [3, 2], next: null });
    expect(toPage([], 2, String)).toEqual({ items: [], next: null });
  });
});
