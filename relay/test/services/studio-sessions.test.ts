import { beforeAll, describe, expect, it } from "vitest";
import { connectChain } from "../../src/plugins/chain.ts";
import { Sessions } from "../../src/services/studio/sessions.ts";
import { CHAIN_ID } from "../helpers/config.ts";
import type { TestRelay } from "../helpers/relay.ts";
import { openSession, type Scene, setStage } from "../helpers/studio.ts";

let scene: Scene;
let relay: TestRelay;

beforeAll(async () => {
  const stage = await setStage();
  ({ scene, relay } = stage);
  return stage.close;
});

describe("Sessions", () => {
  it("does not keep the options and holdings of an opening that was reorganised away", async () => {
    const deployments = { folder: scene.platform.directory, chainId: CHAIN_ID };
    const sessions = new Sessions(connectChain(relay.config), deployments);
    const before = await scene.anvil.client.snapshot();
    const session = BigInt(await openSession(scene));
    const first = await sessions.read(session);
    const holdings = await sessions.holdingsOf(first);
    expect(await sessions.holdingsOf(await sessions.read(session))).toBe(holdings);

    await scene.anvil.client.revert({ id: before });
    expect(BigInt(await openSession(scene, { options: ["One", "Two", "Three"] }))).toBe(session);
    const second = await sessions.read(session);
    expect([first.optionCounts, second.optionCounts]).toEqual([[2], [3]]);
    expect(await sessions.holdingsOf(second)).not.toBe(holdings);
  });
});
