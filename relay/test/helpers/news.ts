import { expect } from "vitest";
import type { NotificationPage } from "../../src/protocol/notifications.ts";
import { type FakeSubgraph, startFakeSubgraph } from "./fake-subgraph.ts";
import type { Person } from "./people.ts";
import { startRelay, testAccount, type TestRelay } from "./relay.ts";

export const addressOf = (number: number) => testAccount(number).address.toLowerCase();

/** A relay that reads news from a subgraph, at block 1,000; `past` is there before it starts. */
export async function startNewsRelay(
  confirmations: number,
  past: (subgraph: FakeSubgraph) => void = () => undefined,
) {
  const subgraph = await startFakeSubgraph();
  past(subgraph);
  const relay = await startRelay({
    AUDIFI_SUBGRAPH_URL: `http://127.0.0.1:1/none,${subgraph.url}`,
    AUDIFI_LIVE_POLL_MS: "50",
    AUDIFI_CONFIRMATIONS: String(confirmations),
    AUDIFI_SMTP_URL: "smtp://127.0.0.1:1",
    AUDIFI_MAIL_FROM: "AudiFi <hello@audifi.example>",
  });
  const sources = async () => (await relay.database.query("select from relay.news_sources")).rowCount;
  await expect.poll(sources).toBeGreaterThanOrEqual(2);
  return {
    ...{ subgraph, relay },
    /** A block of the chain makes the relay look; the subgraph has come so far that a block has its confirmations. */
    mine: (confirmed: number) => {
      subgraph.head = confirmed + confirmations - 1;
      relay.chain.ledger.mine();
    },
    /** Until a block was looked at, and whatever it had to say was written down. */
    hasToldUpTo: (confirmed: number) => {
      const blocks = { dividends: confirmed, proposals: confirmed };
      return expect
        .poll(() => positionsOf(relay))
        .toMatchObject(
          // Times of blocks that were newest before the relay began are not known.
          confirmations === 1 ? { ...blocks, votes: 12 * confirmed } : blocks,
        );
    },
    close: async () => {
      await relay.close();
      await subgraph.close();
    },
  };
}
export type NewsRelay = Awaited<ReturnType<typeof startNewsRelay>>;

const positionsOf = async ({ database }: TestRelay): Promise<Record<string, number>> => {
  const { rows } = await database.query("select name, position::int from relay.news_sources");
  return Object.fromEntries(
    (rows as { name: string; position: number }[]).map(({ name, position }) => [name, position]),
  );
};

export const link = ({ relay }: NewsRelay, { accountId }: Person, number: number) =>
  relay.database.query("insert into relay.wallets (address, account_id) values ($1, $2)", [
    Buffer.from(addressOf(number).slice(2), "hex"),
    accountId,
  ]);

/** Lets somebody be written to. */
export const addEmail = ({ relay }: NewsRelay, { accountId }: Person) =>
  relay.database.query(
    "insert into relay.identities (account_id, kind, subject, email) values ($1, 'email', $2, $2)",
    [accountId, `${accountId}@example.org`],
  );

export const notificationsOf = async ({ browser }: Person) =>
  ((await (await browser.get("/v1/notifications")).json()) as NotificationPage).notifications;

/** What the outbox holds for people who are written to about what they hold. */
export const noticesOf = async ({ relay }: NewsRelay) => {
  const { rows } = await relay.database.query(
    "select payload from relay.outbox where topic = 'letter:notice' order by id",
  );
  return (rows as { payload: { to: string; letter: { subject: string; paragraphs: string[] } } }[]).map(
    ({ payload }) => payload,
  );
};
