import { parseBallotFile } from "@audifi/contracts/ballot-file";
import { recount } from "@audifi/contracts/recount";
import { CID } from "multiformats/cid";
import { create as createDigest } from "multiformats/hashes/digest";
import { hexToBytes, type Hex } from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "../../../src/plugins/database.ts";
import { startAnvil } from "../../helpers/anvil.ts";
import { spawnRelay } from "../../helpers/process.ts";
import { errorCode, testAccount, type TestRelay } from "../../helpers/relay.ts";
import {
  cast,
  openSession,
  pass,
  publisher,
  readStudio,
  receipted,
  type Scene,
  sendToStudio,
  setScene,
  signBallot,
  sit,
  startStudioRelay,
  stateAt,
} from "../../helpers/studio.ts";

const voters = [201, 202, 203, 204].map(testAccount) as [
  ReturnType<typeof testAccount>,
  ReturnType<typeof testAccount>,
  ReturnType<typeof testAccount>,
  ReturnType<typeof testAccount>,
];
/** A wallet that says yes to every signature (ERC-1271). */
const agreeable = "0x631626ba7e60e01b60005260206000f3";
const noCid = { digest: `0x${"22".repeat(32)}`, codec: 0x55 } as const;
let scene: Scene;
const relays: TestRelay[] = [];

beforeAll(async () => {
  scene = await setScene(await startAnvil());
});
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.close()));
});
afterAll(() => scene.anvil.stop());

const start = async (changes: Record<string, string | undefined> = {}): Promise<TestRelay> => {
  const relay = await startStudioRelay(scene, changes);
  relays.push(relay);
  return relay;
};

interface Count {
  publications: number;
  count: number;
  isContested: boolean;
  ballots: { digest: Hex; codec: number };
}
const countOf = (session: string) => readStudio<Count>(scene, "countOf", [BigInt(session)]);
const published = (session: string, number = 1) =>
  expect.poll(async () => (await countOf(session)).publications).toBe(number);

const recountAt = (relay: TestRelay, session: string) =>
  recount(scene.anvil.client as never, {
    ...{ studio: scene.studio.address, session: BigInt(session) },
    fetchBallots: async ({ digest, codec }) => {
      const cid = CID.createV1(codec, createDigest(0x12, hexToBytes(digest))).toString();
      const file = relay.kubo.files.get(cid);
      if (!file) throw new Error(`${cid} is not pinned`);
      return file.toString();
    },
  });
const vote = async (relay: TestRelay, session: string, voter: (typeof voters)[number], option = 0) =>
  receipted(await cast(relay, session, await signBallot(scene, session, voter, { option })));

describe("when a session closes", () => {
  it("all newest ballots and those cast on chain are published, and recount", async () => {
    const relay = await start();
    const session = await openSession(scene, { seconds: 500 });
    const seat = await sit(relay, session);
    await vote(relay, session, voters[0], 0);
    await vote(relay, session, voters[1], 0);
    const changed = await signBallot(scene, session, voters[1], { option: 1, sequence: 2n });
    await receipted(await cast(relay, session, changed));
    await vote(relay, session, voters[2], 0);
    await sendToStudio(scene, voters[2], "castBallots", [BigInt(session), [0], [1]]);
    await sendToStudio(scene, voters[3], "castBallots", [BigInt(session), [0], [1]]);
    await pass(scene, 500);
    await published(session);
    const counted = await recountAt(relay, session);
    expect(counted).toMatchObject({
      ballots: 4,
      direct: 2,
      attested: 0,
      tallies: [1n, 3n],
      discrepancies: [],
    });
    await expect.poll(() => seat.of("phase").at(-1)?.publication?.state).toBe("published");
    const states = seat.of("phase").map(({ status, publication }) => publication?.state ?? status);
    expect(states.at(0)).toBe("gathering");
    const { publication, decisions } = await stateAt(relay, session);
    expect(publication).toMatchObject({ number: 1, state: "published", cid: expect.any(String) });
    expect(decisions).toEqual([{ options: [1, 3], ballots: 4 }]);
    const receipt = await scene.anvil.client.getTransactionReceipt({ hash: publication!.transaction as Hex });
    expect(receipt.from).toBe(publisher.address.toLowerCase());
  });

  it("a session without ballots is published as such, with nobody in its room", async () => {
    const relay = await start();
    const session = await openSession(scene, { seconds: 500 });
    await expect.poll(async () => (await stateAt(relay, session)).status).toBe("open");
    await pass(scene, 500);
    await published(session);
    expect(await recountAt(relay, session)).toMatchObject({ ballots: 0, discrepancies: [] });
  });

  it("weights are those of the snapshot, whatever a receipt said", async () => {
    const relay = await start();
    const session = await openSession(scene, { seconds: 500 });
    await vote(relay, session, voters[0]);
    await relay.database.query("update relay.studio_ballots set weight = 50, class = 'coin-holder'");
    await pass(scene, 500);
    await published(session);
    const counted = await recountAt(relay, session);
    expect([counted.tallies, counted.discrepancies]).toEqual([[1n, 0n], []]);
  });

  it("is published once by two relays, and again after a contest, without the ballot having been lost", async () => {
    const one = await start();
    const shared = {
      AUDIFI_DATABASE_URL: one.environment.AUDIFI_DATABASE_URL,
      AUDIFI_IPFS_RPC: one.environment.AUDIFI_IPFS_RPC,
    };
    const two = await start(shared);
    const session = await openSession(scene, { seconds: 500 });
    await vote(one, session, voters[0]);
    await vote(two, session, voters[1], 1);
    // What a relay that withholds a ballot would do.
    await one.database.query("create table kept as select * from relay.studio_ballots where option = 1");
    await one.database.query("delete from relay.studio_ballots where option = 1");
    await pass(scene, 500);
    await published(session);
    const { rows } = await one.database.query(
      "select count(*)::int as n from relay.sponsored where call = 'publication'",
    );
    expect(rows).toEqual([{ n: 1 }]);
    expect(await recountAt(one, session)).toMatchObject({ ballots: 1 });

    const { rows: kept } = await one.database.query("select * from kept");
    const [ballot] = kept as [{ sequence: string; received_at: string; signature: Buffer; receipt: Buffer }];
    const file = parseBallotFile([...one.kubo.files.values()].at(-1)!.toString());
    const { signature: _, ...leaf } = file.ballots[0]!;
    const neighbour = { counted: { ...leaf, class: 0 }, index: 0, proof: [] };
    const missing = {
      ...{ decision: 0, option: 1, voter: voters[1].address, sequence: BigInt(ballot.sequence) },
      ...{ receivedAt: Number(ballot.received_at), signature: `0x${ballot.signature.toString("hex")}` },
      receipt: `0x${ballot.receipt.toString("hex")}`,
    };
    await one.database.query("insert into relay.studio_ballots select * from kept");
    await sendToStudio(scene, voters[3], "contestMissing", [BigInt(session), [neighbour], missing]);
    await published(session, 2);
    expect(await recountAt(one, session)).toMatchObject({ ballots: 2, publication: 2, discrepancies: [] });
    await expect.poll(async () => (await stateAt(two, session)).publication?.number).toBe(2);
  });

  it("wallets that are contracts are asked again at the closing block", async () => {
    const relay = await start();
    const session = await openSession(scene, { seconds: 500 });
    const [steady, gone] = [testAccount(211).address, testAccount(212).address];
    for (const address of [steady, gone]) await scene.anvil.client.setCode({ address, bytecode: agreeable });
    for (const voter of [steady, gone]) {
      await receipted(await cast(relay, session, await signBallot(scene, session, voters[0], { voter })));
    }
    await scene.anvil.client.setCode({ address: gone, bytecode: "0x" });
    await scene.anvil.client.mine({ blocks: 1 });
    await pass(scene, 500);
    await published(session);
    expect(await recountAt(relay, session)).toMatchObject({
      ballots: 1,
      tallies: [1n, 0n],
      discrepancies: [],
    });
  });

  it("a receipt that the signer did not give proves nothing", async () => {
    const relay = await start();
    const session = await openSession(scene, { seconds: 500 });
    await expect.poll(async () => (await stateAt(relay, session)).status).toBe("open");
    await pass(scene, 500);
    await published(session);
    const { ballot, signature } = await signBallot(scene, session, voters[0]);
    const forged = {
      ...{ ...ballot, sequence: BigInt(ballot.sequence), signature },
      ...{ receivedAt: Number((await scene.anvil.client.getBlock()).timestamp) - 250, receipt: signature },
    };
    await expect(
      sendToStudio(scene, voters[3], "contestMissing", [BigInt(session), [], forged]),
    ).rejects.toThrow(/StudioSessions_InvalidReceipt/);
  });

  it("a relay that was not there publishes nothing", async () => {
    const session = await openSession(scene, { seconds: 500 });
    await pass(scene, 500);
    const relay = await start();
    expect((await stateAt(relay, session)).status).toBe("closed");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await countOf(session)).publications).toBe(0);
    expect((await stateAt(relay, session)).publication).toBeNull();
  });

  it("goes on after the pinning service was away, and fails once the session was locked", async () => {
    const relay = await start();
    const session = await openSession(scene, { seconds: 500 });
    await vote(relay, session, voters[0]);
    relay.kubo.mode = "down";
    await pass(scene, 500);
    await expect.poll(async () => (await stateAt(relay, session)).publication?.state).toBe("gathering");
    await pass(scene, 72 * 3_600 + 10);
    await sendToStudio(scene, testAccount(81), "lockSession", [BigInt(session), noCid, [0], [""]]);
    await expect.poll(async () => (await stateAt(relay, session)).publication?.state).toBe("failed");
    expect(await errorCode(await cast(relay, session, await signBallot(scene, session, voters[1])))).toBe(
      "409 studio.not_open",
    );
  });
});

describe("a relay that is killed", () => {
  it("has lost no ballot and no message, and publishes once", async () => {
    const surroundings = await start();
    await surroundings.app.close();
    relays.length = 0;
    const database = connectDatabase(surroundings.config.databaseUrl, () => undefined);
    const spawned = () => spawnRelay({ ...surroundings.environment, AUDIFI_LOG_LEVEL: "info" });
    const first = await spawned();
    const session = await openSession(scene, { seconds: 500 });
    const seat = await sit(first, session);
    const { ballot, signature } = await signBallot(scene, session, voters[0], { option: 1 });
    seat.send({ type: "vote", id: "v", ballot, signature });
    await expect.poll(() => seat.of("receipt").length).toBe(1);
    const { lastSeq } = seat;
    first.child.kill("SIGKILL");
    await seat.closed;
    const second = await spawned();
    const again = await sit(second, session, undefined, lastSeq);
    await expect.poll(async () => (await stateAt(second, session)).decisions[0]?.options).toEqual([0, 1]);
    await expect.poll(() => again.of("tally").length + seat.of("tally").length).toBeGreaterThan(0);
    await pass(scene, 500);
    await expect.poll(async () => (await stateAt(second, session)).publication?.state).toBeDefined();
    second.child.kill("SIGKILL");
    await second.ended;
    // What was on its way is hidden for as long as a living relay would need.
    await database.query("update relay.outbox set next_attempt_at = now() where done_at is null");
    const third = await spawned();
    await published(session);
    await expect.poll(async () => (await stateAt(third, session)).publication?.state).toBe("published");
    expect(await recountAt(surroundings, session)).toMatchObject({ ballots: 1, discrepancies: [] });
    third.child.kill("SIGTERM");
    expect(await third.ended).toBe(0);
    await Promise.all([
      database.end(),
      surroundings.kubo.close(),
      surroundings.second.close(),
      surroundings.chain.close(),
    ]);
  });
});
