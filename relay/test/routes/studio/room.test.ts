import { setImmediate } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { studioCloseCodes, type StudioHistory } from "../../../src/protocol/studio.ts";
import { createPerson, type Person } from "../../helpers/people.ts";
import { errorCode, type TestRelay } from "../../helpers/relay.ts";
import {
  artist,
  linkWallet,
  open,
  openSession,
  type Scene,
  Seat,
  setStage,
  sit,
  startStudioRelay,
  stateAt,
  ticketOf,
} from "../../helpers/studio.ts";

let scene: Scene;
let relay: TestRelay;
let host: Person;
let lena: Person;
let omar: Person;

beforeAll(async () => {
  const stage = await setStage();
  ({ scene, relay } = stage);
  host = await createPerson(relay);
  [lena, omar] = [await createPerson(relay), await createPerson(relay)];
  await linkWallet(relay, host, artist);
  await relay.database.query("insert into relay.profiles (account_id, name) values ($1, 'Lena')", [
    lena.accountId,
  ]);
  return stage.close;
});

describe("the room of a session", () => {
  it("welcomes whoever comes, with who they are and where the session stands", async () => {
    const session = await openSession(scene);
    const guest = await sit(relay, session);
    const { state, you, messages } = await guest.welcomed();
    expect(you).toEqual({ author: null, name: null, isArtist: false, isMuted: false, maySay: false });
    expect(messages).toEqual([]);
    expect(state).toMatchObject({ status: "open", decisions: [{ options: [0, 0], ballots: 0 }] });
    const asHost = (await (await sit(relay, session, host)).welcomed()).you;
    expect(asHost).toMatchObject({ isArtist: true, maySay: true, name: expect.stringMatching(/^Listener /) });
    expect((await (await sit(relay, session, lena)).welcomed()).you.name).toBe("Lena");
    await expect.poll(async () => (await stateAt(relay, session)).watching).toBe(3);
    await expect.poll(() => guest.of("presence").at(-1)?.watching).toBe(3);
  });

  it("has everybody hear what is said, in one order, and whoever said it know it by their id", async () => {
    const session = await openSession(scene);
    const [one, two, guest] = [
      await sit(relay, session, lena),
      await sit(relay, session, omar),
      await sit(relay, session),
    ];
    for (const text of ["a", "b", "c"]) {
      one.say(`lena ${text}`);
      two.say(`omar ${text}`);
    }
    await expect.poll(() => guest.texts.length).toBe(6);
    await expect.poll(() => [one.texts.length, two.texts.length]).toEqual([6, 6]);
    expect(one.texts).toEqual(guest.texts);
    expect(two.texts).toEqual(guest.texts);
    const seqs = guest.of("said").map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    const known = one.of("said").filter(({ message }) => message.id !== undefined);
    expect(known.map(({ message }) => message.id)).toEqual(["lena a", "lena b", "lena c"]);
    expect(guest.of("said").every(({ message }) => message.id === undefined)).toBe(true);
    const names = new Set(guest.of("said").map(({ message }) => `${message.author} ${message.name}`));
    expect([...names].some((name) => name.endsWith(" Lena"))).toBe(true);
    expect(JSON.stringify(guest.heard)).not.toContain(lena.accountId);
  });

  it("keeps the history, in pages", async () => {
    const session = await openSession(scene);
    const seat = await sit(relay, session, host);
    for (let i = 0; i < 4; i += 1) seat.say(`message ${i}`);
    await expect.poll(() => seat.texts.length).toBe(4);
    const url = `${relay.url}/v1/studio/${session}/messages`;
    const page = async (query = "") => ((await (await fetch(url + query)).json()) as StudioHistory).messages;
    const all = await page();
    expect(all.map(({ text }) => text)).toEqual(["message 3", "message 2", "message 1", "message 0"]);
    expect((await page(`?before=${all[2]?.seq}`)).map(({ text }) => text)).toEqual(["message 0"]);
    const late = await (await sit(relay, session)).welcomed();
    expect(late.messages.map(({ text }) => text)).toEqual(all.map(({ text }) => text).reverse());
  });

  it("tells whoever comes back what they missed, without their asking twice", async () => {
    const session = await openSession(scene);
    const [one, two] = [await sit(relay, session, lena), await sit(relay, session, omar)];
    one.say("before");
    await expect.poll(() => two.texts).toEqual(["before"]);
    const { lastSeq } = two;
    two.close();
    one.say("meanwhile");
    await expect.poll(() => one.texts.length).toBe(2);
    const again = await sit(relay, session, omar, lastSeq);
    await expect.poll(() => again.texts).toEqual(["meanwhile"]);
    expect(again.of("welcome")).toEqual([]);
    again.send({ type: "resume", after: lastSeq - 1 });
    await expect.poll(() => again.texts).toEqual(["meanwhile", "before", "meanwhile"]);
    const stranger = await sit(relay, session, undefined, 10_000);
    await expect.poll(() => stranger.of("welcome").length).toBe(1);
  });

  it("tells when a session opens", async () => {
    const session = await openSession(scene, { isDraft: true });
    const seat = await sit(relay, session);
    expect((await seat.welcomed()).state).toMatchObject({ status: "draft", closesAt: null });
    await open(scene, session);
    await expect.poll(() => seat.of("phase").at(-1)?.status).toBe("open");
    expect(seat.of("phase").at(-1)?.closesAt).toBeGreaterThan(0);
  });

  it("says so where there is no such session", async () => {
    expect(await errorCode(await fetch(`${relay.url}/v1/studio/9999`))).toBe("404 studio.session_unknown");
    expect(await errorCode(await fetch(`${relay.url}/v1/studio/0`))).toBe("400 request.invalid");
    const session = await openSession(scene);
    const plain = await fetch(`${relay.url}/v1/studio/${session}/socket`);
    expect(await errorCode(plain)).toBe("400 request.invalid");
  });
});

describe("moderation", () => {
  it("is the artist's alone", async () => {
    const session = await openSession(scene);
    const [one, guest] = [await sit(relay, session, lena), await sit(relay, session)];
    one.send({ type: "moderate", id: "m", action: { kind: "slow", seconds: 60 } });
    guest.send({ type: "moderate", id: "g", action: { kind: "slow", seconds: 60 } });
    await expect.poll(() => one.of("refused").at(-1)?.code).toBe("studio.not_artist");
    await expect.poll(() => guest.of("refused").at(-1)?.code).toBe("auth.required");
  });

  it("deletes, mutes and slows down", async () => {
    const session = await openSession(scene);
    const [boss, one] = [await sit(relay, session, host), await sit(relay, session, lena)];
    const act = (action: object) => boss.send({ type: "moderate", id: "x", action });
    one.say("rude");
    await expect.poll(() => boss.of("said").length).toBe(1);
    const { seq, author } = boss.of("said")[0]!.message;
    act({ kind: "delete", message: seq });
    await expect.poll(() => one.of("deleted").at(-1)?.message).toBe(seq);
    expect((await (await sit(relay, session)).welcomed()).messages).toEqual([]);
    const kept = await relay.database.query(
      "select 1 from relay.studio_events where payload::text like '%rude%'",
    );
    expect(kept.rowCount).toBe(0);

    act({ kind: "mute", author });
    await expect.poll(() => one.of("muted").length).toBe(1);
    one.say("again");
    await expect.poll(() => one.of("refused").at(-1)).toMatchObject({ id: "again", code: "studio.muted" });
    expect((await (await sit(relay, session, lena)).welcomed()).you).toMatchObject({
      isMuted: true,
      maySay: false,
    });
    expect((await (await sit(relay, session, host)).welcomed()).muted).toMatchObject([{ author }]);
    expect((await (await sit(relay, session, lena)).welcomed()).muted).toEqual([]);
    act({ kind: "unmute", author });
    await expect.poll(() => one.of("unmuted").length).toBe(1);

    act({ kind: "slow", seconds: 30 });
    await expect.poll(() => one.of("slow").at(-1)?.seconds).toBe(30);
    one.say("second");
    one.say("third");
    await expect
      .poll(() => one.of("refused").at(-1))
      .toMatchObject({ code: "studio.slow_mode", id: "third" });
    expect(one.of("refused").at(-1)?.retryAfterSeconds).toBeGreaterThan(20);
    act({ kind: "delete", message: 999 });
    await expect.poll(() => boss.of("refused").at(-1)?.code).toBe("studio.message_unknown");
  });
});

describe("who is let in", () => {
  it("is nobody from another site", async () => {
    const session = await openSession(scene);
    const url = `${relay.url}/v1/studio/${session}/socket`;
    expect(await new Seat(url, "https://evil.example").refusal()).toBe(403);
    expect(await new Seat(`${url}?ticket=${await ticketOf(lena)}`, "null").refusal()).toBe(403);
  });

  it("is each ticket once, and no made-up one", async () => {
    const session = await openSession(scene);
    const ticket = await ticketOf(lena);
    const url = `${relay.url}/v1/studio/${session}/socket?ticket=`;
    await new Seat(url + ticket).welcomed();
    expect(await new Seat(url + ticket).refusal()).toBe(401);
    expect(await new Seat(`${url}made-up`).refusal()).toBe(401);
    expect(await new Seat(`${relay.url}/v1/studio/9999/socket`).refusal()).toBe(404);
  });

  it("may watch without a ticket, and say nothing", async () => {
    const guest = await sit(relay, await openSession(scene));
    guest.say("hello");
    await expect.poll(() => guest.of("refused").at(-1)).toMatchObject({ id: "hello", code: "auth.required" });
  });

  it("is only so many from one place", async () => {
    const small = await startStudioRelay(scene, { AUDIFI_STUDIO_PER_CALLER: "2" });
    const session = await openSession(scene);
    const seats = [await sit(small, session), await sit(small, session)];
    expect(await new Seat(`${small.url}/v1/studio/${session}/socket`).refusal()).toBe(429);
    seats[0]!.close();
    await expect
      .poll(async () => (await sit(small, session).catch(() => undefined)) !== undefined)
      .toBe(true);
    await small.close();
  });
});

describe("a flood", () => {
  it("is refused, then cut off, and others still hear each other", async () => {
    const session = await openSession(scene);
    const [flooder, one, guest] = [
      await sit(relay, session, omar),
      await sit(relay, session, lena),
      await sit(relay, session),
    ];
    const begun = performance.now();
    let isCutOff = false;
    void flooder.closed.then(() => (isCutOff = true));
    for (let i = 0; !isCutOff; i += 1) {
      flooder.say(`flood ${i}`);
      if (i % 100 === 99) await setImmediate();
    }
    // Limits begin anew after five and ten seconds.
    const windows = 1 + Math.floor((performance.now() - begun) / 5_000);
    one.say("calm");
    expect(await flooder.closed).toBe(studioCloseCodes.refused);
    await expect.poll(() => guest.texts).toContain("calm");
    expect(guest.texts.filter((text) => text.startsWith("flood")).length).toBeLessThanOrEqual(5 * windows);
    expect(flooder.of("refused").length).toBeLessThan(60 * windows);
  });

  it("of bytes ends the socket; what cannot be read is refused", async () => {
    const session = await openSession(scene);
    const seat = await sit(relay, session, lena);
    for (const wrong of ["{", "[]", '{"type":"say","id":"1"}', '{"type":"shout","id":"2","text":"x"}']) {
      const before = seat.of("refused").length;
      seat.send(wrong);
      await expect.poll(() => seat.of("refused").length).toBe(before + 1);
    }
    expect(new Set(seat.of("refused").map(({ code }) => code))).toEqual(new Set(["request.invalid"]));
    seat.say("with\u202econtrol");
    await expect.poll(() => seat.of("refused").at(-1)?.id).toBe("with\u202econtrol");
    seat.send("x".repeat(20_000));
    expect(await seat.closed).toBe(1009);
  });

  it("of people who do not read is not kept in memory: they are cut off and may resume", async () => {
    const session = await openSession(scene);
    const [slow, boss] = [await sit(relay, session), await sit(relay, session, host)];
    const { lastSeq } = slow;
    slow.socket.pause();
    const text = "x".repeat(500);
    // What the relay says to nobody in particular, faster than chat may be.
    const { rows } = await relay.database.query(
      "select id::text from relay.studio_rooms where session = $1",
      [session],
    );
    const [{ id }] = rows as [{ id: string }];
    await relay.database.query(
      `insert into relay.studio_events (room_id, seq, type, payload, author)
       select $1, seq + n, 'said', json_build_object('author', 'a', 'name', 'n', 'isArtist', false,
         'text', $2::text, 'saidAt', 1), 'a' from relay.studio_rooms, generate_series(1, 12000) n where id = $1`,
      [id, text],
    );
    await relay.database.query("update relay.studio_rooms set seq = seq + 12000 where id = $1", [id]);
    await relay.store.publish("studio-rooms", id);
    await expect.poll(() => boss.of("said").length).toBe(12_000);
    slow.socket.resume();
    await slow.closed;
    expect(slow.of("said").length).toBeLessThan(12_000);
    const again = await sit(relay, session, undefined, Math.max(slow.lastSeq, lastSeq));
    await expect.poll(() => again.heard.length).toBeGreaterThan(0);
    const metrics = await (await fetch(`${relay.url}/metrics`)).text();
    expect(metrics).toMatch(/audifi_relay_studio_dropped_total 1/);
  });
});
