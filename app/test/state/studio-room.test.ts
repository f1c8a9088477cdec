import type { StudioMessage } from "@audifi/relay/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StudioServerMessage } from "../../src/lib/relay/studio-socket.ts";
import { StudioRoom } from "../../src/lib/state/studio-room.svelte.ts";
import { FakeRelay } from "../helpers/relay.ts";

const state = {
  ...{ status: "open" as const, closesAt: 2_000_000_000, seq: 10, watching: 2, slowSeconds: 0 },
  decisions: [{ options: [3, 1], ballots: 2 }],
  publication: null,
};
const you = { author: "me", name: "Me", isArtist: false, isMuted: false, maySay: true };

const rude = { author: "rude", name: "Rude" };

const message = (seq: number, text: string, changes: Partial<StudioMessage> = {}): StudioMessage => ({
  ...{ seq, author: "them", name: "Them", isArtist: false, text, saidAt: 1, ...changes },
});
const welcome = (seq = 10, messages = [message(9, "hello")]): StudioServerMessage => ({
  ...{ type: "welcome", seq, state: { ...state, seq }, you, messages, muted: [rude] },
});
const said = (seq: number, text: string, id?: string): StudioServerMessage => ({
  ...{ type: "said", seq, message: message(seq, text, id === undefined ? {} : { id, author: "me" }) },
});

let relay: FakeRelay;
let room: StudioRoom | undefined;

beforeEach(async () => {
  relay = await FakeRelay.start();
});
afterEach(async () => {
  vi.useRealTimers();
  room?.stop();
  await relay.stop();
});

async function enter(isSignedIn = false): Promise<StudioRoom> {
  relay.onOpen = (socket, path) => {
    if (!path.includes("after=")) socket.send(JSON.stringify(welcome()));
  };
  room = new StudioRoom(relay.url, "7", () => isSignedIn);
  await expect.poll(() => room?.facts).not.toBeNull();
  return room;
}

/** From here on nothing is tried again before the test lets the time pass. */
const holdTime = () => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });

const texts = () => room?.messages.map(({ text }) => text);

describe("StudioRoom", () => {
  it("is welcomed with what was said and how the votes stand", async () => {
    const { stage, facts } = await enter();
    expect(relay.opened).toEqual(["/v1/studio/7/socket?"]);
    expect([stage, facts?.decisions[0]?.options, texts()]).toEqual(["live", [3, 1], ["hello"]]);
    expect(room?.muted).toEqual([rude]);
  });

  it("shows a ticket when somebody is signed in", async () => {
    relay.reply = ({ url, method }, body) =>
      url === "/v1/live/tickets" && method === "POST" && body === '{"purpose":"studio"}'
        ? { body: { ticket: "t1", expiresIn: 30 } }
        : undefined;
    await enter(true);
    expect(relay.opened).toEqual(["/v1/studio/7/socket?ticket=t1"]);
  });

  it("comes back with a ticket where none was to be had, and not as somebody who may say nothing", async () => {
    let asked = 0;
    relay.reply = ({ url }) => {
      if (url !== "/v1/live/tickets") return undefined;
      asked += 1;
      return asked === 1 ? { status: 503, body: {} } : { body: { ticket: "t2", expiresIn: 30 } };
    };
    await enter(true);
    expect([asked, relay.opened]).toEqual([2, ["/v1/studio/7/socket?ticket=t2"]]);
  });

  it("takes each event once, and nothing that the welcome held", async () => {
    const room = await enter();
    relay.tell(said(10, "old"));
    relay.tell(said(11, "new"));
    relay.tell(said(11, "new"));
    relay.tell({ type: "tally", seq: 12, decision: 0, options: [3, 6], ballots: 3 });
    relay.tell({ type: "presence", watching: 5 });
    relay.tell({ type: "deleted", seq: 13, message: 9 });
    relay.tell({ type: "slow", seq: 14, seconds: 15 });
    await expect.poll(() => room.facts?.slowSeconds).toBe(15);
    expect(texts()).toEqual(["new"]);
    expect(room.facts).toMatchObject({ decisions: [{ options: [3, 6], ballots: 3 }], watching: 5 });
  });

  it("shows what is said here at once, and lets go of it when it comes back", async () => {
    const room = await enter();
    room.say("mine");
    expect(room.outgoing).toMatchObject([{ text: "mine", problem: null }]);
    await expect.poll(() => relay.said).toMatchObject([{ type: "say", text: "mine" }]);
    const { id } = room.outgoing[0]!;
    relay.tell(said(11, "mine", id));
    await expect.poll(() => room.outgoing).toEqual([]);
    expect(texts()).toEqual(["hello", "mine"]);
  });

  it("says why something was refused, and keeps the words", async () => {
    const room = await enter();
    room.say("too soon");
    const { id } = room.outgoing[0]!;
    relay.tell({ type: "refused", id, code: "studio.slow_mode", message: "Wait 5 seconds." });
    await expect.poll(() => room.outgoing[0]?.problem).toBe("Not so fast. Wait 5 seconds.");
    room.discard(id);
    expect(room.outgoing).toEqual([]);
  });

  it("goes on where it was after the connection broke, and does not say twice what was taken", async () => {
    const room = await enter();
    relay.tell(said(11, "before"));
    await expect.poll(() => texts()).toHaveLength(2);
    room.say("lost?");
    room.say("lost.");
    const [taken] = room.outgoing;
    relay.onOpen = (socket) => {
      socket.send(JSON.stringify(said(12, "missed")));
      socket.send(JSON.stringify(said(13, "lost?", taken?.id)));
    };
    await expect.poll(() => relay.said).toHaveLength(2);
    holdTime();
    relay.cut();
    await expect.poll(() => room.stage).toBe("connecting");
    expect(room.outgoing.map(({ problem }) => problem)).not.toContain(null);
    vi.advanceTimersByTime(2_000);
    await expect.poll(() => texts()).toEqual(["hello", "before", "missed", "lost?"]);
    expect(relay.opened.at(-1)).toBe("/v1/studio/7/socket?after=11");
    expect(room.outgoing.map(({ text }) => text)).toEqual(["lost."]);
    room.sayAgain(room.outgoing[0]!);
    await expect.poll(() => relay.said).toHaveLength(3);
  });

  it("mutes: who is muted may not say anything, and is known by name until they may again", async () => {
    const room = await enter();
    relay.tell({ type: "muted", seq: 11, author: "me", name: "Me" });
    relay.tell({ type: "muted", seq: 12, author: "them", name: null });
    const [me, them] = [
      { author: "me", name: "Me" },
      { author: "them", name: null },
    ];
    await expect.poll(() => room.muted).toEqual([them, me, rude]);
    expect(room.you).toMatchObject({ isMuted: true, maySay: false });
    relay.tell({ type: "unmuted", seq: 13, author: "me" });
    await expect.poll(() => room.you).toMatchObject({ isMuted: false, maySay: true });
    expect(room.muted).toEqual([them, rude]);
  });

  it("asks for somebody to be let talk again, and takes them off the list when the relay says so", async () => {
    const room = await enter();
    room.moderate({ kind: "unmute", author: "rude" });
    const action = { kind: "unmute", author: "rude" };
    await expect.poll(() => relay.said).toMatchObject([{ type: "moderate", action }]);
    expect(room.muted).toEqual([rude]);
    relay.tell({ type: "unmuted", seq: 11, author: "rude" });
    await expect.poll(() => room.muted).toEqual([]);
  });

  it("looks up the votes where no socket opens, and is away where nobody answers", async () => {
    relay.reply = ({ url }) => (url === "/v1/studio/7" ? { body: { ...state, watching: 9 } } : undefined);
    relay.onOpen = (socket) => socket.terminate();
    room = new StudioRoom(relay.url, "7", () => false);
    await expect.poll(() => room?.stage).toBe("polling");
    expect(room.facts?.watching).toBe(9);
    room.stop();
    const { url } = relay;
    await relay.stop();
    room = new StudioRoom(url, "7", () => false);
    await expect.poll(() => room?.stage).toBe("away");
    relay = await FakeRelay.start();
  });

  it("does not wait for the next attempt when it is hurried", async () => {
    const room = await enter();
    holdTime();
    relay.cut();
    await expect.poll(() => room.stage).toBe("connecting");
    room.hurry();
    await expect.poll(() => room.stage).toBe("live");
    room.hurry();
    expect(relay.opened).toHaveLength(2);
  });

  it("does not come back when the relay refuses it", async () => {
    const room = await enter();
    holdTime();
    relay.cut(1008);
    await expect.poll(() => room.stage).toBe("connecting");
    vi.advanceTimersByTime(600_000);
    await expect.poll(() => room.stage).toBe("polling");
    expect(relay.opened).toHaveLength(1);
  });

  it("reads what was said before, above what is there", async () => {
    const room = await enter();
    relay.reply = ({ url }) =>
      url === "/v1/studio/7/messages?before=9"
        ? { body: { messages: [message(4, "second"), message(3, "first")] } }
        : undefined;
    await room.readEarlier();
    expect(texts()).toEqual(["first", "second", "hello"]);
    expect(room.hasEarlier).toBe(true);
  });
});
