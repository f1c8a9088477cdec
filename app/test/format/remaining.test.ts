import { describe, expect, it } from "vitest";
import type { Offering } from "../../src/lib/format/offering.ts";
import { checkNewEnd, offeringChoices } from "../../src/lib/format/remaining.ts";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";

const DAY = 86_400;
const offering: Offering = {
  currency: { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 },
  price: 1n,
  totalShares: 100,
  publicShares: 60,
  sold: 20,
  walletCap: 0,
  start: 1000,
  end: 10 * DAY,
  presaleStart: null,
  presaleRoot: null,
  presaleListCid: null,
  platformFee: 250,
  closedAt: null,
};

describe("offeringChoices", () => {
  it("only extends what is open", () => {
    const choices = offeringChoices(offering, 20, 5 * DAY);
    expect(choices).toMatchObject({ extend: null, unsold: 40, retained: 40, closesBy: 40 * DAY });
    expect(choices.close).toContain("11 Jan 1970");
    expect(choices.mint).toContain("sold out or closed");
  });

  it("extends or closes what has ended", () => {
    expect(offeringChoices(offering, 20, 10 * DAY)).toMatchObject({ extend: null, close: null });
  });

  it("mints what is left of a closed one until nothing is", () => {
    const closed = { ...offering, closedAt: 11 * DAY };
    expect(offeringChoices(closed, 20, 12 * DAY)).toMatchObject({
      mint: null,
      remaining: 80,
      unsold: 40,
      retained: 40,
      closesBy: null,
    });
    expect(offeringChoices(closed, 70, 12 * DAY)).toMatchObject({ remaining: 30, unsold: 30, retained: 0 });
    expect(offeringChoices(closed, 100, 12 * DAY)).toMatchObject({
      remaining: 0,
      mint: "All shares are minted.",
    });
  });

  it("closes by itself 30 days after the end, and when it is sold out", () => {
    expect(offeringChoices(offering, 20, 40 * DAY).extend).toContain("closed for good");
    const soldOut = offeringChoices({ ...offering, sold: 60 }, 60, 2 * DAY);
    expect(soldOut).toMatchObject({ mint: null, unsold: 0, retained: 40 });
    expect(soldOut.extend).toContain("Every public share");
  });
});

describe("checkNewEnd", () => {
  it("takes a later end within a year from now", () => {
    expect(checkNewEnd(11 * DAY, 10 * DAY, 5 * DAY)).toBeNull();
    expect(checkNewEnd(370 * DAY, 10 * DAY, 5 * DAY)).toBeNull();
  });

  it("says what is wrong with others", () => {
    expect(checkNewEnd(null, 10 * DAY, 5 * DAY)).toContain("Choose");
    expect(checkNewEnd(10 * DAY, 10 * DAY, 5 * DAY)).toContain("after the present end");
    expect(checkNewEnd(11 * DAY, 10 * DAY, 12 * DAY)).toContain("past");
    expect(checkNewEnd(371 * DAY, 10 * DAY, 5 * DAY)).toContain("year");
  });
});
