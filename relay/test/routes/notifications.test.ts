import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../src/plugins/database.ts";
import type { NotificationPage } from "../../src/protocol/notifications.ts";
import { notify } from "../../src/services/notifications/notifications.ts";
import { createPerson, type Person } from "../helpers/people.ts";
import { errorCode, startRelay, type TestRelay } from "../helpers/relay.ts";

let relay: TestRelay;
let ada: Person;
let ben: Person;

beforeAll(async () => {
  relay = await startRelay();
  [ada, ben] = [await createPerson(relay), await createPerson(relay)];
});
afterAll(() => relay.close());

const tell = (...subjects: string[]) =>
  inTransaction(relay.database, (client) =>
    notify(
      client,
      subjects.map((subject) => ({
        ...{ accountId: ada.accountId, topic: "dividends", kind: "dividend.deposited", subject },
        data: { title: subject },
      })),
    ),
  );
const page = async ({ browser }: Person, query = "") =>
  (await (await browser.get(`/v1/notifications${query}`)).json()) as NotificationPage;

describe("notifications", () => {
  it("tell the same news once", async () => {
    expect(await tell("a", "b")).toHaveLength(2);
    expect(await tell("a", "c")).toHaveLength(1);
    const { notifications, unread, next } = await page(ada);
    expect(notifications.map(({ data }) => data.title)).toEqual(["c", "b", "a"]);
    expect([unread, next]).toEqual([3, null]);
    expect(notifications[0]).toMatchObject({ topic: "dividends", kind: "dividend.deposited", isRead: false });
  });

  it("are seen by nobody else", async () => {
    expect(await page(ben)).toEqual({ notifications: [], unread: 0, next: null });
    expect(await errorCode(await fetch(`${relay.url}/v1/notifications`))).toBe("401 auth.required");
  });

  it("are read up to the one that was seen, by their owner only", async () => {
    const { notifications } = await page(ada);
    const [, second] = notifications;
    const upTo = second?.id;
    expect((await ben.browser.post("/v1/notifications/read", { upTo })).status).toBe(204);
    expect((await page(ada)).unread).toBe(3);
    expect((await ada.browser.post("/v1/notifications/read", { upTo })).status).toBe(204);
    const after = await page(ada);
    expect(after.unread).toBe(1);
    expect(after.notifications.map(({ isRead }) => isRead)).toEqual([false, true, true]);
  });

  it("come in pages", async () => {
    await tell(...Array.from({ length: 40 }, (_, index) => `more ${index}`));
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const found: NotificationPage = await page(ada, next === null ? "" : `?before=${next}`);
      seen.push(...found.notifications.map(({ id }) => id));
      next = found.next;
    } while (next !== null);
    expect(seen).toHaveLength(43);
    expect(new Set(seen).size).toBe(43);
  });

  it("are not written for those who do not want them", async () => {
    await relay.database.query(
      "insert into relay.notification_settings (account_id, topic, by_email, in_app) values ($1, 'dividends', true, false)",
      [ada.accountId],
    );
    expect(await tell("unwanted")).toEqual([]);
  });

  it.each([{}, { upTo: 1 }, { upTo: "x" }, { upTo: "9".repeat(30) }, { upTo: "1", more: 1 }])(
    "refuse to be read like this: %j",
    async (body) => {
      const answer = await ada.browser.post("/v1/notifications/read", body);
      expect(await errorCode(answer)).toBe("400 request.invalid");
    },
  );
});
