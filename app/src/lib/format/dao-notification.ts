import { displayLine } from "./text.ts";
import { formatDateTime } from "./time.ts";

type Data = Readonly<Record<string, string>>;

const isNumber = (text: string | undefined): text is string => text !== undefined && /^\d{1,15}$/.test(text);

function nameOf({ title = "", number }: Data): string {
  const name = displayLine(title, "");
  if (name !== "") return `“${name}”`;
  return isNumber(number) ? `Proposal ${number}` : "A proposal";
}

/** A time of the chain, after a word; nothing where there is none. */
const timed = (word: string, seconds: string | undefined): string =>
  isNumber(seconds) ? ` ${word} ${formatDateTime(Number(seconds))}` : "";

const RESULTS: Readonly<Record<string, string>> = {
  passed: "passed",
  quorum: "was defeated: too few votes for the quorum",
  majority: "was defeated: no majority was for it",
};

/** What notifications of an artist's DAO say, by their kind. */
export const DAO_KINDS: Readonly<Record<string, (data: Data) => string>> = {
  "proposal.created": (data) => {
    const dao = displayLine(data.dao ?? "", "A DAO");
    const votes = data.hasVotes === "false" ? ". Your coins have no votes yet: delegate or stake them" : "";
    return `${dao} votes on ${nameOf(data)}${timed("from", data.opensAt)}${votes}`;
  },
  "proposal.ends_soon": (data) =>
    `The vote on ${nameOf(data)} ends${timed("on", data.endsAt) || " soon"}, and you have not voted`,
  "proposal.decided": (data) => `${nameOf(data)} ${RESULTS[data.result ?? ""] ?? "was voted on"}`,
  "proposal.queued": (data) =>
    `${nameOf(data)} is queued${isNumber(data.executableAt) ? ` and can be executed${timed("from", data.executableAt)}` : ""}`,
  "proposal.executed": (data) => `${nameOf(data)} was executed`,
  "proposal.cancelled": (data) => `${nameOf(data)} was cancelled`,
};

/** The proposal's page; null when the notification does not say which it is. */
export function proposalHref({ artist, number }: Data): string | null {
  return isNumber(artist) && isNumber(number) ? `/coins/${artist}/dao/${number}` : null;
}
