import { describe, expect, it } from "vitest";
import { displayLine, displayText } from "../../src/lib/format/text.ts";
import { countdownParts } from "../../src/lib/format/time.ts";

describe("displayLine", () => {
  it("leaves names of any script as they are", () => {
    for (const name of ["Nadia Ortúzar", "فيروز", "作曲家", "🎹 Solo", "A\u0301"]) {
      expect(displayLine(name, "?")).toBe(name);
    }
  });

  it("takes out overrides, isolates, marks and controls, and joins lines", () => {
    expect(displayLine("Safe\u202Egpj.exe\u202C", "?")).toBe("Safegpj.exe");
    expect(displayLine("\u2066a\u2069\u200F b\u0007", "?")).toBe("a b");
    expect(displayLine("two\n  lines\u2028here", "?")).toBe("two lines here");
  });

  it("has other words for a name that shows nothing", () => {
    for (const empty of ["", "   ", "\u202E", "\u200B\u2060", "\u0301"]) {
      expect(displayLine(empty, "Master 7")).toBe("Master 7");
    }
  });
});

describe("displayText", () => {
  it("keeps line breaks and drops what disrupts", () => {
    expect(displayText("one\r\n\r\n\r\n\r\ntwo\u202E")).toBe("one\n\ntwo");
  });

  it("is null for nothing, and bounded", () => {
    expect(displayText(null)).toBeNull();
    expect(displayText(" \n\u202E ")).toBeNull();
    expect(displayText("a".repeat(100_000))).toHaveLength(5000);
  });
});

describe("countdownParts", () => {
  const words = (seconds: number) =>
    countdownParts(seconds)
      .map(({ value, unit }) => `${value} ${unit}`)
      .join(" ");

  it("counts in days, hours, minutes and seconds", () => {
    expect(words(86_400 + 3_600 * 2 + 61)).toBe("1 day 02 h 01 min 01 s");
    expect(words(3 * 86_400)).toBe("3 days 00 h 00 min 00 s");
  });

  it("leaves days out where there are none and never goes below zero", () => {
    expect(words(59)).toBe("00 h 00 min 59 s");
    expect(words(-5)).toBe("00 h 00 min 00 s");
  });
});
