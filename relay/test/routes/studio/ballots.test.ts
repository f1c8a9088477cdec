import { receiptTypedData } from "@audifi/contracts/ballots";
import { verifyTypedData } from "viem";
import { beforeAll, describe, expect, it } from "vitest";
import type { StudioBallots, StudioStanding } from "../../../src/protocol/studio.ts";
import { createPerson, type Person } from "../../helpers/people.ts";
import { errorCode, testAccount, type TestRelay, withHighS } from "../../helpers/relay.ts";
import {
  cast,
  linkWallet,
  open,
  openSession,
  pass,
  publisher,
  receipted,
  type Scene,
  sendToStudio,
  setStage,
  signBallot,
  signVoter,
  sit,
  startStudioRelay,
  stateAt,
  subscribe,
} from "../../helpers/studio.ts";

const [fan, friend, key, otherKey] = [101, 102, 103, 104].map(testAccount) as [
  ReturnType<typeof testAccount>,
  ReturnType<typeof testAccount>,
  ReturnType<typeof testAccount>,
  ReturnType<typeof testAccount>,
];
let scene: Scene;
let relay: TestRelay;

beforeAll(async () => {
  const stage = await setStage();
  ({ scene, relay } = stage);
  return stage.close;
});

const standingOf = async (session: string, voter: string, person?: Person): Promise<StudioStanding> => {
  const path = `/v1/studio/${session}/standing?voter=${voter}`;
  const answer = await (person ? person.browser.get(path) : fetch(relay.url + path));
  return (await answer.json()) as StudioStanding;
};
const ballotsOf = async (session: string, { address }: typeof fan) => {
  const answer = await fetch(`${relay.url}/v1/studio/${session}/ballots?voter=${address}`);
  return ((await answer.json()) as StudioBallots).ballots;
};
const byEmail = async (): Promise<Person> => {
  const person = await createPerson(relay);
  await relay.database.query(
    "insert into relay.identities (account_id, kind, subject, email) values ($1, 'email', $2, $3)",
    [person.accountId, `subject-${person.accountId}`, `${person.accountId}@example.org`],
  );
  return person;
};

describe("a ballot", () => {
  it("is kept, receipted by the session's signer, counted, and told to everybody", async () => {
    const session = await openSession(scene);
    const seat = await sit(relay, session);
    const signed = await signBallot(scene, session, fan, { option: 1 });
    const receipt = await receipted(await cast(relay, session, signed));
    expect(receipt).toMatchObject({ weight: 1, class: "everyone", isAttested: false });
    const isOurs = await verifyTypedData({
      ...receiptTypedData(scene.studio, receipt.ballot, receipt.receivedAt),
      ...{ address: publisher.address, signature: receipt.signature as `0x${string}` },
    });
    expect(isOurs).toBe(true);
    await expect.poll(() => seat.of("tally").at(-1)).toMatchObject({ options: [0, 1], ballots: 1 });
    expect((await stateAt(relay, session)).decisions).toEqual([{ options: [0, 1], ballots: 1 }]);
    expect(await ballotsOf(session, fan)).toEqual([
      { ...signed.ballot, voter: fan.address.toLowerCase(), signature: signed.signature, receipt },
    ]);
    expect(await receipted(await cast(relay, session, signed))).toEqual(receipt);
  });

  it("replaces an older one, and an older one replaces nothing", async () => {
    const session = await openSession(scene);
    const seat = await sit(relay, session);
    const vote = async (option: number, sequence: bigint) =>
      seat.send({
        ...{ type: "vote", id: `${option}-${sequence}` },
        ...(await signBallot(scene, session, fan, { option, sequence })),
      });
    await vote(0, 5n);
    await expect.poll(() => seat.of("receipt").length).toBe(1);
    await vote(1, 6n);
    await expect.poll(() => seat.of("receipt").at(-1)?.id).toBe("1-6");
    await vote(0, 4n);
    await expect
      .poll(() => seat.of("refused").at(-1))
      .toMatchObject({
        id: "0-4",
        code: "studio.sequence_stale",
      });
    await expect.poll(() => seat.of("tally").at(-1)?.options).toEqual([0, 1]);
  });

  it("of equal sequences counts by the lower hash, whichever comes first", async () => {
    const session = await openSession(scene);
    const both = [
      await signBallot(scene, session, fan, { option: 0 }),
      await signBallot(scene, session, fan, { option: 1 }),
    ];
    const answers = [await cast(relay, session, both[0]), await cast(relay, session, both[1])];
    const again = await cast(relay, session, both[0]);
    const statuses = [...answers, again].map(({ status }) => status);
    const isFirstLower = statuses[1] === 409;
    expect(statuses).toEqual(isFirstLower ? [200, 409, 200] : [200, 200, 409]);
  });

  it("is refused where it was signed for another chain, contract or session, by another, or with a high s", async () => {
    const [session, other] = [await openSession(scene), await openSession(scene)];
    const refusal = async (body: unknown) => errorCode(await cast(relay, session, body));
    const foreign = "401 studio.signature_invalid";
    expect(await refusal(await signBallot(scene, session, fan, { studio: { chainId: 1 } }))).toBe(foreign);
    const { address } = testAccount(7);
    expect(await refusal(await signBallot(scene, session, fan, { studio: { address } }))).toBe(foreign);
    expect(await refusal(await signBallot(scene, other, fan))).toBe(foreign);
    expect(await refusal(await signBallot(scene, session, fan, { voter: friend.address }))).toBe(foreign);
    const signed = await signBallot(scene, session, fan);
    expect(await refusal({ ...signed, signature: withHighS(signed.signature) })).toBe(foreign);
    expect(await refusal({ ...signed, ballot: { ...signed.ballot, option: 1 } })).toBe(foreign);
    const unknown = await signBallot(scene, session, fan, { option: 2 });
    expect(await refusal(unknown)).toBe("404 studio.option_unknown");
    for (const voter of [fan, friend]) expect(await ballotsOf(session, voter)).toEqual([]);
  });

  it("is refused before the opening and after the close, by the clock of the chain", async () => {
    const draft = await openSession(scene, { isDraft: true });
    expect(await errorCode(await cast(relay, draft, await signBallot(scene, draft, fan)))).toBe(
      "409 studio.not_open",
    );
    const session = await openSession(scene, { seconds: 500 });
    await receipted(await cast(relay, session, await signBallot(scene, session, fan)));
    await pass(scene, 500);
    const late = await signBallot(scene, session, fan, { sequence: 2n });
    await expect.poll(async () => errorCode(await cast(relay, session, late))).toBe("409 studio.not_open");
  });

  it("is taken from the opening on, also where the relay has not heard of that yet", async () => {
    const behind = await startStudioRelay(scene, { AUDIFI_LIVE_POLL_MS: "60000" });
    const session = await openSession(scene, { isDraft: true });
    expect((await stateAt(behind, session)).status).toBe("draft");
    await open(scene, session);
    expect((await (await sit(behind, session)).welcomed()).state.status).toBe("open");
    const next = await openSession(scene, { isDraft: true });
    const signed = await signBallot(scene, next, fan);
    expect(await errorCode(await cast(behind, next, signed))).toBe("409 studio.not_open");
    await open(scene, next);
    await receipted(await cast(behind, next, signed));
    await behind.close();
  });

  it("of somebody who has not what the session asks for is refused, with what is missing", async () => {
    const session = await openSession(scene, { gates: 3 });
    const answer = await cast(relay, session, await signBallot(scene, session, fan));
    expect(await errorCode(answer)).toBe("403 studio.may_not_vote");
    const standing = await standingOf(session, fan.address);
    expect(standing).toMatchObject({ weight: 0, mayVote: false, shares: "0", coins: "0" });
    expect(standing.reasons.join()).toMatch(/a share of the artist or 1 units/);
  });

  it("cast on chain is told as well, and wins over a relayed one", async () => {
    const session = await openSession(scene);
    const seat = await sit(relay, session);
    await receipted(await cast(relay, session, await signBallot(scene, session, fan, { option: 0 })));
    await expect.poll(() => seat.of("tally").at(-1)?.options).toEqual([1, 0]);
    await sendToStudio(scene, fan, "castBallots", [BigInt(session), [0], [1]]);
    await expect.poll(() => seat.of("tally").at(-1)).toMatchObject({ options: [0, 1], ballots: 1 });
  });
});

describe("people who have an e-mail address only", () => {
  const register = async (session: string, person: Person, account: typeof key) =>
    person.browser.post(`/v1/studio/${session}/voters`, await signVoter(scene, session, account));

  it("vote with the key of their browser, vouched for and under a pseudonym", async () => {
    const session = await openSession(scene);
    const person = await byEmail();
    const answer = await register(session, person, key);
    expect(answer.status).toBe(200);
    const { pseudonym } = (await answer.json()) as { pseudonym: string };
    expect(pseudonym).toMatch(/^Listener [0-9A-F]{8}$/);
    const receipt = await receipted(await cast(relay, session, await signBallot(scene, session, key)));
    expect(receipt).toMatchObject({ weight: 1, class: "everyone", isAttested: true });
    const elsewhere = await openSession(scene);
    const next = (await (await register(elsewhere, person, key)).json()) as { pseudonym: string };
    expect(next.pseudonym).not.toBe(pseudonym);
  });

  it("have one key, which another replaces only while it has cast nothing", async () => {
    const session = await openSession(scene);
    const [person, other] = [await byEmail(), await byEmail()];
    expect((await register(session, person, key)).status).toBe(200);
    expect((await register(session, person, otherKey)).status).toBe(200);
    expect((await register(session, other, otherKey)).status).toBe(409);
    await receipted(await cast(relay, session, await signBallot(scene, session, otherKey)));
    expect((await register(session, person, otherKey)).status).toBe(200);
    expect(await errorCode(await register(session, person, key))).toBe("409 studio.voter_taken");
  });

  it("prove that the key is theirs, and have an address", async () => {
    const session = await openSession(scene);
    const person = await byEmail();
    const body = { ...(await signVoter(scene, session, key)), voter: otherKey.address };
    const forged = await person.browser.post(`/v1/studio/${session}/voters`, body);
    expect(await errorCode(forged)).toBe("401 studio.signature_invalid");
    const walletOnly = await createPerson(relay);
    expect(await errorCode(await register(session, walletOnly, key))).toBe("403 studio.may_not_vote");
    const nobody = await fetch(`${relay.url}/v1/studio/${session}/voters`, {
      ...{ method: "POST", headers: { "content-type": "application/json" } },
      body: JSON.stringify(await signVoter(scene, session, key)),
    });
    expect(await errorCode(nobody)).toBe("401 auth.required");
  });

  it("do not vote a second time beside their wallet", async () => {
    const session = await openSession(scene);
    const person = await byEmail();
    const wallet = testAccount(130);
    await linkWallet(relay, person, wallet);
    await receipted(await cast(relay, session, await signBallot(scene, session, wallet)));
    expect(await errorCode(await register(session, person, key))).toBe("409 studio.voter_taken");
  });

  it("come in limited numbers from one place, and so do wallets of whom nothing is known", async () => {
    const small = await startStudioRelay(scene, {
      AUDIFI_STUDIO_VOTERS_PER_CALLER: "3",
      AUDIFI_DATABASE_URL: relay.environment.AUDIFI_DATABASE_URL,
    });
    const session = await openSession(scene);
    const answers: string[] = [];
    for (let number = 140; number < 145; number += 1) {
      const answer = await cast(small, session, await signBallot(scene, session, testAccount(number)));
      answers.push(answer.status === 200 ? "200" : await errorCode(answer));
    }
    const person = await byEmail();
    const { accountId, browser } = person;
    expect(accountId).not.toBe("");
    const refused = await fetch(`${small.url}/v1/studio/${session}/voters`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...{ cookie: [...browser.cookies].map((pair) => pair.join("=")).join("; "), origin: browser.origin! },
      },
      body: JSON.stringify(await signVoter(scene, session, key)),
    });
    const full = "429 studio.too_many_voters";
    expect([...answers, await errorCode(refused)]).toEqual(["200", "200", "200", full, full, full]);
    await small.close();
  });
});

describe("subscribers", () => {
  it("count twice, vouched for, and only their own account is told that they are", async () => {
    const session = await openSession(scene, { gates: 4 });
    const [person, stranger] = [await byEmail(), await byEmail()];
    const wallet = testAccount(120);
    await linkWallet(relay, person, wallet);
    await subscribe(relay, person);
    const own = await standingOf(session, wallet.address, person);
    expect(own).toMatchObject({ weight: 2, class: "subscriber", isSubscriber: true, isAttested: true });
    const hidden = { weight: 0, isSubscriber: false, mayVote: false };
    expect(await standingOf(session, wallet.address)).toMatchObject(hidden);
    expect(await standingOf(session, wallet.address, stranger)).toMatchObject(hidden);
    const receipt = await receipted(await cast(relay, session, await signBallot(scene, session, wallet)));
    expect(receipt).toMatchObject({ weight: 2, class: "subscriber", isAttested: true });
  });
});

describe("a relay that is not the session's", () => {
  it("gives no receipts that nobody would accept", async () => {
    const other = await startStudioRelay(scene, { AUDIFI_RECEIPT_KEY: `0x${"07".repeat(32)}` });
    const session = await openSession(scene);
    const answer = await cast(other, session, await signBallot(scene, session, fan));
    expect(await errorCode(answer)).toBe("503 studio.not_configured");
    await other.close();
  });
});
