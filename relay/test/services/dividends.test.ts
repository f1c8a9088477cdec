import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FakeSubgraph } from "../helpers/fake-subgraph.ts";
import { Listening } from "../helpers/listening.ts";
import {
  addEmail,
  addressOf,
  link as linkWallet,
  type NewsRelay,
  noticesOf,
  notificationsOf as told,
  startNewsRelay,
} from "../helpers/news.ts";
import { createPerson, type Person } from "../helpers/people.ts";
import type { TestRelay } from "../helpers/relay.ts";

let news: NewsRelay;
let subgraph: FakeSubgraph;
let relay: TestRelay;
let ada: Person;

const link = (person: Person, number: number) => linkWallet(news, person, number);
const mine = (confirmed: number) => news.mine(confirmed);
const hold = (number: number, balance: number, staked = 0) => {
  const id = `0x01${addressOf(number).slice(2)}`;
  subgraph.holders.push({ id, account: { id: addressOf(number) }, balance, staked });
};
const depositIn = ({ deposits }: FakeSubgraph, id: string, block: number) => {
  const master = { id: "0xb1", number: "7", title: "Night Ferry" };
  const currency = { symbol: "USDC", decimals: 6 };
  deposits.push({ id, block: String(block), perUnit: "3", amount: "9000", master, currency });
};
const deposit = (id: string, block: number) => depositIn(subgraph, id, block);

beforeEach(async () => {
  news = await startNewsRelay(3, (past) => depositIn(past, "0x00", 900));
  ({ subgraph, relay } = news);
  ada = await createPerson(relay);
  subgraph.deposits.length = 0;
});
afterEach(() => news.close());

describe("news of dividends", () => {
  it("tell a holder what a deposit brought to all of his wallets, at once and once", async () => {
    await Promise.all([link(ada, 1), link(ada, 2)]);
    hold(1, 4, 1);
    hold(2, 1);
    hold(3, 50);
    const cookie = [...ada.browser.cookies].map((pair) => pair.join("=")).join("; ");
    const listening = await Listening.open(`${relay.url}/v1/live`, { cookie });
    await expect.poll(() => listening.of("block").length).toBe(1);
    deposit("0x0a", 1_001);
    mine(1_001);
    await expect.poll(() => listening.of("notification").length).toBe(1);
    const amount = String((4 * 10 + 1 * 2 + 1 * 10) * 3);
    expect(listening.of("notification")[0]?.notification).toMatchObject({
      ...{ topic: "dividends", kind: "dividend.deposited", isRead: false },
      data: { master: "0xb1", number: "7", title: "Night Ferry", amount, total: "9000", currency: "USDC" },
    });
    mine(1_002);
    await news.hasToldUpTo(1_002);
    expect(await told(ada)).toHaveLength(1);
    listening.close();
  });

  it("tell nothing of what was before the relay, and nothing to those who hold nothing", async () => {
    await link(ada, 1);
    deposit("0x0b", 1_001);
    hold(3, 5);
    mine(1_001);
    await news.hasToldUpTo(1_001);
    expect(subgraph.asked.some(({ query }) => query.includes(" holders("))).toBe(true);
    expect(await told(ada)).toEqual([]);
  });

  it("are told later when the subgraph was away, and find holders behind the first page", async () => {
    await link(ada, 1);
    for (let number = 1_000; number < 1_600; number += 1) hold(number, 1);
    hold(1, 2);
    subgraph.isDown = true;
    deposit("0x0c", 1_001);
    mine(1_001);
    await expect.poll(() => relay.logs.join("")).toContain("news could not be told");
    subgraph.isDown = false;
    mine(1_005);
    await expect.poll(async () => (await told(ada)).length).toBe(1);
  });

  it("go by letter to those who want them so, once", async () => {
    const ben = await createPerson(relay);
    await Promise.all([link(ada, 1), link(ben, 2)]);
    hold(1, 1);
    hold(2, 1);
    for (const person of [ada, ben]) await addEmail(news, person);
    await relay.database.query(
      "insert into relay.notification_settings (account_id, topic, by_email, in_app) values ($1, 'dividends', false, true)",
      [ben.accountId],
    );
    deposit("0x0e", 1_001);
    mine(1_001);
    await expect.poll(async () => (await told(ben)).length).toBe(1);
    mine(1_002);
    await news.hasToldUpTo(1_002);
    const notices = await noticesOf(news);
    expect(notices).toMatchObject([
      { to: `${ada.accountId}@example.org`, letter: { subject: "Revenue for Night Ferry" } },
    ]);
    expect(JSON.stringify(notices)).toContain("brought you 0.00003 USDC");
  });

  it("wait until a deposit is deep enough in the chain", async () => {
    await link(ada, 1);
    hold(1, 1);
    deposit("0x0f", 1_010);
    for (const confirmed of [1_008, 1_009]) {
      mine(confirmed);
      await news.hasToldUpTo(confirmed);
    }
    expect(await told(ada)).toEqual([]);
    mine(1_010);
    await expect.poll(async () => (await told(ada)).length).toBe(1);
  });

  it("include a deposit that a reorganisation brought in behind the position", async () => {
    await link(ada, 1);
    hold(1, 1);
    mine(1_050);
    await news.hasToldUpTo(1_050);
    deposit("0x0d", 1_020);
    mine(1_051);
    await expect.poll(async () => (await told(ada)).length).toBe(1);
  });
});
