import { describe, expect, it } from "vitest";
import { formatClock, formatDate, formatDateTime, monthNames } from "../../src/lib/format/time.ts";

const inBritain = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const DAY = { day: "numeric", month: "short", year: "numeric" } as const;
const TIME = { ...DAY, hour: "2-digit", minute: "2-digit" } as const;

/** Every month, both ends of days, years with one digit more. */
const moments = [
  ...Array.from(
    { length: 24 },
    (_, month) => Date.UTC(2026, month, 1 + ((month * 7) % 28), month, 59) / 1000,
  ),
  ...[0, 86_399, 951_782_400, 1_709_164_800, 4_102_444_799, 253_402_300_800],
];

describe("dates in words", () => {
  it("are those of the browser's own British English", () => {
    for (const moment of moments) {
      expect(formatDate(moment)).toBe(inBritain(DAY).format(moment * 1000));
      expect(formatDateTime(moment)).toBe(`${inBritain(TIME).format(moment * 1000)} UTC`);
      expect(monthNames(moment)).toEqual({
        long: inBritain({ month: "long", year: "numeric" }).format(moment * 1000),
        short: inBritain({ month: "short" }).format(moment * 1000),
      });
    }
  });
});

it("shows a playing time in minutes and seconds", () => {
  expect([0, 9.6, 187, Number.NaN].map(formatClock)).toEqual(["0:00", "0:09", "3:07", "0:00"]);
});
