import { describe, expect, it } from "vitest";
import { Hub } from "../../../src/services/live/hub.ts";
import type { Ask, Sink } from "../../../src/services/live/listener.ts";
import { Ring } from "../../../src/services/live/ring.ts";
import { SocketTickets } from "../../../src/services/live/socket-tickets.ts";
import { Transactions } from "../../../src/services/live/transactions.ts";
import { MemoryStore } from "../../../src/services/store/memory.ts";
import { silentLog } from "../../helpers/config.ts";
import { txHash } from "../../helpers/ledger.ts";

class FakeSink implements Sink {
  text = "";
  writableLength = 0;
  isReading = true;
  state: "open" | "ended" | "destroyed" = "open";
  write(text: string): boolean {
    this.text += text;
    if (!this.isReading) this.writableLength += text.length;
    return this.isReading;
  }
  end() {
    this.state = "ended";
  }
  destroy() {
    this.state = "destroyed";
  }
}

const ask: Ask = { caller: "me", about: undefined, transactions: [], lastEventId: undefined };
const block = (number: number) => ({
  number,
  hash: txHash(`block ${number}`),
  parent: txHash(`block ${number - 1}`),
  events: [{ type: "block" as const, number, hash: txHash(`block ${number}`), timestamp: number }],
});

const setUp = () => {
  const dropped: number[] = [];
  const ring = new Ring();
  const hub = new Hub({
    ...{ ring, store: new MemoryStore(), log: silentLog() },
    transactions: new Transactions({} as never),
    notifications: { after: async () => [], latestId: async () => "0" },
    limits: { perCaller: 0, total: 10 },
    onDropped: () => dropped.push(1),
  });
  return { hub, ring, dropped };
};

describe("hub", () => {
  it("cuts off a listener who does not read, and nobody else", () => {
    const { hub, dropped } = setUp();
    const [slow, quick] = [new FakeSink(), new FakeSink()];
    slow.isReading = false;
    hub.open(ask, slow);
    hub.open(ask, quick);
    for (let number = 1; number < 3_000; number += 1) hub.tellBlock(block(number));
    expect([slow.state, quick.state, dropped.length]).toEqual(["destroyed", "open", 1]);
    expect(slow.writableLength).toBeLessThan(300_000);
    expect(quick.text).toContain('"number":2999');
  });

  it("ends the stream of somebody who was signed out", async () => {
    const { hub } = setUp();
    const sink = new FakeSink();
    let isSignedIn = true;
    hub.open({ ...ask, account: { id: "a", isStillSignedIn: async () => isSignedIn } }, sink);
    hub.beat();
    await new Promise(setImmediate);
    expect([sink.state, sink.text.endsWith(":\n\n")]).toEqual(["open", true]);
    isSignedIn = false;
    hub.beat();
    await new Promise(setImmediate);
    expect(sink.state).toBe("ended");
  });
});

describe("ring", () => {
  it("keeps the latest blocks and knows nothing of older ones", () => {
    const ring = new Ring();
    for (let number = 1; number <= 2_000; number += 1) ring.push(block(number));
    const cursorOf = (number: number) => `${number}.${block(number).hash.slice(2, 18)}.0`;
    expect(ring.after(cursorOf(1))).toBeUndefined();
    expect(ring.after(cursorOf(1_990))).toHaveLength(10);
    expect(ring.after(cursorOf(2_000))).toEqual([]);
  });
});

describe("socket tickets", () => {
  it("open one socket of their kind, for half a minute", async () => {
    const tickets = new SocketTickets(new MemoryStore());
    const holder = { accountId: "a", sessionId: "s", purpose: "studio" } as const;
    const { ticket } = await tickets.issue(holder);
    expect(await tickets.redeem(`${ticket}x`, "studio")).toBeUndefined();
    const answers = await Promise.all([tickets.redeem(ticket, "studio"), tickets.redeem(ticket, "studio")]);
    expect(answers.filter(Boolean)).toEqual([holder]);
    expect(await tickets.redeem(ticket, "studio")).toBeUndefined();
  });
});
