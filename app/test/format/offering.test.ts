import { describe, expect, it } from "vitest";
import { claimable, splitDeposit, unitsOf } from "../../src/lib/format/dividends.ts";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";
import {
  effectiveWindow,
  nextChange,
  phaseOf,
  splitPurchase,
  type Offering,
} from "../../src/lib/format/offering.ts";
import { stakeState, sumByCurrency } from "../../src/lib/format/position.ts";

const DAY = 86_400;

const offering: Offering = {
  currency: { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 },
  price: 333n,
  totalShares: 120,
  publicShares: 100,
  sold: 10,
  walletCap: 0,
  start: 1000,
  end: 2000,
  presaleStart: 500,
  presaleRoot: null,
  presaleListCid: null,
  platformFee: 250,
  closedAt: null,
};

describe("phaseOf", () => {
  it.each([
    [499, "upcoming"],
    [500, "presale"],
    [999, "presale"],
    [1000, "open"],
    [1999, "open"],
    [2000, "ended"],
    [2000 + 30 * DAY - 1, "ended"],
    [2000 + 30 * DAY, "closed"],
  ])("at %i is %s", (now, phase) => {
    expect(phaseOf(offering, now)).toBe(phase);
  });

  it("is sold out whatever the time", () => {
    expect(phaseOf({ ...offering, sold: 100 }, 600)).toBe("sold-out");
  });

  it("is closed when the artist closed it", () => {
    expect(phaseOf({ ...offering, closedAt: 2100 }, 2200)).toBe("closed");
  });
});

describe("nextChange", () => {
  it("is the next of presale, start and end", () => {
    const changes = [offering.presaleStart ?? 0, offering.start, offering.end];
    for (const change of changes) expect(nextChange(offering, change - 1)).toBe(change);
    expect(nextChange(offering, offering.end)).toBeNull();
  });

  it("is none once everything is sold or closed", () => {
    expect(nextChange({ ...offering, sold: offering.publicShares }, 0)).toBeNull();
    expect(nextChange({ ...offering, closedAt: 2100 }, 2200)).toBeNull();
  });
});

describe("effectiveWindow", () => {
  const sale = { start: 1000, end: 2000, presaleStart: null };

  it("adds the time of pauses inside the window to its end only", () => {
    expect(effectiveWindow(sale, [])).toEqual({ start: 1000, end: 2000 });
    expect(effectiveWindow(sale, [{ from: 100, until: 900 }])).toEqual({ start: 1000, end: 2000 });
    expect(effectiveWindow(sale, [{ from: 500, until: 1100 }])).toEqual({ start: 1000, end: 2100 });
    expect(effectiveWindow(sale, [{ from: 1900, until: 2900 }])).toEqual({ start: 1000, end: 3000 });
    expect(effectiveWindow(sale, [{ from: 2000, until: 2900 }])).toEqual({ start: 1000, end: 2000 });
  });

  it("lets one pause bring the next into reach", () => {
    const pauses = [
      { from: 1500, until: 2500 },
      { from: 2800, until: 2900 },
    ];
    expect(effectiveWindow(sale, pauses)).toEqual({ start: 1000, end: 3100 });
  });

  it("defers the start by pauses of the presale", () => {
    const presale = { ...sale, presaleStart: 500 };
    expect(effectiveWindow(presale, [{ from: 100, until: 500 }])).toEqual({ start: 1000, end: 2000 });
    expect(effectiveWindow(presale, [{ from: 400, until: 700 }])).toEqual({ start: 1200, end: 2200 });
    expect(effectiveWindow(presale, [{ from: 999, until: 1999 }])).toEqual({ start: 2000, end: 3000 });
    expect(effectiveWindow(presale, [{ from: 1000, until: 1300 }])).toEqual({ start: 1000, end: 2300 });
  });

  it("keeps the presale open until the deferred start", () => {
    const window = effectiveWindow(offering, [{ from: 600, until: 900 }]);
    expect(phaseOf({ ...offering, ...window }, 1299)).toBe("presale");
    expect(phaseOf({ ...offering, ...window }, 1300)).toBe("open");
  });
});

describe("splitPurchase", () => {
  it("adds up, and telescopes with the fee of all sales", () => {
    let fees = 0n;
    for (let sold = 0; sold < 100; sold += 7) {
      const { total, fee, artist } = splitPurchase({ ...offering, sold }, 7);
      expect(fee + artist).toBe(total);
      fees += fee;
    }
    expect(fees).toBe((105n * 333n * 250n) / 10_000n);
  });
});

describe("dividends", () => {
  it("weighs staked shares 1.2 times", () => {
    expect(unitsOf({ balance: 5, staked: 2 })).toBe(54n);
  });

  it("claims what is settled and what accrued since", () => {
    expect(claimable({ balance: 3, staked: 1, paid: 10n, owed: 7n }, 15n)).toBe(7n + 5n * 32n);
  });

  it("shares a deposit out to the last unit", () => {
    for (const amount of [1n, 999n, 10n ** 18n + 7n]) {
      for (const remainder of [0n, 1203n]) {
        const { holders, artist, carried } = splitDeposit(amount, { remainder, units: 1204n, unminted: 20 });
        expect(holders + artist + carried).toBe(amount);
        expect(carried + remainder).toBe((amount + remainder) % 1204n);
      }
    }
  });
});

describe("positions", () => {
  it("frees a leaving share when its cooldown is over", () => {
    const share = { stakeStatus: "Leaving", stakedAt: "0", freeAt: "500" };
    expect(stakeState(share, 499)).toEqual({ status: "leaving", freeAt: 500 });
    expect(stakeState(share, 500)).toEqual({ status: "free" });
  });

  it("lets a stake leave after thirty days", () => {
    const share = { stakeStatus: "Staked", stakedAt: "100", freeAt: null };
    expect(stakeState(share, 200)).toEqual({ status: "staked", mayLeaveAt: 100 + 30 * DAY });
  });

  it("never mixes currencies", () => {
    const { currency } = offering;
    const other = { ...currency, address: `0x${"1".repeat(40)}` as const, symbol: "USDC" };
    const sums = sumByCurrency([
      { currency, amount: 1n },
      { currency: other, amount: 5n },
      { currency, amount: 2n },
    ]);
    expect(sums.map(({ amount }) => amount)).toEqual([3n, 5n]);
  });
});
