import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAnvil } from "../../helpers/anvil.ts";
import { createPerson, type Person } from "../../helpers/people.ts";
import { hasRedis, type RunningRedis, startRedis } from "../../helpers/redis.ts";
import { errorCode, testAccount, type TestRelay } from "../../helpers/relay.ts";
import {
  cast,
  openSession,
  receipted,
  type Scene,
  Seat,
  setScene,
  signBallot,
  sit,
  startStudioRelay,
  ticketOf,
} from "../../helpers/studio.ts";

let scene: Scene;
let redis: RunningRedis;
let one: TestRelay;
let two: TestRelay;
let lena: Person;
let omar: Person;

describe.skipIf(!hasRedis())("a room at two relays", () => {
  beforeAll(async () => {
    scene = await setScene(await startAnvil());
    redis = await startRedis();
    one = await startStudioRelay(scene, { REDIS_URL: redis.url });
    const { AUDIFI_DATABASE_URL } = one.environment;
    two = await startStudioRelay(scene, { REDIS_URL: redis.url, AUDIFI_DATABASE_URL });
    [lena, omar] = [await createPerson(one), await createPerson(one)];
  });
  afterAll(async () => {
    await Promise.all([one.close(), two.close()]);
    await redis.stop();
    scene.anvil.stop();
  });

  it("is one room: everybody hears the same in the same order, and how many they are", async () => {
    const session = await openSession(scene);
    const [here, there] = [await sit(one, session, lena), await sit(two, session)];
    const ticket = await ticketOf(omar);
    const omarThere = new Seat(`${two.url}/v1/studio/${session}/socket?ticket=${ticket}`);
    await omarThere.welcomed();
    for (let i = 0; i < 4; i += 1) {
      here.say(`lena ${i}`);
      omarThere.say(`omar ${i}`);
    }
    await expect
      .poll(() => [here.texts.length, there.texts.length, omarThere.texts.length])
      .toEqual([8, 8, 8]);
    expect(there.texts).toEqual(here.texts);
    expect(omarThere.texts).toEqual(here.texts);
    await expect.poll(() => here.of("presence").at(-1)?.watching).toBe(3);
    await expect.poll(() => there.of("presence").at(-1)?.watching).toBe(3);
  });

  it("counts ballots of both, and takes an older one at neither", async () => {
    const session = await openSession(scene);
    const [here, there] = [await sit(one, session), await sit(two, session)];
    const fan = testAccount(301);
    const newer = await signBallot(scene, session, fan, { option: 1, sequence: 2n });
    await receipted(await cast(two, session, newer));
    await receipted(await cast(one, session, await signBallot(scene, session, testAccount(302))));
    const older = await cast(one, session, await signBallot(scene, session, fan, { sequence: 1n }));
    expect(await errorCode(older)).toBe("409 studio.sequence_stale");
    await expect.poll(() => here.of("tally").at(-1)?.options).toEqual([1, 1]);
    await expect.poll(() => there.of("tally").at(-1)?.options).toEqual([1, 1]);
    const told = (seat: Seat) => seat.of("tally").map(({ seq, options }) => [seq, ...options]);
    expect(told(here)).toEqual(told(there));
  });

  it("goes on where the other stopped, also without Redis", async () => {
    const session = await openSession(scene);
    const here = await sit(one, session, lena);
    here.say("before");
    await expect.poll(() => here.texts).toEqual(["before"]);
    const there = await sit(two, session, undefined, here.lastSeq);
    await redis.kill();
    here.say("after");
    await expect.poll(() => there.texts).toEqual(["after"]);
    expect(there.of("welcome")).toEqual([]);
  });
});
