import { parseBallotFile } from "@audifi/contracts/ballot-file";
import { beforeAll, describe, expect, it } from "vitest";
import { createPerson } from "../../helpers/people.ts";
import { errorCode, testAccount, type TestRelay } from "../../helpers/relay.ts";
import {
  type Account,
  cast,
  linkWallet,
  openSession,
  pass,
  receipted,
  type Scene,
  sendToStudio,
  setStage,
  signBallot,
  signVoter,
  startStudioRelay,
  stateAt,
  subscribe,
} from "../../helpers/studio.ts";

const [one, two, key, otherKey] = [401, 402, 403, 404].map(testAccount) as [
  Account,
  Account,
  Account,
  Account,
];
let scene: Scene;
let relay: TestRelay;

beforeAll(async () => {
  const stage = await setStage();
  ({ scene, relay } = stage);
  return stage.close;
});

const vote = async (session: string, voter: Account, sequence = 1n, at: TestRelay = relay) =>
  cast(at, session, await signBallot(scene, session, voter, { sequence }));
const subscriberWith = async (wallets: readonly Account[]): Promise<void> => {
  const person = await createPerson(relay);
  await subscribe(relay, person);
  for (const wallet of wallets) await linkWallet(relay, person, wallet);
};
const unlink = ({ address }: Account) =>
  relay.database.query("delete from relay.wallets where address = $1", [
    Buffer.from(address.slice(2), "hex"),
  ]);

describe("a subscription", () => {
  it("counts for one wallet of its account in a session, also when that was taken off the account", async () => {
    const session = await openSession(scene);
    await subscriberWith([one, two]);
    expect(await receipted(await vote(session, one))).toMatchObject({ weight: 2, isAttested: true });
    expect(await errorCode(await vote(session, two))).toBe("409 studio.voter_taken");
    expect(await receipted(await vote(session, one, 2n))).toMatchObject({ weight: 2 });
    await unlink(one);
    expect(await errorCode(await vote(session, two))).toBe("409 studio.voter_taken");
    const elsewhere = await openSession(scene);
    expect(await receipted(await vote(elsewhere, two))).toMatchObject({ weight: 2 });
    await unlink(two);
  });

  it("counts for one wallet where several cast on chain", async () => {
    const session = await openSession(scene, { seconds: 500 });
    await subscriberWith([one, two]);
    for (const wallet of [one, two]) {
      await sendToStudio(scene, wallet, "castBallots", [BigInt(session), [0], [1]]);
    }
    await expect.poll(async () => (await stateAt(relay, session)).decisions[0]?.ballots).toBe(2);
    await pass(scene, 500);
    await expect.poll(async () => (await stateAt(relay, session)).publication?.state).toBe("published");
    const { ballots } = parseBallotFile([...relay.kubo.files.values()].at(-1)!.toString());
    const counted = ballots.map(({ weight, isAttested }) => [weight, isAttested]);
    expect(counted).toHaveLength(2);
    expect(counted).toContainEqual([2, true]);
    expect(counted).toContainEqual([1, false]);
    await Promise.all([unlink(one), unlink(two)]);
  });
});

describe("wallets without holdings", () => {
  it("are limited for each caller although they are of an account, which costs nothing", async () => {
    const small = await startStudioRelay(scene, {
      AUDIFI_STUDIO_VOTERS_PER_CALLER: "2",
      AUDIFI_DATABASE_URL: relay.environment.AUDIFI_DATABASE_URL,
    });
    const session = await openSession(scene);
    const answers: string[] = [];
    for (let number = 410; number < 413; number += 1) {
      const wallet = testAccount(number);
      await linkWallet(relay, await createPerson(relay), wallet);
      const answer = await vote(session, wallet, 1n, small);
      answers.push(answer.status === 200 ? "200" : await errorCode(answer));
    }
    expect(answers).toEqual(["200", "200", "429 studio.too_many_voters"]);
    await small.close();
  });
});

describe("the key of a browser", () => {
  it("is vouched for once, although another takes its place while its ballot is on the way", async () => {
    const session = await openSession(scene);
    const person = await createPerson(relay);
    await relay.database.query(
      "insert into relay.identities (account_id, kind, subject, email) values ($1, 'email', $2, $3)",
      [person.accountId, `subject-${person.accountId}`, `${person.accountId}@example.org`],
    );
    const register = async (account: Account) => {
      const body = await signVoter(scene, session, account);
      return person.browser.post(`/v1/studio/${session}/voters`, body);
    };
    expect((await register(key)).status).toBe(200);
    const room = "(select id::text from relay.studio_rooms where session = $1)";
    const holder = await relay.database.connect();
    await holder.query("begin");
    // What the close of a room holds: the ballot was weighed, and cannot be written down yet.
    await holder.query(`select pg_advisory_xact_lock(41709, hashtext(${room}))`, [session]);
    const first = vote(session, key);
    const waiting = `select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
    await expect.poll(async () => (await relay.database.query(waiting)).rowCount).toBe(1);
    expect((await register(otherKey)).status).toBe(200);
    await holder.query("commit");
    holder.release();
    await first;
    await vote(session, otherKey);
    const { rows } = await relay.database.query(
      `select count(*)::int as attested from relay.studio_ballots where is_attested and room_id::text = ${room}`,
      [session],
    );
    expect(rows).toEqual([{ attested: 1 }]);
  });
});
