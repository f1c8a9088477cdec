import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FakeSubgraph } from "../helpers/fake-subgraph.ts";
import {
  addEmail,
  addressOf,
  link,
  type NewsRelay,
  noticesOf,
  notificationsOf,
  startNewsRelay,
} from "../helpers/news.ts";
import { createPerson, type Person } from "../helpers/people.ts";

const BLOCK_TIME = 12;
const timeOf = (block: number) => String(block * BLOCK_TIME);

const proposal = {
  ...{ id: "0x0a", number: 3, title: "Pay for the mix" },
  // Open for 100 blocks: the last quarter begins at block 1,100.
  ...{ snapshot: timeOf(1_025), deadline: timeOf(1_125) },
  dao: { name: "Ada Coin DAO", artist: { id: "7" }, coin: { id: "0xc0" } },
};
const about = { artist: "7", number: "3", title: "Pay for the mix", dao: "Ada Coin DAO" };

let news: NewsRelay;
let subgraph: FakeSubgraph;
let ada: Person;
let ben: Person;

const member = (number: number, power: string) =>
  subgraph.coinHolders.push({
    ...{ id: `0xc0${addressOf(number).slice(2)}`, account: { id: addressOf(number) }, power },
  });
const powerAt = (number: number, block: number, power: string) =>
  subgraph.powerCheckpoints.push({
    id: `0xc0${addressOf(number).slice(2)}${block.toString(16).padStart(8, "0")}`,
    ...{ account: { id: addressOf(number) }, at: timeOf(block), power },
  });
const step = (kind: string, block: number, until: string | null = null) =>
  subgraph.proposalSteps.push({ id: `0x${kind}`, block: String(block), kind, until, proposal });
const ballot = (...[votesFor, votesAgainst, votesAbstain = "0"]: readonly string[]) =>
  subgraph.proposals.push({ ...proposal, quorum: "100", votesFor, votesAgainst, votesAbstain } as never);
const lookAt = async (block: number) => {
  news.mine(block);
  await news.hasToldUpTo(block);
};
const kindsOf = async (person: Person) => (await notificationsOf(person)).map(({ kind }) => kind);

const start = async (confirmations: number) => {
  news = await startNewsRelay(confirmations);
  ({ subgraph } = news);
  ada = await createPerson(news.relay);
  ben = await createPerson(news.relay);
  await link(news, ada, 1);
  await link(news, ben, 2);
};
beforeEach(() => start(1));
afterEach(() => news.close());

describe("news of proposals", () => {
  it("tell everybody in the DAO of a new one, and whether their coins have votes", async () => {
    const cleo = await createPerson(news.relay);
    await link(news, cleo, 3);
    member(1, "500");
    member(2, "0");
    for (const person of [ada, ben]) await addEmail(news, person);
    step("Create", 1_001);
    await lookAt(1_001);
    await lookAt(1_002);
    const [ofAda, ofBen] = [await notificationsOf(ada), await notificationsOf(ben)];
    expect(ofAda).toMatchObject([
      {
        ...{ topic: "governance", kind: "proposal.created" },
        data: { ...about, opensAt: timeOf(1_025), endsAt: timeOf(1_125), hasVotes: "true" },
      },
    ]);
    expect(ofBen).toMatchObject([{ data: { hasVotes: "false" } }]);
    expect(await notificationsOf(cleo)).toEqual([]);
    const letters = await noticesOf(news);
    expect(letters.map(({ to }) => to).sort()).toEqual(
      [ada, ben].map(({ accountId }) => `${accountId}@example.org`).sort(),
    );
    expect(letters[0]?.letter.subject).toBe("New in Ada Coin DAO: “Pay for the mix”");
    expect(JSON.stringify(letters)).toContain("Your coins have no votes yet");
  });

  it("tell when one is queued, executed or cancelled, in the app alone", async () => {
    member(1, "500");
    await addEmail(news, ada);
    step("Queue", 1_001, "99000");
    step("Execute", 1_002);
    step("Cancel", 1_003);
    await lookAt(1_003);
    expect((await kindsOf(ada)).sort()).toEqual([
      "proposal.cancelled",
      "proposal.executed",
      "proposal.queued",
    ]);
    const queued = (await notificationsOf(ada)).find(({ kind }) => kind === "proposal.queued");
    expect(queued?.data).toEqual({ ...about, executableAt: "99000" });
    expect(await noticesOf(news)).toEqual([]);
  });

  it("are not told to those who want none of governance", async () => {
    member(1, "500");
    await addEmail(news, ada);
    await news.relay.database.query(
      "insert into relay.notification_settings (account_id, topic, by_email, in_app) values ($1, 'governance', false, false)",
      [ada.accountId],
    );
    step("Create", 1_001);
    await lookAt(1_001);
    expect(await notificationsOf(ada)).toEqual([]);
    expect(await noticesOf(news)).toEqual([]);
  });
});

describe("news of votes", () => {
  it("remind those who had votes when it opened and cast none, in its last quarter", async () => {
    const [cleo, dan] = [await createPerson(news.relay), await createPerson(news.relay)];
    await link(news, cleo, 3);
    await link(news, dan, 4);
    for (const number of [1, 2, 3, 4]) member(number, "500");
    powerAt(1, 900, "500");
    // Ben voted, Cleo got her votes after the opening, Dan had lost his by then.
    powerAt(2, 900, "500");
    subgraph.proposalVotes.push({ id: "0x02", voter: { id: addressOf(2) } });
    powerAt(3, 1_050, "500");
    powerAt(4, 900, "500");
    powerAt(4, 1_000, "0");
    ballot("10", "0");
    await lookAt(1_099);
    expect(await kindsOf(ada)).toEqual([]);
    await lookAt(1_100);
    await lookAt(1_110);
    expect(await notificationsOf(ada)).toMatchObject([
      { topic: "governance", kind: "proposal.ends_soon", data: { ...about, endsAt: timeOf(1_125) } },
    ]);
    for (const person of [ben, cleo, dan]) expect(await kindsOf(person)).toEqual([]);
  });

  for (const [name, votes, result] of [
    ["one that passed", ["99", "10", "1"], "passed"],
    ["one without a majority", ["100", "100"], "majority"],
    ["one without a quorum", ["99", "5"], "quorum"],
  ] as const) {
    it(`tell the result of ${name}, when it is over`, async () => {
      member(1, "0");
      await addEmail(news, ada);
      ballot(...votes);
      await lookAt(1_124);
      expect(await kindsOf(ada)).toEqual([]);
      await lookAt(1_125);
      await lookAt(1_126);
      expect(await notificationsOf(ada)).toMatchObject([
        { topic: "governance", kind: "proposal.decided", data: { ...about, result } },
      ]);
      const [notice] = await noticesOf(news);
      expect(notice?.letter.subject).toBe(
        `“Pay for the mix” ${result === "passed" ? "passed" : "was defeated"}`,
      );
    });
  }

  it("wait until the block in which a vote ended is final", async () => {
    await news.close();
    await start(3);
    member(1, "500");
    ballot("99", "10", "1");
    await lookAt(1_123);
    expect(await kindsOf(ada)).toEqual([]);
    await lookAt(1_125);
    await expect.poll(() => kindsOf(ada)).toEqual(["proposal.decided"]);
  });

  it("tell nothing of a vote that ended before the relay began", async () => {
    member(1, "500");
    subgraph.proposals.push({ ...proposal, deadline: timeOf(900), quorum: "1", votesFor: "1" } as never);
    await lookAt(1_001);
    expect(await kindsOf(ada)).toEqual([]);
  });
});
