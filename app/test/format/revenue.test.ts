import { describe, expect, it } from "vitest";
import { revenueBars } from "../../src/lib/format/revenue.ts";

function deposit(id: number, periodEnd: string, amount: bigint) {
  return {
    id: `0x${id}`,
    amount,
    perShare: amount / 2n,
    periodEnd: Date.parse(`${periodEnd}T00:00Z`) / 1000,
    time: Date.parse("2027-01-15T00:00Z") / 1000,
  } as const;
}

describe("revenueBars", () => {
  it("counts a period to the month of its last day and fills gaps", () => {
    const bars = revenueBars([
      deposit(1, "2026-02-01", 6n),
      deposit(2, "2025-12-01", 3n),
      deposit(3, "2026-01-31", 2n),
    ]);
    expect(bars.map(({ key, amount }) => [key, amount])).toEqual([
      ["2025-11", 3n],
      ["2025-12", 0n],
      ["2026-01", 8n],
    ]);
    expect(bars[2]).toMatchObject({
      name: "January 2026",
      short: "Jan",
      perShare: 4n,
      deposits: ["0x1", "0x3"],
    });
  });

  it("takes quarters, then years, when months are too many", () => {
    const quarters = revenueBars([deposit(1, "2024-01-15", 1n), deposit(2, "2026-05-15", 2n)]);
    expect(quarters).toHaveLength(10);
    expect(quarters.at(-1)).toMatchObject({
      key: "2026-Q2",
      name: "2nd quarter of 2026",
      short: "Q2",
      amount: 2n,
    });
    const years = revenueBars([deposit(1, "2016-01-15", 1n), deposit(2, "2026-05-15", 2n)]);
    expect(years.map(({ key }) => key)).toHaveLength(11);
    expect(years.at(0)).toMatchObject({ key: "2016", amount: 1n });
  });

  it("has no bars without deposits", () => {
    expect(revenueBars([])).toEqual([]);
  });
});
