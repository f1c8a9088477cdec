import { packCid } from "./cid.ts";
import { checkCoinFields, type CoinFields, type CoinTerms } from "./coin-terms.ts";
import { formatAmount, parseAmount } from "./money.ts";
import type { Currency } from "./network.ts";
import { parsePresaleList, type PresaleEntry } from "./presale-list.ts";
import { checkShortText } from "./text.ts";
import { parseDateTime } from "./time.ts";

/** What the launch form holds, as typed. */
export interface LaunchFields extends CoinFields {
  title: string;
  description: string;
  genre: string;
  credits: string;
  price: string;
  totalShares: string;
  publicShares: string;
  walletCap: string;
  /** The first buyer's part of a resale royalty, in per cent. */
  moverShare: string;
  opens: "at-once" | "later";
  start: string;
  end: string;
  hasPresale: boolean;
  presaleList: string;
  presaleOpens: "at-once" | "later";
  presaleStart: string;
  source: "upload" | "cids";
  audioCid: string;
  coverCid: string;
  metadataCid: string;
  presaleCid: string;
}

type ProblemField = keyof LaunchFields | "audio" | "cover";
export type LaunchProblems = Partial<Record<ProblemField, string>>;

export const LAUNCH_STEPS = ["files", "story", "terms", "review"] as const;
export type LaunchStep = (typeof LAUNCH_STEPS)[number];

const FILES_FIELDS: readonly ProblemField[] = [
  ...(["source", "audio", "cover", "audioCid", "coverCid", "metadataCid"] as const),
];
const STORY_FIELDS: readonly ProblemField[] = ["title", "description", "genre", "credits"];

/** The step on which a field stands. */
export function stepOf(field: string): LaunchStep {
  if ((FILES_FIELDS as readonly string[]).includes(field)) return "files";
  return (STORY_FIELDS as readonly string[]).includes(field) ? "story" : "terms";
}

/** The problems that a step can solve. */
export function problemsOfStep(problems: LaunchProblems, step: LaunchStep): LaunchProblems {
  return Object.fromEntries(
    Object.entries(problems).filter(
      ([field, words]) => words && (step === "review" || stepOf(field) === step),
    ),
  );
}

export const ROYALTY_PRESETS = [
  { label: "Balanced: 10, 5, 3 and 1 %", rates: [1000, 500, 300, 100] },
  { label: "High: 15, 10, 5 and 2 %", rates: [1500, 1000, 500, 200] },
  { label: "Low: 5, 3, 1 and 0.5 %", rates: [500, 300, 100, 50] },
] as const satisfies readonly { label: string; rates: readonly [number, number, number, number] }[];

const MOST_SHARES = 100_000;
/** The contracts count all money of one master in 88 bits. */
const MOST_MONEY = 2n ** 88n - 1n;
const YEAR = 365 * 24 * 60 * 60;

function wholeNumber(text: string, low: number, high: number): number | null {
  const value = Number(text.trim().replace(/,/g, ""));
  return Number.isInteger(value) && text.trim() !== "" && value >= low && value <= high ? value : null;
}

export interface LaunchNumbers {
  readonly price: bigint;
  readonly totalShares: number;
  readonly publicShares: number;
  readonly walletCap: number;
  /** In basis points. */
  readonly moverShare: number;
  /** Zero is the moment of the launch. */
  readonly start: number;
  readonly end: number;
  readonly presale: { readonly start: number; readonly entries: readonly PresaleEntry[] } | null;
  /** The coin that comes with an artist's first master; null where none is made. */
  readonly coin: CoinTerms | null;
}

type Shares = Pick<LaunchNumbers, "price" | "totalShares" | "publicShares" | "walletCap" | "moverShare">;

function checkShares(fields: LaunchFields, currency: Currency, problems: LaunchProblems): Shares {
  const price = parseAmount(fields.price, currency);
  if ("problem" in price) problems.price = price.problem;
  else if (price.amount === 0n) problems.price = "A share costs more than nothing.";
  const totalShares = wholeNumber(fields.totalShares, 1, MOST_SHARES);
  if (totalShares === null) problems.totalShares = "Between 1 and 100,000 shares.";
  const publicShares = wholeNumber(fields.publicShares, 1, totalShares ?? MOST_SHARES);
  if (publicShares === null) problems.publicShares = "At least 1 and no more than all shares.";
  const walletCap = fields.walletCap.trim() === "" ? 0 : wholeNumber(fields.walletCap, 1, MOST_SHARES);
  if (walletCap === null) problems.walletCap = "A whole number, or empty for no limit.";
  const moverShare = wholeNumber(fields.moverShare, 0, 100);
  if (moverShare === null) problems.moverShare = "A whole number of per cent, 0 to 100.";
  const amount = "amount" in price ? price.amount : 0n;
  if (amount * BigInt(totalShares ?? 1) > MOST_MONEY) {
    const most = formatAmount(MOST_MONEY / BigInt(totalShares ?? 1), currency).short;
    problems.price = `More than the contracts can count: at most ${most} with so many shares.`;
  }
  return {
    price: amount,
    totalShares: totalShares ?? 0,
    publicShares: publicShares ?? 0,
    walletCap: walletCap ?? 0,
    moverShare: (moverShare ?? 0) * 100,
  };
}

function checkWindow(
  fields: LaunchFields,
  now: number,
  problems: LaunchProblems,
): Pick<LaunchNumbers, "start" | "end"> {
  const start = fields.opens === "at-once" ? 0 : parseDateTime(fields.start);
  const end = parseDateTime(fields.end);
  if (start === null) problems.start = "Choose when the offering opens.";
  else if (start !== 0 && start <= now) problems.start = "This is in the past.";
  else if (start > now + YEAR) problems.start = "At most a year from now.";
  const opening = Math.max(start ?? now, now);
  if (end === null || end <= opening) problems.end = "The end has to come after the opening.";
  else if (end - opening > YEAR) problems.end = "An offering lasts at most a year.";
  return { start: start ?? 0, end: end ?? 0 };
}

/** A start of 1 lies in the past, which the registry takes as the moment of the launch. */
const AT_THE_LAUNCH = 1;

function checkPresale(
  fields: LaunchFields,
  opening: number,
  now: number,
  problems: LaunchProblems,
): LaunchNumbers["presale"] {
  if (!fields.hasPresale) return null;
  if (fields.opens === "at-once") {
    problems.presaleStart = "A presale comes before the opening: let the offering open later.";
  }
  const start = fields.presaleOpens === "at-once" ? AT_THE_LAUNCH : parseDateTime(fields.presaleStart);
  if (start === null) problems.presaleStart = "Choose when the presale begins.";
  else if (start !== AT_THE_LAUNCH && start <= now) problems.presaleStart = "This is in the past.";
  else if (fields.opens === "later" && start >= opening) {
    problems.presaleStart = "The presale has to begin before the opening.";
  }
  const list = parsePresaleList(fields.presaleList);
  if ("problem" in list) problems.presaleList = list.problem;
  return { start: start ?? AT_THE_LAUNCH, entries: "entries" in list ? list.entries : [] };
}

function checkFiles(
  fields: LaunchFields,
  files: { audio: unknown; cover: unknown },
  problems: LaunchProblems,
): void {
  if (fields.source === "upload") {
    if (!files.audio) problems.audio = "Choose the recording.";
    if (!files.cover) problems.cover = "Choose a cover.";
    return;
  }
  for (const name of ["audioCid", "coverCid", "metadataCid"] as const) {
    if (packCid(fields[name]) === null) problems[name] = "This is not a CID that the contracts take.";
  }
  if (fields.hasPresale && packCid(fields.presaleCid) === null) {
    problems.presaleCid = "This is not a CID that the contracts take.";
  }
}

const LONGEST_CREDIT = { name: 80, role: 60 };
const MOST_CREDITS = 64;

function checkStory(fields: LaunchFields, problems: LaunchProblems): void {
  const title = checkShortText(fields.title, "a title");
  if (title) problems.title = title;
  if (fields.source === "cids") return;
  const credits = parseCredits(fields.credits);
  if (credits.length > MOST_CREDITS) problems.credits = "At most 64 people can be named.";
  const tooLong = credits.findIndex(
    ({ name, role }) => name.length > LONGEST_CREDIT.name || role.length > LONGEST_CREDIT.role,
  );
  if (tooLong !== -1) {
    problems.credits = `Line ${tooLong + 1}: a name may have 80 characters and a role 60.`;
  }
}

/**
 * Checks the whole form; `problems` is empty when it can be launched. `native` is what the artist's coin is traded
 * against, null where the launch makes none.
 */
export function checkLaunchFields(
  fields: LaunchFields,
  files: { audio: unknown; cover: unknown },
  currency: Currency,
  now: number,
  native: Currency | null = null,
): { problems: LaunchProblems; numbers: LaunchNumbers } {
  const problems: LaunchProblems = {};
  checkStory(fields, problems);
  checkFiles(fields, files, problems);
  const shares = checkShares(fields, currency, problems);
  const window = checkWindow(fields, now, problems);
  const presale = checkPresale(fields, window.start, now, problems);
  const coin = native === null ? null : checkCoinFields(fields, native, problems);
  return { problems, numbers: { ...shares, ...window, presale, coin } };
}

/** "name — role" lines; a line without a role is left out by the caller's schema, so it gets one. */
export function parseCredits(text: string): { name: string; role: string }[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [name = "", role = ""] = line.split(/\s*[—–:,]\s*/, 2);
      return { name, role: role || "contributor" };
    });
}
