import { packCid } from "./cid.ts";
import { parseAmount } from "./money.ts";
import type { Currency } from "./network.ts";
import { checkShortText } from "./text.ts";
import { parseDateTime } from "./time.ts";

/** What the launch form holds, as typed. */
export interface LaunchFields {
  title: string;
  description: string;
  genre: string;
  credits: string;
  price: string;
  totalShares: string;
  publicShares: string;
  walletCap: string;
  opens: "at-once" | "later";
  start: string;
  end: string;
  hasPresale: boolean;
  presaleList: string;
  presaleStart: string;
  source: "upload" | "cids";
  audioCid: string;
  coverCid: string;
  metadataCid: string;
  presaleCid: string;
}

export type LaunchProblems = Partial<Record<keyof LaunchFields | "audio" | "cover", string>>;

export const ROYALTY_PRESETS = [
  { label: "Balanced: 10, 5, 3 and 1 %", rates: [1000, 500, 300, 100] },
  { label: "High: 15, 10, 5 and 2 %", rates: [1500, 1000, 500, 200] },
  { label: "Low: 5, 3, 1 and 0.5 %", rates: [500, 300, 100, 50] },
] as const satisfies readonly { label: string; rates: readonly [number, number, number, number] }[];

const MOST_SHARES = 100_000;
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
  /** Zero is the moment of the launch. */
  readonly start: number;
  readonly end: number;
}

function checkNumbers(
  fields: LaunchFields,
  currency: Currency,
  now: number,
  problems: LaunchProblems,
): LaunchNumbers {
  const price = parseAmount(fields.price, currency);
  if ("problem" in price) problems.price = price.problem;
  else if (price.amount === 0n) problems.price = "A share costs more than nothing.";
  const totalShares = wholeNumber(fields.totalShares, 1, MOST_SHARES);
  if (totalShares === null) problems.totalShares = "Between 1 and 100,000 shares.";
  const publicShares = wholeNumber(fields.publicShares, 1, totalShares ?? MOST_SHARES);
  if (publicShares === null) problems.publicShares = "At least 1 and no more than all shares.";
  const walletCap = fields.walletCap.trim() === "" ? 0 : wholeNumber(fields.walletCap, 1, MOST_SHARES);
  if (walletCap === null) problems.walletCap = "A whole number, or empty for no limit.";
  const start = fields.opens === "at-once" ? 0 : parseDateTime(fields.start);
  const end = parseDateTime(fields.end);
  if (start === null) problems.start = "Choose when the offering opens.";
  else if (start !== 0 && start <= now) problems.start = "This is in the past.";
  else if (start > now + YEAR) problems.start = "At most a year from now.";
  const opening = Math.max(start ?? now, now);
  if (end === null || end <= opening) problems.end = "The end has to come after the opening.";
  else if (end - opening > YEAR) problems.end = "An offering lasts at most a year.";
  return {
    price: "amount" in price ? price.amount : 0n,
    totalShares: totalShares ?? 0,
    publicShares: publicShares ?? 0,
    walletCap: walletCap ?? 0,
    start: start ?? 0,
    end: end ?? 0,
  };
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

/** Checks the whole form; `problems` is empty when it can be launched. */
export function checkLaunchFields(
  fields: LaunchFields,
  files: { audio: unknown; cover: unknown },
  currency: Currency,
  now: number,
): { problems: LaunchProblems; numbers: LaunchNumbers } {
  const problems: LaunchProblems = {};
  const title = checkShortText(fields.title, "a title");
  if (title) problems.title = title;
  const numbers = checkNumbers(fields, currency, now, problems);
  checkFiles(fields, files, problems);
  if (fields.hasPresale && fields.opens === "at-once") {
    problems.presaleStart = "A presale comes before the opening: let the offering open later.";
  }
  return { problems, numbers };
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
