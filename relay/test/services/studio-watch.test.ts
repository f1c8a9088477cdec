import { beforeAll, describe, expect, it } from "vitest";
import { connectChain } from "../../src/plugins/chain.ts";
import { ChainClock } from "../../src/services/studio/clock.ts";
import { StudioWatch } from "../../src/services/studio/watch.ts";
import { CHAIN_ID } from "../helpers/config.ts";
import { LateSessions } from "../helpers/late-sessions.ts";
import type { TestRelay } from "../helpers/relay.ts";
import { open, openSession, type Scene, setStage } from "../helpers/studio.ts";

let scene: Scene;
let relay: TestRelay;

beforeAll(async () => {
  const stage = await setStage();
  ({ scene, relay } = stage);
  return stage.close;
});

describe("StudioWatch", () => {
  it("looks again where a block came while it was looking, although no other follows", async () => {
    const { database, config, app } = relay;
    const chain = connectChain(config);
    const sessions = new LateSessions(chain, { folder: scene.platform.directory, chainId: CHAIN_ID });
    const told: string[] = [];
    const watch = new StudioWatch({
      ...{ database, chain, sessions, clock: new ChainClock(), log: app.log },
      onSynced: ({ facts }) => void told.push(`${facts.session} ${facts.status}`),
    });
    const session = await openSession(scene, { isDraft: true });
    watch.wake();
    await expect.poll(() => told).toContain(`${session} draft`);

    let release = () => {};
    sessions.gate = new Promise((resolve) => (release = resolve));
    sessions.asked = 0;
    watch.wake();
    await expect.poll(() => sessions.asked).toBe(1);
    await open(scene, session);
    watch.wake();
    release();
    await expect.poll(() => told).toContain(`${session} open`);
    await watch.stop();
  });
});
