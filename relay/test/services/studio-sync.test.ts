import { beforeAll, describe, expect, it } from "vitest";
import { connectChain } from "../../src/plugins/chain.ts";
import { Sessions } from "../../src/services/studio/sessions.ts";
import { syncRoom } from "../../src/services/studio/sync.ts";
import { CHAIN_ID } from "../helpers/config.ts";
import { LateSessions } from "../helpers/late-sessions.ts";
import { startAnvil } from "../helpers/anvil.ts";
import { startRelay, testAccount, type TestRelay } from "../helpers/relay.ts";
import { openSession, pass, type Scene, sendToStudio, setScene } from "../helpers/studio.ts";

const voters = [301, 302].map(testAccount) as [
  ReturnType<typeof testAccount>,
  ReturnType<typeof testAccount>,
];
let scene: Scene;
let relay: TestRelay;

beforeAll(async () => {
  scene = await setScene(await startAnvil());
  // Follows no chain, so that rooms are where these tests bring them.
  relay = await startRelay();
  return async () => {
    await relay.close();
    scene.anvil.stop();
  };
});

const deployments = () => ({ folder: scene.platform.directory, chainId: CHAIN_ID });
const chain = () => connectChain({ ...relay.config, rpcUrls: [scene.anvil.url] });
const castOnChain = (session: string, voter: (typeof voters)[number]) =>
  sendToStudio(scene, voter, "castBallots", [BigInt(session), [0], [1]]);

const eventsOf = async (roomId: string) => {
  const { rows } = await relay.database.query(
    "select type, payload from relay.studio_events where room_id = $1 order by seq",
    [roomId],
  );
  return (rows as { type: string; payload: Record<string, unknown> }[]).map(({ type, payload }) => [
    type,
    payload.status ?? payload.options,
  ]);
};

describe("syncRoom", () => {
  it("does not take a room back to where the chain was before somebody else looked", async () => {
    const { database } = relay;
    const sessions = new Sessions(chain(), deployments());
    const late = new LateSessions(chain(), deployments());
    const session = await openSession(scene, { seconds: 500 });
    const { room } = await syncRoom(database, sessions, BigInt(session));
    await castOnChain(session, voters[0]);

    let release = () => {};
    late.gate = new Promise((resolve) => (release = resolve));
    const behind = syncRoom(database, late, BigInt(session));
    await expect.poll(() => late.asked).toBe(1);
    await castOnChain(session, voters[1]);
    await pass(scene, 500);
    expect((await syncRoom(database, sessions, BigInt(session))).facts.status).toBe("closed");
    release();

    expect((await behind).facts.status).toBe("closed");
    expect(await eventsOf(room.id)).toEqual([
      ["tally", [0, 2]],
      ["phase", "closed"],
    ]);
    const { rows } = await database.query("select count(*)::int from relay.studio_casts where room_id = $1", [
      room.id,
    ]);
    expect(rows).toEqual([{ count: 2 }]);
  });

  it("tells the last count no later than that the session is closed", async () => {
    const sessions = new Sessions(chain(), deployments());
    const session = await openSession(scene, { seconds: 500 });
    const { room } = await syncRoom(relay.database, sessions, BigInt(session));
    await castOnChain(session, voters[0]);
    await pass(scene, 500);
    const { isChanged, isTallyDue } = await syncRoom(relay.database, sessions, BigInt(session));
    expect({ isChanged, isTallyDue }).toEqual({ isChanged: true, isTallyDue: false });
    expect(await eventsOf(room.id)).toEqual([
      ["tally", [0, 1]],
      ["phase", "closed"],
    ]);
  });
});
