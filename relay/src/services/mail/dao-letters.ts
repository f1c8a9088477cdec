import type { Letter } from "./letter.ts";

type Data = Readonly<Record<string, string>>;

/** A time as letters say it: nobody's clock is known, so all of it is in UTC. */
const timeOf = (seconds: string): string =>
  `${new Date(Number(seconds) * 1_000).toLocaleString("en-GB", {
    ...{
      day: "numeric",
      month: "long",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      timeZone: "UTC",
    },
  })} UTC`;

const nameOf = ({ title = "", number = "" }: Data): string =>
  title === "" ? `Proposal ${number}` : `“${title}”`;

const lookAt = (appUrl: string, { artist = "", number = "" }: Data) => ({
  label: "See the proposal",
  url: `${appUrl}/coins/${artist}/dao/${number}`,
});

/** Letters about DAOs: `data` is that of the notification. */
export const proposalLetter = (appUrl: string, data: Data): Letter => {
  const { dao = "", opensAt = "", endsAt = "" } = data;
  return {
    subject: `New in ${dao}: ${nameOf(data)}`,
    paragraphs: [
      `${nameOf(data)} is proposed in ${dao}. The vote opens on ${timeOf(opensAt)} and is open until ${timeOf(endsAt)}.`,
      data.hasVotes === "true"
        ? "It counts the votes that you have when it opens."
        : "Your coins have no votes yet. Delegate them to yourself, or stake them, before it opens.",
    ],
    action: lookAt(appUrl, data),
  };
};

export const voteEndsLetter = (appUrl: string, data: Data): Letter => ({
  subject: `The vote on ${nameOf(data)} ends soon`,
  paragraphs: [
    `The vote on ${nameOf(data)} in ${data.dao ?? ""} is open until ${timeOf(data.endsAt ?? "")}. You have votes in it and have not cast them.`,
  ],
  action: lookAt(appUrl, data),
});

const results: Readonly<Record<string, string>> = {
  passed: "It passed. Once it is queued, the treasury waits before it is executed.",
  majority: "It was defeated: not more votes were for it than against it.",
  quorum: "It was defeated: too few votes were cast for the quorum.",
};

export const resultLetter = (appUrl: string, data: Data): Letter => ({
  subject: `${nameOf(data)} ${data.result === "passed" ? "passed" : "was defeated"}`,
  paragraphs: [
    `The vote on ${nameOf(data)} in ${data.dao ?? ""} is over. ${results[data.result ?? ""] ?? ""}`.trim(),
  ],
  action: lookAt(appUrl, data),
});
