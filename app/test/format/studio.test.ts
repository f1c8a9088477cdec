import { describe, expect, it } from "vitest";
import {
  contestableUntil,
  contestedWords,
  isAgainst,
  leadersOf,
  lockTerms,
} from "../../src/lib/format/studio-lock.ts";
import { ruleTag, ruleWords, weightRows } from "../../src/lib/format/studio-rule.ts";
import { sessionStateAt, type Publication, type StudioOption } from "../../src/lib/format/studio.ts";

const HOUR = 3_600;
const CLOSES = 1_000_000;
const coin = { address: "0x1", name: "Harbour", symbol: "HRB", decimals: 18 } as const;
const WHOLE = 10n ** 18n;

const option = (index: number, tally: bigint | null): StudioOption => ({
  ...{ index, label: `Option ${index}`, content: null, producer: null, tally },
});

const publication = (number: number, contestedAt: number | null = null): Publication => ({
  ...{ number, root: "0x01", count: 3, ballotsCid: "bafy", publishedAt: CLOSES + number * HOUR },
  transaction: "0x02",
  contest:
    contestedAt === null
      ? null
      : { fault: "missing", by: "0x03", decision: 0, voter: "0x04", time: contestedAt },
});

describe("sessionStateAt", () => {
  it("closes an open session by the time alone", () => {
    const facts = { status: "open", closesAt: CLOSES } as const;
    expect(sessionStateAt(facts, CLOSES - 1)).toBe("open");
    expect(sessionStateAt(facts, CLOSES)).toBe("closed");
    expect(sessionStateAt({ status: "draft", closesAt: null }, CLOSES)).toBe("draft");
    expect(sessionStateAt({ status: "locked", closesAt: CLOSES }, CLOSES + 1)).toBe("locked");
  });
});

describe("lockTerms", () => {
  const closed = { closesAt: CLOSES };

  it("waits 72 hours for a publication that does not come", () => {
    const terms = lockTerms({ ...closed, publications: [] });
    expect(terms).toEqual({ earliest: CLOSES + 72 * HOUR, outcome: "uncounted" });
  });

  it("waits 24 hours after a publication", () => {
    const terms = lockTerms({ ...closed, publications: [publication(1)] });
    expect(terms).toEqual({ earliest: CLOSES + 25 * HOUR, outcome: "counted" });
  });

  it("waits 72 hours after a contest of the first, for the second", () => {
    const contestedAt = CLOSES + 5 * HOUR;
    const terms = lockTerms({ ...closed, publications: [publication(1, contestedAt)] });
    expect(terms).toEqual({ earliest: contestedAt + 72 * HOUR, outcome: "contested" });
  });

  it("does not wait longer for a contest of the second", () => {
    const publications = [publication(1, CLOSES + HOUR), publication(2, CLOSES + 3 * HOUR)];
    const terms = lockTerms({ ...closed, publications });
    expect(terms).toEqual({ earliest: CLOSES + 26 * HOUR, outcome: "contested" });
  });
});

describe("contestableUntil", () => {
  it("is a day after the newest publication, unless it was contested", () => {
    const published = { closesAt: CLOSES, publications: [publication(1)] };
    expect(contestableUntil(published, CLOSES + 2 * HOUR)).toBe(CLOSES + 25 * HOUR);
    expect(contestableUntil(published, CLOSES + 25 * HOUR)).toBeNull();
    const contested = { closesAt: CLOSES, publications: [publication(1, CLOSES + 2 * HOUR)] };
    expect(contestableUntil(contested, CLOSES + 3 * HOUR)).toBeNull();
    expect(contestableUntil({ closesAt: CLOSES, publications: [] }, CLOSES)).toBeNull();
  });
});

describe("contestedWords", () => {
  const words = (...publications: readonly Publication[]) =>
    contestedWords({ closesAt: CLOSES, publications });

  it("are none where nothing is contested any more", () => {
    expect(words()).toBeNull();
    expect(words(publication(1))).toBeNull();
    expect(words(publication(1, CLOSES + HOUR), publication(2))).toBeNull();
  });

  it("say what may follow", () => {
    expect(words(publication(1, CLOSES + HOUR))).toContain(
      "may be published once more, until 15 Jan 1970, 14:46",
    );
    const twice = words(publication(1, CLOSES + HOUR), publication(2, CLOSES + 3 * HOUR));
    expect(twice).toContain("The artist may lock from 13 Jan 1970, 15:46");
  });
});

describe("leadersOf", () => {
  const counted = { closesAt: CLOSES, publications: [publication(1)] };

  it("are all options with the most weight", () => {
    const options = [option(0, 4n), option(1, 7n), option(2, 7n)];
    expect(leadersOf(counted, { options })).toEqual([1, 2]);
    expect(isAgainst(counted, { options }, 0)).toBe(true);
    expect(isAgainst(counted, { options }, 2)).toBe(false);
  });

  it("are none where nobody voted, so that every choice is free", () => {
    const options = [option(0, 0n), option(1, 0n)];
    expect(leadersOf(counted, { options })).toEqual([]);
    expect(isAgainst(counted, { options }, 1)).toBe(false);
  });

  it("are none once the first publication was contested, and those of a contested second", () => {
    const options = [option(0, 4n), option(1, 7n)];
    const first = { closesAt: CLOSES, publications: [publication(1, CLOSES + 2 * HOUR)] };
    const second = {
      closesAt: CLOSES,
      publications: [...first.publications, publication(2, CLOSES + 3 * HOUR)],
    };
    expect(leadersOf(first, { options })).toEqual([]);
    expect(leadersOf(second, { options })).toEqual([1]);
  });
});

describe("ruleWords", () => {
  const rule = { gates: 0, needsAll: false, coinUnit: 100n * WHOLE };

  it("says who may vote", () => {
    expect(ruleWords(rule, coin)).toBe("Everyone may vote.");
    expect(ruleWords({ ...rule, gates: 3 }, coin)).toBe(
      "Those may vote who hold a share of a master of this artist or hold or stake at least 100 HRB.",
    );
    expect(ruleWords({ ...rule, gates: 7, needsAll: true }, null)).toBe(
      "Those may vote who hold a share of a master of this artist, hold the artist's coin and are subscribers.",
    );
  });

  it("has a short form", () => {
    expect(ruleTag(rule)).toBe("open to everyone");
    expect(ruleTag({ ...rule, gates: 5 })).toBe("for shareholders or subscribers");
  });
});

describe("weightRows", () => {
  it("gives examples in the artist's coin, and none where there is none", () => {
    const rule = { gates: 0, needsAll: false, coinUnit: 10n * WHOLE };
    expect(weightRows(rule, coin)).toContainEqual({ who: "Holders of 250 HRB", weight: 5 });
    expect(weightRows(rule, coin)).toContainEqual({ who: "Holders of 25,000 HRB or more", weight: 50 });
    expect(weightRows(rule, null).map(({ weight }) => weight)).toEqual([1, 2, 3, 5]);
  });
});
