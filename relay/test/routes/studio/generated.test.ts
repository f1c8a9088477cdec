import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAnvil } from "../../helpers/anvil.ts";
import { createGenerator, strange } from "../../helpers/generated.ts";
import { createPerson, type Person } from "../../helpers/people.ts";
import { postJson, testAccount, type TestRelay } from "../../helpers/relay.ts";
import {
  openSession,
  type Scene,
  setScene,
  signBallot,
  sit,
  startStudioRelay,
} from "../../helpers/studio.ts";

const { RUNS, SEED, random, oneOf } = createGenerator();
const fan = testAccount(105);
let scene: Scene;
let relay: TestRelay;
let session: string;
let person: Person;

beforeAll(async () => {
  scene = await setScene(await startAnvil());
  relay = await startStudioRelay(scene);
  session = await openSession(scene);
  person = await createPerson(relay);
});
afterAll(async () => {
  await relay.close();
  scene.anvil.stop();
});

const numbers = ["0", "-1", "1.5", "x", "", String(2n ** 64n - 1n), String(2n ** 64n), "9".repeat(20)];
const addresses = () => oneOf([fan.address, fan.address.toLowerCase(), `0x${"00".repeat(20)}`, "0x1"]);
const signatures = () => oneOf(["0x", `0x${"ab".repeat(65)}`, `0x${"6492".repeat(80)}`, "sig"]);
const ballot = () => ({
  ...{ decision: oneOf([0, 0, 0, 1, 256]), option: oneOf([0, 1, 1, -1]) },
  ...{ voter: addresses(), sequence: oneOf(["1", "2", "3", ...numbers]) },
});
const mutate = (body: Record<string, unknown>): Record<string, unknown> =>
  random(10) < 3 ? { ...body, [oneOf([...Object.keys(body), "more"])]: oneOf(strange) } : body;
const sessions = () =>
  encodeURIComponent(oneOf([session, session, session, session, "0", "999999", "x", "-1", "9".repeat(30)]));

const requests: Record<string, () => Promise<Response>> = {
  "POST ballots": () =>
    postJson(
      `${relay.url}/v1/studio/${sessions()}/ballots`,
      mutate({ ballot: mutate(ballot()), signature: signatures() }),
    ),
  "POST voters": () =>
    person.browser.request(
      "POST",
      `/v1/studio/${sessions()}/voters`,
      mutate({ voter: addresses(), signature: signatures() }),
    ),
  "GET standing": () => fetch(`${relay.url}/v1/studio/${sessions()}/standing?voter=${addresses()}`),
  "GET ballots": () =>
    fetch(`${relay.url}/v1/studio/${sessions()}/ballots?voter=${oneOf(["", addresses()])}`),
  "GET messages": () =>
    fetch(`${relay.url}/v1/studio/${sessions()}/messages?before=${encodeURIComponent(oneOf(numbers))}`),
};

describe("generated requests", () => {
  it.each(Object.entries(requests))(
    "meet no failure of ours at %s",
    { timeout: 600_000 },
    async (_name, ask) => {
      const seen: number[] = [];
      for (let run = 0; run < RUNS; run += 1) seen.push((await ask()).status);
      expect(
        seen.filter((status) => status >= 500),
        `seed ${SEED}`,
      ).toEqual([]);
      expect(seen.some((status) => status === 200 || status === 401)).toBe(true);
    },
  );

  it("say nothing through a socket, and leave the room as it was", { timeout: 600_000 }, async () => {
    const kinds = ["say", "vote", "moderate", "resume", "welcome", "said"];
    for (let run = 0; run < RUNS / 10; run += 1) {
      const seat = await sit(relay, session);
      for (let i = 0; i < 5; i += 1) {
        const message = {
          type: oneOf(kinds),
          id: "1",
          text: "x",
          after: 0,
          ballot: ballot(),
          signature: "0x",
        };
        seat.send(random(4) === 0 ? oneOf(["{", "null", "[]", '"x"']) : mutate(message));
      }
      seat.socket.close();
      await seat.closed;
    }
    const late = await (await sit(relay, session)).welcomed();
    expect(late.messages).toEqual([]);
    expect(late.state.decisions).toEqual([{ options: [0, 0], ballots: 0 }]);
    await expect(
      (
        await postJson(`${relay.url}/v1/studio/${session}/ballots`, await signBallot(scene, session, fan))
      ).json(),
    ).resolves.toMatchObject({ weight: 1 });
  });
});
