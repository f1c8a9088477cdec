import { isAddress } from "./address.ts";
import type { Hex } from "./network.ts";

export type PresaleEntry = readonly [account: Hex, max: number];

const MOST_ENTRIES = 10_000;
const MOST_SHARES = 100_000;

/** A first line of names instead of an account, as spreadsheets export it. */
const isHeading = (account: string) => /^(address|account|wallet|konto)/i.test(account);

/**
 * Reads "address, most shares" lines, also as spreadsheets export them: with a heading, quotes, semicolons or tabs, and
 * further columns, which are ignored. Empty lines and lines that begin with # are left out.
 */
export function parsePresaleList(
  text: string,
): { readonly entries: readonly PresaleEntry[] } | { readonly problem: string } {
  const entries: PresaleEntry[] = [];
  const seen = new Map<string, number>();
  for (const [index, raw] of text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const [account = "", most = ""] = line
      .split(/\s*[,;\t]\s*|\s+/)
      .map((cell) => cell.replace(/^"|"$/g, ""));
    if (entries.length === 0 && isHeading(account)) continue;
    const where = `Line ${index + 1}:`;
    if (!isAddress(account)) return { problem: `${where} ${account || "nothing"} is not an address.` };
    const max = /^\d{1,6}$/.test(most) ? Number(most) : 0;
    if (max < 1 || max > MOST_SHARES) {
      return { problem: `${where} write how many shares the account may buy, 1 to 100,000.` };
    }
    const before = seen.get(account.toLowerCase());
    if (before !== undefined) {
      return { problem: `${where} ${account} is listed twice, first in line ${before}.` };
    }
    seen.set(account.toLowerCase(), index + 1);
    entries.push([account, max]);
    if (entries.length > MOST_ENTRIES) return { problem: "A list may name at most 10,000 accounts." };
  }
  return entries.length > 0 ? { entries } : { problem: "The list is empty." };
}
