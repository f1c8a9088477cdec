import { describe, expect, it } from "vitest";
import { packCid, unpackCid } from "../../src/lib/format/cid.ts";
import { checkLaunchFields, parseCredits, type LaunchFields } from "../../src/lib/format/launch.ts";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";
import { parseStatementLines } from "../../src/lib/format/statement.ts";
import { checkShortText } from "../../src/lib/format/text.ts";
import {
  formatPeriod,
  formatSpan,
  monthBefore,
  parseDateTime,
  toDateTimeInput,
} from "../../src/lib/format/time.ts";

const CID = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

describe("checkShortText", () => {
  it("counts bytes, not letters", () => {
    expect(checkShortText("a".repeat(64), "a title")).toBeNull();
    expect(checkShortText("a".repeat(65), "a title")).toContain("65 bytes");
    expect(checkShortText("ü".repeat(33), "a title")).toContain("66 bytes");
  });

  it("takes quotes and refuses control characters and nothing", () => {
    expect(checkShortText('"Quotes" \\ back', "a title")).toBeNull();
    expect(checkShortText("a\u0007b", "a title")).toContain("control characters");
    expect(checkShortText("   ", "a title")).toBe("Enter a title.");
  });
});

describe("packCid", () => {
  it("round-trips", () => {
    const packed = packCid(`ipfs://${CID}`);
    expect(packed).not.toBeNull();
    expect(packed && unpackCid(packed)).toBe(CID);
  });

  it.each(["", "Qm", "https://example.com", "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52z"])(
    "refuses %s",
    (text) => expect(packCid(text)).toBeNull(),
  );
});

describe("parseStatementLines", () => {
  it("reads a CSV with heading, quotes and empty lines", () => {
    expect(parseStatementLines('What,Amount\n"Spotify, EU",120.5\n\nBandcamp;38\n')).toEqual({
      lines: [
        { label: "Spotify, EU", amount: "120.5" },
        { label: "Bandcamp", amount: "38" },
      ],
    });
    expect(parseStatementLines('What,Amount\n"Spotify ""EU"", all",120.5\n\nBandcamp,-38\n')).toEqual({
      lines: [
        { label: 'Spotify "EU", all', amount: "120.5" },
        { label: "Bandcamp", amount: "-38" },
      ],
    });
  });

  it("names the line that it cannot read", () => {
    expect(parseStatementLines("A,1\nB,many")).toEqual({
      problem: "Line 2: “many” is not an amount such as 12.50.",
    });
    expect(parseStatementLines(Array(1002).fill("A,1").join("\n"))).toHaveProperty("problem");
  });
});

describe("times", () => {
  it("writes spans in their two largest units", () => {
    expect(formatSpan(90_061)).toBe("1 day 1 hour");
    expect(formatSpan(12 * 86_400 + 5)).toBe("12 days");
    expect(formatSpan(3600)).toBe("1 hour");
    expect(formatSpan(-5)).toBe("less than a minute");
  });

  it("shows the last day of a period whose end is exclusive", () => {
    expect(formatPeriod(Date.UTC(2026, 9, 1) / 1000, Date.UTC(2026, 10, 1) / 1000)).toBe(
      "1 Oct 2026 – 31 Oct 2026",
    );
  });

  it("reads inputs as UTC and proposes the month before", () => {
    expect(toDateTimeInput(parseDateTime("2026-11-23T10:00") ?? 0)).toBe("2026-11-23T10:00");
    expect(parseDateTime("never")).toBeNull();
    expect(monthBefore(Date.UTC(2026, 0, 15) / 1000)).toEqual({ from: "2025-12-01", to: "2025-12-31" });
  });
});

describe("checkLaunchFields", () => {
  const now = Date.UTC(2026, 10, 23) / 1000;
  const usdc = { address: ZERO_ADDRESS, symbol: "USDC", decimals: 6 };
  const fields: LaunchFields = {
    title: "Night Bus",
    description: "",
    genre: "",
    credits: "",
    price: "12.5",
    totalShares: "1,000",
    publicShares: "800",
    walletCap: "",
    moverShare: "50",
    opens: "at-once",
    start: "",
    end: "2026-12-23T00:00",
    hasPresale: false,
    presaleList: "",
    presaleOpens: "at-once",
    presaleStart: "",
    source: "cids",
    audioCid: CID,
    coverCid: CID,
    metadataCid: CID,
    presaleCid: "",
    coinName: "",
    coinSymbol: "",
    coinPrice: "",
    coinNative: "",
  };
  const files = { audio: null, cover: null };
  const problemsOf = (changes: Partial<LaunchFields>) =>
    Object.keys(checkLaunchFields({ ...fields, ...changes }, files, usdc, now).problems);

  const later = {
    ...({ opens: "later", start: "2026-12-01T00:00", hasPresale: true } as const),
    ...{ presaleList: `0x${"1".repeat(40)},2`, presaleCid: CID },
  };

  it("takes a presale that begins at the launch or later", () => {
    const begins = (changes: Partial<LaunchFields>) => {
      const { problems, numbers } = checkLaunchFields({ ...fields, ...later, ...changes }, files, usdc, now);
      expect(problems).toEqual({});
      return numbers.presale;
    };
    expect(begins({})).toEqual({ start: 1, entries: [[`0x${"1".repeat(40)}`, 2]] });
    const start = "2026-11-30T23:59";
    expect(begins({ presaleOpens: "later", presaleStart: start })?.start).toBe(parseDateTime(start));
  });

  it("takes a complete form", () => {
    const { problems, numbers } = checkLaunchFields(fields, files, usdc, now);
    expect(problems).toEqual({});
    expect(numbers).toMatchObject({
      price: 12_500_000n,
      totalShares: 1000,
      publicShares: 800,
      walletCap: 0,
      start: 0,
    });
  });

  it.each([
    [{ title: "x".repeat(65) }, "title"],
    [{ price: "0" }, "price"],
    [{ totalShares: "100001" }, "totalShares"],
    [{ publicShares: "1001" }, "publicShares"],
    [{ publicShares: "0" }, "publicShares"],
    [{ walletCap: "-1" }, "walletCap"],
    [{ opens: "later" as const, start: "2026-11-01T00:00" }, "start"],
    [{ end: "2026-11-01T00:00" }, "end"],
    [{ end: "2027-12-30T00:00" }, "end"],
    [{ metadataCid: "nonsense" }, "metadataCid"],
    [{ source: "upload" as const }, "audio"],
    [{ price: "999999999999999999999" }, "price"],
    [{ moverShare: "101" }, "moverShare"],
    [{ hasPresale: true }, "presaleStart"],
    [{ hasPresale: true }, "presaleList"],
    [{ ...later, presaleOpens: "later" as const, presaleStart: "2026-11-22T00:00" }, "presaleStart"],
    [{ ...later, presaleOpens: "later" as const, presaleStart: "2026-12-01T00:00" }, "presaleStart"],
    [{ source: "upload" as const, credits: "Ada — ".padEnd(90, "x") }, "credits"],
  ])("names what is wrong with %o", (changes, field) => {
    expect(problemsOf(changes)).toContain(field);
  });
});

it("reads credits with and without roles", () => {
  expect(parseCredits("Ada — voice\n\nBen\nJo: drums")).toEqual([
    { name: "Ada", role: "voice" },
    { name: "Ben", role: "contributor" },
    { name: "Jo", role: "drums" },
  ]);
});
