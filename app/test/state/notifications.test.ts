import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveEvent, LiveOptions } from "../../src/lib/relay/live.ts";
import type { Notification, NotificationPage } from "../../src/lib/relay/notifications.ts";
import { notifications } from "../../src/lib/state/notifications.svelte.ts";

const { asked, listen } = vi.hoisted(() => ({ asked: vi.fn(), listen: vi.fn() }));
vi.mock("../../src/lib/relay/notifications.ts", () => ({
  listNotifications: asked,
  markNotificationsRead: async () => ({ status: "done", value: null }),
}));
vi.mock("../../src/lib/relay/live.ts", () => ({ listen }));
vi.mock("../../src/lib/state/session.svelte.ts", () => ({ session: { relayUrl: "http://relay" } }));

let stop: () => void = () => undefined;

function told(id: string): Notification {
  return { id, topic: "dividends", kind: "dividend.deposited", data: {}, createdAt: 1, isRead: false };
}

function page(...ids: readonly string[]) {
  const value: NotificationPage = { notifications: ids.map(told), unread: ids.length, next: null };
  return { status: "done", value };
}

const stream = () => listen.mock.calls.at(-1)?.[1] as LiveOptions;
const tell = (id: string) => stream().onEvent({ type: "notification", notification: told(id) });
const settle = () => vi.advanceTimersByTimeAsync(300);
const ids = () => notifications.list.map(({ id }) => id);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { hidden: false, addEventListener: () => undefined });
  listen.mockReturnValue(() => undefined);
});

afterEach(async () => {
  stop();
  notifications.forget();
  await settle();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

describe("Notifications", () => {
  it("hears of what came after the newest that was read, however late the stream opens", async () => {
    const answer = Promise.withResolvers<unknown>();
    asked.mockReturnValueOnce(answer.promise);
    stop = notifications.follow();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(listen).not.toHaveBeenCalled();
    answer.resolve(page("12", "9"));
    await settle();
    expect(stream().lastEventId).toMatch(/\/12$/);
    tell("13");
    expect([ids(), notifications.unread]).toEqual([["13", "12", "9"], 3]);
  });

  it("hears of the first there is", async () => {
    asked.mockResolvedValueOnce(page());
    stop = notifications.follow();
    await settle();
    expect(stream().lastEventId).toMatch(/\/0$/);
  });

  it("goes on with the chain where that was", async () => {
    asked.mockResolvedValue(page("12"));
    stop = notifications.follow();
    await settle();
    stream().onId("0xb7.3/12");
    stop();
    await settle();
    stop = notifications.follow();
    await settle();
    expect(stream().lastEventId).toBe("0xb7.3/12");
  });

  it("keeps what the stream told while the list was read", async () => {
    asked.mockResolvedValueOnce(page("9"));
    stop = notifications.follow();
    await settle();
    const answer = Promise.withResolvers<unknown>();
    asked.mockReturnValueOnce(answer.promise);
    stream().onEvent({ type: "reset" } satisfies LiveEvent);
    tell("10");
    answer.resolve(page("9"));
    await settle();
    expect([ids(), notifications.unread]).toEqual([["10", "9"], 2]);
  });

  it("shows nothing of an account that is gone", async () => {
    const answer = Promise.withResolvers<unknown>();
    asked.mockReturnValueOnce(answer.promise);
    stop = notifications.follow();
    stop();
    notifications.forget();
    answer.resolve(page("9"));
    await settle();
    expect([ids(), listen.mock.calls.length]).toEqual([[], 0]);
  });

  it("leaves unread what came while the others were marked", async () => {
    asked.mockResolvedValueOnce(page("9"));
    stop = notifications.follow();
    await settle();
    const marking = notifications.markRead();
    tell("10");
    await marking;
    expect(notifications.unread).toBe(1);
  });
});
