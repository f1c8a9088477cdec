import { describe, expect, it } from "vitest";
import {
  expiryOf,
  operationStatus,
  parseFee,
  parseWaitingHours,
  pauseChoice,
} from "../../src/lib/format/admin.ts";

const DAY = 86_400;

describe("operationStatus", () => {
  it("follows the clock while it is scheduled", () => {
    expect(operationStatus("Scheduled", 1000, 999)).toBe("waiting");
    expect(operationStatus("Scheduled", 1000, 1000)).toBe("ready");
    expect(operationStatus("Scheduled", 1000, expiryOf(1000) - 1)).toBe("ready");
    expect(operationStatus("Scheduled", 1000, expiryOf(1000))).toBe("expired");
  });

  it("stays what it became", () => {
    expect(operationStatus("Executed", 1000, 10 * DAY)).toBe("executed");
    expect(operationStatus("Canceled", 1000, 10)).toBe("cancelled");
  });
});

describe("what operators type", () => {
  it("is a fee with two digits at most, and never one that was rounded", () => {
    expect(["0", "2.4", " 2,45 ", "5", "5.00"].map(parseFee)).toEqual([0, 240, 245, 500, 500]);
    const refused = ["", "2.345", "5.01", "5.004", "-1", "1e0", "0x2", "2.", "2 %", "12"];
    expect(refused.map(parseFee)).toEqual(refused.map(() => null));
  });

  it("is a whole number of hours up to a year", () => {
    expect(["0", " 24 ", "8760"].map(parseWaitingHours)).toEqual([0, 24, 8760]);
    const refused = ["", "1.5", "-1", "1e2", "0x10", "8761"];
    expect(refused.map(parseWaitingHours)).toEqual(refused.map(() => null));
  });
});

describe("pauseChoice", () => {
  const pause = { from: 100 * DAY, until: 114 * DAY, isEndedEarly: false };

  it("is possible when there was none or it is long over", () => {
    expect(pauseChoice(null, 5)).toEqual({ kind: "possible" });
    expect(pauseChoice(pause, 128 * DAY)).toEqual({ kind: "possible" });
  });

  it("runs until its end, which does not belong to it", () => {
    expect(pauseChoice(pause, 114 * DAY - 1)).toEqual({ kind: "running", until: 114 * DAY });
    expect(pauseChoice(pause, 114 * DAY)).toEqual({ kind: "resting", from: 128 * DAY });
  });

  it("rests 14 days after an early end as well", () => {
    const early = { ...pause, until: 101 * DAY, isEndedEarly: true };
    expect(pauseChoice(early, 114 * DAY)).toEqual({ kind: "resting", from: 115 * DAY });
  });
});
