import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const relay = vi.hoisted(() => ({
  readSession: vi.fn(),
  signOut: vi.fn(),
  signOutEverywhere: vi.fn(),
}));
vi.mock("../../src/lib/relay/auth.ts", () => relay);
const refreshing = vi.hoisted(() => ({ refreshSession: vi.fn() }));
vi.mock("../../src/lib/relay/ask.ts", () => refreshing);

const stored = new Map<string, string>();
const page = { hidden: false, addEventListener: vi.fn() };
vi.stubGlobal("document", page);
vi.stubGlobal("window", {
  addEventListener: vi.fn(),
  localStorage: {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  },
});

const { session } = await import("../../src/lib/state/session.svelte.ts");

const facts = (changes: Record<string, unknown> = {}) => ({
  ...{ id: "s", accountId: "a", method: "email", aal: "aal1", needsSecondFactor: false },
  stepUp: { with: "sign-in", until: null },
  refreshBy: Date.now() / 1000 + 900,
  expiresAt: Date.now() / 1000 + 90_000,
  ...changes,
});
const found = (value: unknown) => ({ status: "done", value: { session: value } });
const away = { status: "away", reason: { title: "", detail: "" } };

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetAllMocks();
  stored.clear();
  page.hidden = false;
  session.take(null);
});
afterEach(() => void vi.useRealTimers());

describe("Session", () => {
  it("does not ask a relay for somebody who never signed in here", async () => {
    session.start("http://relay");
    await vi.runAllTimersAsync();
    expect(session.stage).toBe("out");
    expect(relay.readSession).not.toHaveBeenCalled();
  });

  it("finds out who signed in before", async () => {
    stored.set("audifi.signed-in", "1");
    relay.readSession.mockResolvedValue(found(facts()));
    session.start("http://relay");
    await vi.advanceTimersByTimeAsync(0);
    expect(session.stage).toBe("in");
    expect(relay.readSession).toHaveBeenCalledWith("http://relay", true);
  });

  it("forgets the hint when the session has ended", async () => {
    stored.set("audifi.signed-in", "1");
    relay.readSession.mockResolvedValue(found(null));
    session.start("http://relay");
    await vi.advanceTimersByTimeAsync(0);
    expect(session.stage).toBe("out");
    expect(stored.size).toBe(0);
  });

  it("keeps the hint while nobody answers and asks again, more and more seldom", async () => {
    stored.set("audifi.signed-in", "1");
    relay.readSession.mockResolvedValue(away);
    session.start("http://relay");
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    expect(session.stage).toBe("away");
    expect(stored.size).toBe(1);
    const asked = relay.readSession.mock.calls.length;
    expect(asked).toBeGreaterThan(4);
    expect(asked).toBeLessThan(14);
    relay.readSession.mockResolvedValue(found(facts()));
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(session.stage).toBe("in");
  });

  it("is half in while the second factor is owed", () => {
    session.take(facts({ needsSecondFactor: true }) as never);
    expect(session.stage).toBe("half");
  });

  it("refreshes before access ends, and not while nobody looks", async () => {
    session.start("http://relay");
    session.take(facts() as never);
    refreshing.refreshSession.mockResolvedValue(found(facts({ refreshBy: Date.now() / 1000 + 10_000 })));
    await vi.advanceTimersByTimeAsync(841_000);
    expect(refreshing.refreshSession).toHaveBeenCalledTimes(1);
    page.hidden = true;
    await vi.advanceTimersByTimeAsync(10_000_000);
    expect(refreshing.refreshSession).toHaveBeenCalledTimes(1);
  });

  it("stays signed in when signing out did not reach the relay", async () => {
    session.start("http://relay");
    session.take(facts() as never);
    relay.signOut.mockResolvedValue(away);
    await session.signOut({ isEverywhere: false });
    expect(session.stage).toBe("in");
    relay.signOut.mockResolvedValue({ status: "done", value: null });
    await session.signOut({ isEverywhere: false });
    expect(session.stage).toBe("out");
  });
});
