import { describe, expect, it } from "vitest";
import { parsePresaleList } from "../../src/lib/format/presale-list.ts";

const account = (digit: number) => `0x${String(digit).repeat(40)}` as const;
const three = {
  entries: [
    [account(1), 5],
    [account(2), 1],
    [account(3), 7],
  ],
};

describe("parsePresaleList", () => {
  it("reads accounts and limits, whatever separates them", () => {
    const text = `# friends\n${account(1)}, 5\n\n${account(2)};1\n${account(3)}\t7`;
    expect(parsePresaleList(text)).toEqual(three);
  });

  it("reads what spreadsheets export: a heading, quotes, more columns, Windows line ends", () => {
    const text = `\ufeff"Wallet","Max","Name"\r\n"${account(1)}","5","Ada, first"\r\n${account(2)} , 1\r\n${account(3)},7,\r\n`;
    expect(parsePresaleList(text)).toEqual(three);
  });

  it.each([
    ["", "empty"],
    ["wallet,max", "empty"],
    ["0x12, 5", "Line 1"],
    [`${account(1)}, 0`, "Line 1"],
    [`${account(1)}, 1.5`, "Line 1"],
    [`${account(1)}, 1e3`, "Line 1"],
    [`${account(1)}, 100001`, "Line 1"],
    [account(1), "Line 1"],
    [`\n${account(1)}, 1\n${account(1)}, 2`, "Line 3: " + account(1) + " is listed twice, first in line 2"],
    [`${account(1)}, 1\nwallet, 2`, "Line 2"],
  ])("names what is wrong with %j", (text, words) => {
    const result = parsePresaleList(text);
    expect("problem" in result && result.problem).toContain(words);
  });

  it("takes ten thousand accounts and no more", () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => `0x${index.toString(16).padStart(40, "0")},1`).join("\n");
    expect(parsePresaleList(lines(10_000))).toHaveProperty("entries");
    expect(parsePresaleList(lines(10_001))).toHaveProperty("problem");
  });
});
