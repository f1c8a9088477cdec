import { DAO_KINDS, proposalHref } from "./dao-notification.ts";
import { formatAmount } from "./money.ts";
import { ZERO_ADDRESS } from "./network.ts";
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

const KINDS: Readonly<Record<string, (data: Data) => string>> = {
  "dividend.deposited": describeDividend,
  "subscription.changed": describeSubscription,
  ...DAO_KINDS,
  "onramp.delivered": ({ amount, currency }) =>
    `Your card has filled your wallet${amount && currency === "usdc" ? ` with ${displayLine(amount, "")} USDC` : ""}`,
};

function describeDividend({ title = "", amount = "", currency = "", decimals = "" }: Data): string {
  const name = displayLine(title, "A recording");
  if (!/^\d+$/.test(amount) || !/^\d{1,2}$/.test(decimals)) return `${name} has earned for your shares`;
  const money = { address: ZERO_ADDRESS, symbol: displayLine(currency, ""), decimals: Number(decimals) };
  return `${name} has earned ${formatAmount(BigInt(amount), money).short} for your shares`;
}

function describeSubscription({ status, endsAtPeriodEnd }: Data): string {
  if (status === "past_due") return "The payment of your subscription failed";
  if (status !== "active" && status !== "trialing") return "Your subscription has ended";
  return endsAtPeriodEnd === "true"
    ? "Your subscription is cancelled and runs out"
    : "Your subscription runs";
}

/** What a notification says; kinds that are newer than this app are told by their topic. */
export function describeNotification(topic: string, kind: string, data: Data): NotificationWords {
  const title = KINDS[kind]?.(data) ?? TOPICS[topic] ?? "Something happened";
  return { title, href: hrefOf(topic, data) };
}

function hrefOf(topic: string, data: Data): string | null {
  if (topic === "billing") return "/settings/billing";
  if (topic === "governance") return proposalHref(data);
  const { number, master } = data;
  if (number !== undefined && /^\d+$/.test(number)) return `/masters/${number}`;
  if (master !== undefined && /^0x[0-9a-f]{40}$/i.test(master)) return `/masters/${master}`;
  return null;
}
