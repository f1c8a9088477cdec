import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NotificationPage } from "../../src/protocol/notifications.ts";
import { type FakeSubgraph, startFakeSubgraph } from "../helpers/fake-subgraph.ts";
import { Listening } from "../helpers/listening.ts";
import { createPerson, type Person } from "../helpers/people.ts";
import { startRelay, testAccount, type TestRelay } from "../helpers/relay.ts";

let subgraph: FakeSubgraph;
let relay: TestRelay;
let ada: Person;

const addressOf = (number: number) => testAccount(number).address.toLowerCase();
const link = ({ accountId }: Person, number: number) =>
  relay.database.query("insert into relay.wallets (address, account_id) values ($1, $2)", [
    Buffer.from(addressOf(number).slice(2), "hex"),
    accountId,
  ]);
const hold = (number: number, balance: number, staked = 0) => {
  const id = `0x01${addressOf(number).slice(2)}`;
  subgraph.holders.push({ id, account: { id: addressOf(number) }, balance, staked });
};
const deposit = (id: string, block: number) => {
  const master = { id: "0xb1", number: "7", title: "Night Ferry" };
  const currency = { symbol: "USDC", decimals: 6 };
  subgraph.deposits.push({ id, block: String(block), perUnit: "3", amount: "9000", master, currency });
};
/** A block of the chain makes the relay look; the subgraph has come so far that a block has its confirmations. */
const mine = (confirmed: number) => {
  subgraph.head = confirmed + 2;
  relay.chain.ledger.mine();
};
const told = async ({ browser }: Person) =>
  ((await (await browser.get("/v1/notifications")).json()) as NotificationPage).notifications;

const hasAskedUpTo = (head: string) => subgraph.asked.some(({ variables }) => variables?.to === head);
const isReady = async () => (await relay.database.query("select from relay.news_sources")).rowCount;

beforeEach(async () => {
  subgraph = await startFakeSubgraph();
  deposit("0x00", 900);
  relay = await startRelay({
    AUDIFI_SUBGRAPH_URL: `http://127.0.0.1:1/none,${subgraph.url}`,
    AUDIFI_LIVE_POLL_MS: "50",
    AUDIFI_CONFIRMATIONS: "3",
    AUDIFI_SMTP_URL: "smtp://127.0.0.1:1",
    AUDIFI_MAIL_FROM: "AudiFi <hello@audifi.example>",
  });
  ada = await createPerson(relay);
  await expect.poll(isReady).toBe(1);
  subgraph.deposits.length = 0;
});
afterEach(async () => {
  await relay.close();
  await subgraph.close();
});

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
    await expect.poll(() => hasAskedUpTo("1002")).toBe(true);
    expect(await told(ada)).toHaveLength(1);
    listening.close();
  });

  it("tell nothing of what was before the relay, and nothing to those who hold nothing", async () => {
    await link(ada, 1);
    deposit("0x0b", 1_001);
    hold(3, 5);
    mine(1_001);
    await expect.poll(() => subgraph.asked.some(({ query }) => query.includes("holders("))).toBe(true);
    expect(await told(ada)).toEqual([]);
  });

  it("are told later when the subgraph was away, and find holders behind the first page", async () => {
    await link(ada, 1);
    for (let number = 1_000; number < 1_600; number += 1) hold(number, 1);
    hold(1, 2);
    subgraph.isDown = true;
    deposit("0x0c", 1_001);
    mine(1_001);
    await expect.poll(() => relay.logs.join("")).toContain("dividends could not be told");
    subgraph.isDown = false;
    mine(1_005);
    await expect.poll(async () => (await told(ada)).length).toBe(1);
  });

  it("go by letter to those who want them so, once", async () => {
    const ben = await createPerson(relay);
    await Promise.all([link(ada, 1), link(ben, 2)]);
    hold(1, 1);
    hold(2, 1);
    for (const { accountId } of [ada, ben]) {
      await relay.database.query(
        "insert into relay.identities (account_id, kind, subject, email) values ($1, 'email', $2, $2)",
        [accountId, `${accountId}@example.org`],
      );
    }
    await relay.database.query(
      "insert into relay.notification_settings (account_id, topic, by_email, in_app) values ($1, 'dividends', false, true)",
      [ben.accountId],
    );
    deposit("0x0e", 1_001);
    mine(1_001);
    await expect.poll(async () => (await told(ben)).length).toBe(1);
    mine(1_002);
    await expect.poll(() => hasAskedUpTo("1002")).toBe(true);
    const { rows } = await relay.database.query(
      "select payload from relay.outbox where topic = 'letter:notice'",
    );
    expect(rows).toMatchObject([
      { payload: { to: `${ada.accountId}@example.org`, letter: { subject: "Revenue for Night Ferry" } } },
    ]);
    expect(JSON.stringify(rows)).toContain("brought you 0.00003 USDC");
  });

  it("wait until a deposit is deep enough in the chain", async () => {
    await link(ada, 1);
    hold(1, 1);
    deposit("0x0f", 1_010);
    for (const confirmed of [1_008, 1_009]) {
      mine(confirmed);
      await expect.poll(() => hasAskedUpTo(String(confirmed))).toBe(true);
    }
    expect(await told(ada)).toEqual([]);
    mine(1_010);
    await expect.poll(async () => (await told(ada)).length).toBe(1);
  });

  it("include a deposit that a reorganisation brought in behind the position", async () => {
    await link(ada, 1);
    hold(1, 1);
    mine(1_050);
    await expect.poll(() => hasAskedUpTo("1050")).toBe(true);
    deposit("0x0d", 1_020);
    mine(1_051);
    await expect.poll(async () => (await told(ada)).length).toBe(1);
  });
});
