import { packCid } from "./cid.ts";
import { MOST_LINKS } from "./profile-links.ts";
import { checkShortText } from "./text.ts";

/** An artist's profile as the form has it. */
export interface ProfileFields {
  name: string;
  bio: string;
  genre: string;
  location: string;
  /** One a line. */
  links: string;
  /** `ipfs://…`, or empty for none. */
  avatar: string;
  /** Write it here, or name a document pinned elsewhere. */
  source: "write" | "cid";
  cid: string;
}

export type ProfileProblems = Partial<Record<keyof ProfileFields, string>>;

const MOST_BIO = 4000;
const MOST_GENRE = 40;
const MOST_LOCATION = 80;
const MOST_LINK = 300;
const PICTURE = /^ipfs:\/\/b[a-z2-7]{20,120}(?:\/[\w.-]{1,64}){0,4}$/;

function typedLinks(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

const withProtocol = (line: string): string => (/^[a-z]+:/i.test(line) ? line : `https://${line}`);

/** Links as typed, one a line; an address without `https://` gets it. */
export function parseLinks(text: string): readonly string[] {
  return typedLinks(text).map(withProtocol);
}

function checkLink(typed: string): string | null {
  const link = withProtocol(typed);
  if (!URL.canParse(link)) return `“${typed}” is not an address of a page.`;
  const { protocol, hostname, username, password } = new URL(link);
  if (protocol !== "https:") return `“${typed}” has to begin with https://.`;
  if (!hostname.includes(".") || username !== "" || password !== "")
    return `“${typed}” is not a public address.`;
  return link.length > MOST_LINK ? "A link has at most 300 characters." : null;
}

/** A picture that a profile may name: only what is on IPFS. */
export function isPinnedPicture(uri: string | null): uri is string {
  return uri !== null && PICTURE.test(uri);
}

/** Checks the form as the upload service will; empty when it can be published. */
export function checkProfile(fields: ProfileFields): ProfileProblems {
  const problems: ProfileProblems = {};
  const name = checkShortText(fields.name, "a name");
  if (name !== null) problems.name = name;
  if (fields.source === "cid") {
    if (packCid(fields.cid) === null) problems.cid = "This is not a CID that the contracts take.";
    return problems;
  }
  if (fields.bio.trim().length > MOST_BIO) problems.bio = "At most 4,000 characters.";
  if (fields.genre.trim().length > MOST_GENRE) problems.genre = "At most 40 characters.";
  if (fields.location.trim().length > MOST_LOCATION) problems.location = "At most 80 characters.";
  const links = typedLinks(fields.links);
  const wrong = new Set(links.map(checkLink).filter((problem) => problem !== null));
  if (links.length > MOST_LINKS) problems.links = `At most ${MOST_LINKS} links.`;
  else if (wrong.size > 0) problems.links = [...wrong].join(" ");
  return problems;
}

/** The document to pin; only for fields that `checkProfile` accepted. */
export function profileDocument(fields: ProfileFields, avatar: string | null) {
  const [genre, location] = [fields.genre.trim(), fields.location.trim()];
  const links = parseLinks(fields.links);
  return {
    name: fields.name.trim(),
    bio: fields.bio.trim(),
    ...(genre ? { genre } : {}),
    ...(location ? { location } : {}),
    ...(avatar ? { avatar } : {}),
    ...(links.length > 0 ? { links: [...links] } : {}),
  };
}
