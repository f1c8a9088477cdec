import { displayLine } from "./text.ts";

export interface NotificationWords {
  readonly title: string;
  readonly href: string | null;
}

type Data = Readonly<Record<string, string>>;

const TOPICS: Readonly<Record<string, string>> = {
  dividends: "Revenue was deposited for shares that you hold",
  sales: "Something of yours was sold",
  offers: "There is an offer for something of yours",
  governance: "There is something to vote on",
  studio: "News of the studio",
  billing: "News of your subscription",
  news: "News of AudiFi",
};

const titleOf = (data: Data, otherwise: string) => displayLine(data.title ?? data.name ?? "", otherwise);

const KINDS: Readonly<Record<string, (data: Data) => string>> = {
  "dividend.deposited": (data) => `${titleOf(data, "A recording that you own shares of")} has earned`,
  "share.sold": (data) => `Shares of ${titleOf(data, "your recording")} were sold`,
};

/** What a notification says; kinds that are newer than this app are told by their topic. */
export function describeNotification(topic: string, kind: string, data: Data): NotificationWords {
  const title = KINDS[kind]?.(data) ?? TOPICS[topic] ?? "Something happened";
  return { title, href: hrefOf(topic, data) };
}

function hrefOf(topic: string, { number, master }: Data): string | null {
  if (topic === "billing") return "/settings/billing";
  if (number !== undefined && /^\d+$/.test(number)) return `/masters/${number}`;
  if (master !== undefined && /^0x[0-9a-f]{40}$/i.test(master)) return `/masters/${master}`;
  return null;
}
