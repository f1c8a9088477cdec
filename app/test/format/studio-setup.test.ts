import { describe, expect, it } from "vitest";
import { checkSetup, readRule, type SetupFields } from "../../src/lib/format/studio-setup.ts";
import { checkClosing, contestWords, sessionTimeWords } from "../../src/lib/format/studio-words.ts";
import { toDateTimeInput } from "../../src/lib/format/time.ts";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";

const NOW = 1_800_000_000;
const HOUR = 3_600;
const native = { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 } as const;
const coin = { address: "0x1", name: "Harbour", symbol: "HRB", decimals: 18 } as const;

const text = (key: string, label: string) => ({ key, label, hasFile: false });

const fields: SetupFields = {
  ...{ title: "Low water", hasDraft: true, closing: toDateTimeInput(NOW + 24 * HOUR) },
  ...{ shareholders: false, coinHolders: false, subscribers: false, needsAll: true, coinUnit: "25" },
  decisions: [
    {
      ...{ key: "d", kind: "text", question: "Which title?", bounty: "", bountyCurrency: native },
      options: [text("a", "One"), text("b", "Two")],
    },
  ],
};
const [decision] = fields.decisions as [SetupFields["decisions"][number]];

describe("readRule", () => {
  it("adds up the gates, and needs all only where there are some", () => {
    expect(readRule(fields, coin)).toEqual({ gates: 0, needsAll: false, coinUnit: 25n * 10n ** 18n });
    const asked = { ...fields, shareholders: true, coinHolders: true, subscribers: true };
    expect(readRule(asked, coin)).toMatchObject({ gates: 7, needsAll: true });
  });

  it("asks for no coin where the artist has none", () => {
    expect(readRule({ ...fields, coinHolders: true, coinUnit: "" }, null)).toMatchObject({ gates: 0 });
  });

  it("refuses a unit of nothing, which the contract does as well", () => {
    expect(readRule({ ...fields, coinUnit: "0" }, coin)).toHaveProperty("problem");
    expect(readRule({ ...fields, coinUnit: "many" }, coin)).toHaveProperty("problem");
  });
});

describe("checkSetup", () => {
  it("hands back what the transactions need", () => {
    const funded = { ...fields, decisions: [{ ...decision, bounty: "0.5" }] };
    const { problems, numbers } = checkSetup(funded, coin, NOW);
    expect(problems).toEqual({});
    expect(numbers?.bounties).toEqual([{ decision: 0, currency: native, amount: 5n * 10n ** 17n }]);
    expect(numbers?.closesAt).toBe(NOW + 24 * HOUR);
  });

  it("names what is missing by field", () => {
    const empty = { ...decision, question: " ", options: [text("a", "One")] };
    const { problems, numbers } = checkSetup(
      { ...fields, title: "", hasDraft: false, decisions: [empty] },
      coin,
      NOW,
    );
    expect(Object.keys(problems).sort()).toEqual(["d", "d:options", "draft", "title"]);
    expect(numbers).toBeNull();
  });

  it("takes a decision with fewer options where a bounty asks producers for some", () => {
    const asking = { ...decision, bounty: "1", options: [] };
    expect(checkSetup({ ...fields, decisions: [asking] }, coin, NOW).problems).toEqual({});
  });

  it("wants the file of a recording, and counts labels in bytes", () => {
    const audio = {
      ...decision,
      kind: "audio" as const,
      options: [text("a", "One"), text("b", "é".repeat(71))],
    };
    const { problems } = checkSetup({ ...fields, decisions: [audio] }, coin, NOW);
    expect(problems.a).toBe("Choose the file.");
    expect(problems.b).toContain("142 bytes");
  });

  it("refuses no decisions, and more than 32", () => {
    expect(checkSetup({ ...fields, decisions: [] }, coin, NOW).problems).toHaveProperty("decisions");
    const many = Array.from({ length: 33 }, (_, index) => ({ ...decision, key: String(index) }));
    expect(checkSetup({ ...fields, decisions: many }, coin, NOW).problems).toHaveProperty("decisions");
  });
});

describe("checkClosing", () => {
  it("leaves time for the transaction, and 30 days at most", () => {
    expect(checkClosing(NOW + 119, NOW)).not.toBeNull();
    expect(checkClosing(NOW + 120, NOW)).toBeNull();
    expect(checkClosing(NOW + 30 * 24 * HOUR + 1, NOW)).not.toBeNull();
    expect(checkClosing(null, NOW)).not.toBeNull();
  });
});

describe("the words of a session", () => {
  it("say what a contest proved", () => {
    const contest = { fault: "missing", voter: `0x${"ab".repeat(20)}`, decision: 1 } as const;
    expect(contestWords(contest)).toContain("was not counted");
    expect(contestWords(contest)).toContain("in decision 2");
  });

  it("say when it closes or closed", () => {
    const session = { status: "open", closesAt: NOW, createdAt: NOW - 9, lockedAt: null } as never;
    expect(sessionTimeWords(session, NOW - 2 * HOUR)).toBe("closes in 2 hours");
    expect(sessionTimeWords(session, NOW)).toMatch(/^closed /);
  });
});
