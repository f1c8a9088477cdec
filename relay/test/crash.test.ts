import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "../src/plugins/database.ts";
import { PostOffice } from "../src/services/mail/post-office.ts";
import { Outbox } from "../src/services/outbox.ts";
import { silentLog } from "./helpers/config.ts";
import { type IdentityRelay, startIdentityRelay } from "./helpers/identity.ts";
import { type RelayProcess, spawnRelay } from "./helpers/process.ts";

/** Lends its doubles and its database to the processes. */
let surroundings: IdentityRelay;
let database: Database;
const running: RelayProcess[] = [];
beforeEach(async () => {
  surroundings = await startIdentityRelay();
  await surroundings.app.close();
  database = connectDatabase(surroundings.config.databaseUrl, () => undefined);
});
afterEach(async () => {
  for (const { child } of running.splice(0)) child.kill("SIGKILL");
  await database.end();
  await surroundings.close();
});

const spawned = async () => {
  const relay = await spawnRelay({ ...surroundings.environment, AUDIFI_LOG_LEVEL: "info" });
  running.push(relay);
  return relay;
};

/** Writes letters down as a request of another relay would, and sends none. */
const createOffice = () => {
  const outbox = new Outbox(database, silentLog());
  const office = new PostOffice({ secret: "any", appUrl: "https://app.example", outbox });
  office.open(database, async () => undefined);
  return office;
};

describe("a relay that is killed while it sends letters", () => {
  it("leaves none of them unsent and sends none twice", async () => {
    const { mail } = surroundings;
    const people = Array.from({ length: 6 }, (_, number) => `fan${number}@example.org`);
    const relay = await spawned();
    mail.beforeTaking = async (to) => {
      if (to !== people[3]) return;
      relay.child.kill("SIGKILL");
      await relay.ended;
    };
    const office = createOffice();
    for (const to of people)
      await office.post(database, to, { subject: "Kept", paragraphs: ["As promised."] });
    expect(await relay.ended).toBe("SIGKILL");
    expect(mail.letters).toHaveLength(3);

    mail.beforeTaking = async () => undefined;
    // What was on its way is hidden for as long as a living relay would need.
    await database.query("update relay.outbox set next_attempt_at = now() where done_at is null");
    await spawned();
    for (const to of people) await mail.letterTo(to);
    expect(mail.letters).toHaveLength(people.length);
    expect(new Set(mail.letters.map(({ messageId }) => messageId)).size).toBe(people.length);
  });
});
