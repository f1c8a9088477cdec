import { beforeAll, describe, expect, it } from "vitest";
import { createPerson, type Person, signInAgain } from "../../helpers/people.ts";
import type { TestRelay } from "../../helpers/relay.ts";
import {
  artist,
  linkWallet,
  openSession,
  type Scene,
  setStage,
  sit,
  startStudioRelay,
} from "../../helpers/studio.ts";

let scene: Scene;
let relay: TestRelay;
let host: Person;

beforeAll(async () => {
  const stage = await setStage();
  ({ scene, relay } = stage);
  host = await createPerson(relay);
  await linkWallet(relay, host, artist);
  return stage.close;
});

describe("the list of the muted", () => {
  it("names them to the artist, the last first, also when nothing they said is left", async () => {
    const session = await openSession(scene);
    const [boss, watcher] = [await sit(relay, session, host), await sit(relay, session)];
    const act = (action: object) => boss.send({ type: "moderate", id: "x", action });
    const spoken: { seq: number; author: string; name: string }[] = [];
    for (const person of [await createPerson(relay), await createPerson(relay)]) {
      (await sit(relay, session, person)).say("rude");
      await expect.poll(() => boss.of("said").length).toBe(spoken.length + 1);
      const { seq, author, name } = boss.of("said").at(-1)!.message;
      spoken.push({ seq, author, name });
      act({ kind: "mute", author });
      act({ kind: "delete", message: seq });
    }
    await expect.poll(() => watcher.of("deleted").length).toBe(2);
    const [first, second] = spoken.map(({ author, name }) => ({ author, name }));
    expect(boss.of("muted").map(({ author, name }) => ({ author, name }))).toEqual([first, second]);
    const welcomed = async (person?: Person) => (await sit(relay, session, person)).welcomed();
    expect((await welcomed(host)).muted).toEqual([second, first]);
    expect((await welcomed()).muted).toEqual([]);
    // As a relay finds it that starts now.
    const kept = await startStudioRelay(scene, {
      AUDIFI_DATABASE_URL: relay.environment.AUDIFI_DATABASE_URL,
    });
    const { accountId } = host;
    const again = await sit(kept, session, { accountId, browser: await signInAgain(kept, accountId) });
    expect((await again.welcomed()).muted).toEqual([second, first]);
    again.close();
    await kept.close();

    await relay.database.query(
      "delete from relay.studio_events where author is not null and room_id = (select max(id) from relay.studio_rooms)",
    );
    act({ kind: "unmute", author: first!.author });
    await expect.poll(() => boss.of("unmuted").at(-1)?.author).toBe(first!.author);
    expect((await welcomed(host)).muted).toEqual([second]);
    act({ kind: "mute", author: "nobody" });
    await expect.poll(() => boss.of("refused").at(-1)?.code).toBe("studio.author_unknown");
  });

  it("forgets people with their account, in rooms that are open as well", async () => {
    const session = await openSession(scene);
    const [boss, gone] = [await sit(relay, session, host), await createPerson(relay)];
    const rude = await sit(relay, session, gone);
    for (const text of ["rude", "again"]) rude.say(text);
    boss.say("enough");
    await expect.poll(() => boss.of("said").length).toBe(3);
    const [first, second] = boss.of("said").filter(({ message }) => !message.isArtist);
    const { author, name } = first!.message;
    boss.send({ type: "moderate", id: "x", action: { kind: "mute", author } });
    await expect.poll(() => boss.of("muted").length).toBe(1);
    const body = { confirm: "delete my account" };
    expect((await gone.browser.request("DELETE", "/v1/account", body)).status).toBe(204);
    await expect.poll(() => boss.of("unmuted").map((event) => event.author)).toEqual([author]);
    expect(boss.of("deleted").map(({ message }) => message)).toEqual([first!.seq, second!.seq]);
    const { messages, muted } = await (await sit(relay, session, host)).welcomed();
    expect([messages.map(({ text }) => text), muted]).toEqual([["enough"], []]);
    const left = await relay.database.query(
      `select 1 from relay.studio_mutes where name = $1
       union all select 1 from relay.studio_events where payload::text like '%' || $1 || '%'`,
      [name],
    );
    expect(left.rowCount).toBe(0);
  });
});
