import { packCid } from "./cid.ts";

export interface ProfileLink {
  readonly href: string;
  /** Host and path, so that one sees where it leads. */
  readonly label: string;
}

/** As many as a profile may have. */
export const MOST_LINKS = 12;
const LONGEST_LABEL = 40;

/** Links of a document that anybody may have written: only web addresses, and no names that hide them. */
export function readLinks(links: readonly string[]): readonly ProfileLink[] {
  const known = new Map<string, ProfileLink>();
  for (const text of links) {
    if (!URL.canParse(text)) continue;
    const { protocol, href, host, pathname, username } = new URL(text);
    if ((protocol !== "https:" && protocol !== "http:") || username !== "") continue;
    const label = `${host.replace(/^www\./, "")}${pathname.replace(/\/$/, "")}`;
    const short = label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;
    known.set(href, { href, label: short });
  }
  return [...known.values()].slice(0, MOST_LINKS);
}

/** The CID that an `ipfs://` address or a plain CID names; pictures from elsewhere are not shown. */
export function pictureCid(uri: string | null): string | null {
  if (uri === null) return null;
  const cid = uri.trim().replace(/^ipfs:\/\/(?:ipfs\/)?/, "");
  return packCid(cid) === null ? null : cid;
}
