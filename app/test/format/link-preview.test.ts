import { describe, expect, it } from "vitest";
import type { CoinSummary } from "../../src/lib/format/coin-market.ts";
import { previewCoin, previewMaster, previewSession } from "../../src/lib/format/link-preview.ts";
import type { MasterSummary } from "../../src/lib/format/master.ts";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";
import type { SessionDetail } from "../../src/lib/format/studio.ts";

const offering = {
  currency: { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 },
  price: 20_000_000_000_000_000n,
  publicShares: 1250,
  sold: 35,
  start: 1_000,
  end: 2_000,
  presaleStart: null,
  closedAt: null,
};
const master = { title: "Night Ferry", artist: { name: "Halden Pier" }, acc: 0n, offering };
const facts = (changes: object, now: number, acc = 0n) =>
  previewMaster({ ...master, acc, offering: { ...offering, ...changes } } as unknown as MasterSummary, now)
    .facts;

describe("previewMaster", () => {
  it("says what is left and what a share costs while it can be bought", () => {
    expect(facts({}, 1_500)).toEqual(["Open: 1,215 of 1,250 shares left", "0.02 ETH a share"]);
    expect(facts({ presaleStart: 500 }, 600)[0]).toBe("Presale: 1,215 of 1,250 shares left");
  });

  it("names the day on which it opens, not how long that is", () => {
    expect(facts({ start: 1_795_480_008 }, 1_000)[0]).toBe("Opens 24 Nov 2026");
  });

  it("says how it ended and what shares earned", () => {
    expect(facts({ sold: 1250 }, 1_500, 10n ** 14n)).toEqual([
      "Sold out: 1,250 shares sold",
      "0.02 ETH a share",
      "0.001 ETH earned by each so far",
    ]);
    expect(facts({ sold: 1 }, 2_500)[0]).toBe("Ended: 1 share sold");
  });
});

describe("previewCoin", () => {
  const coin = { address: ZERO_ADDRESS, name: "Pier Coin", symbol: "PIER", decimals: 18 };
  const summary = { coin, artist: { name: "Halden Pier" }, price: 40_000_000_000_000n, holderCount: 1 };
  const preview = (tradeCount: number) =>
    previewCoin({ ...summary, tradeCount } as CoinSummary, { ...offering.currency, symbol: "POL" });

  it("says whose it is, what one and all of them cost, and who has it", () => {
    expect(preview(7)).toEqual({
      ...{ title: "PIER", subtitle: "Pier Coin, the coin of Halden Pier" },
      facts: ["0.00004 POL each", "40 POL for all 1,000,000", "1 holder"],
    });
  });

  it("says the artist's name once where the coin has the same", () => {
    const named = { ...summary, coin: { ...coin, name: "Halden Pier" }, tradeCount: 1 };
    expect(previewCoin(named as CoinSummary, offering.currency).subtitle).toBe("The coin of Halden Pier");
  });

  it("does not call the opening price one that somebody paid", () => {
    expect(preview(0).facts[0]).toBe("0.00004 POL each to begin with");
  });
});

describe("previewSession", () => {
  const day = 1_795_480_008;
  const session = {
    ...{ title: "Finish Night Ferry", artist: { name: "Halden Pier" }, status: "open", closesAt: day },
    ...{ decisionCount: 1, decisions: [{ question: "Which drums?" }], publications: [] },
    ...{ lockedAt: null, outcome: null },
  };
  const factsOf = (changes: object, now = day - 1) =>
    previewSession({ ...session, ...changes } as unknown as SessionDetail, now).facts;

  it("says whose it is, what is decided and until which day, not how long that is", () => {
    expect(previewSession(session as unknown as SessionDetail, day - 1)).toEqual({
      ...{ title: "Finish Night Ferry", subtitle: "Studio session of Halden Pier" },
      facts: ["Votes close 24 Nov 2026", "Which drums?"],
    });
    expect(factsOf({ decisionCount: 3 })[1]).toBe("3 decisions");
  });

  it("says what became of it", () => {
    expect(factsOf({ status: "draft", closesAt: null })[0]).toBe("Not open yet");
    expect(factsOf({ status: "cancelled", closesAt: null })[0]).toBe("Given up before it opened");
    const publications = [{ count: 3 }, { count: 1 }];
    expect(factsOf({ publications }, day)).toEqual([
      "Votes closed 24 Nov 2026",
      "Which drums?",
      "1 ballot counted",
    ]);
    const locked = { status: "locked", lockedAt: day + 172_800, publications };
    expect(factsOf({ ...locked, outcome: "counted" })[0]).toBe("Decided 26 Nov 2026");
    expect(factsOf({ ...locked, outcome: "uncounted" })[0]).toBe("Locked 26 Nov 2026");
  });
});
