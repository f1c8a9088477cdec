import { afterEach, describe, expect, it } from "vitest";
import * as media from "../helpers/media.ts";
import { expectPin, pinFile, startRelay, testAccount, type TestRelay } from "../helpers/relay.ts";
import { buildApp, connectDependencies } from "../../src/app.ts";
import { connectDatabase } from "../../src/plugins/database.ts";

let relay: TestRelay;
afterEach(() => relay.close());

const wav = media.wav();
const account = testAccount(5);

const pending = async (): Promise<number> => {
  const { rows } = await relay.database.query(
    "select count(*)::int as count from relay.outbox where done_at is null",
  );
  return (rows as [{ count: number }])[0].count;
};

const problem = async () => {
  const { rows } = await relay.database.query("select last_problem from relay.outbox");
  return (rows as [{ last_problem: string | null }])[0].last_problem;
};

describe("copies of pins", () => {
  it("brings what was acknowledged to the second target", async () => {
    relay = await startRelay({ AUDIFI_IPFS_RPC_SECOND: "double" });
    const { cid } = await expectPin(await pinFile(relay, account, "audio", wav));
    await expect.poll(() => relay.second.files.get(cid)).toEqual(wav);
    await expect.poll(pending).toBe(0);
  });

  it("goes on trying while the second target is away, without holding up anybody", async () => {
    relay = await startRelay({ AUDIFI_IPFS_RPC_SECOND: "double" });
    relay.second.mode = "down";
    const { cid } = await expectPin(await pinFile(relay, account, "audio", wav));
    await expect.poll(problem).not.toBeNull();
    expect(await pending()).toBe(1);

    relay.second.mode = "up";
    await relay.database.query("update relay.outbox set next_attempt_at = now()");
    await expectPin(await pinFile(relay, account, "cover", media.png()));
    await expect.poll(() => relay.second.files.has(cid)).toBe(true);
    await expect.poll(pending).toBe(0);
  });

  it("does not count a copy that came out as another file", async () => {
    relay = await startRelay({ AUDIFI_IPFS_RPC_SECOND: "double" });
    relay.kubo.beforeAnswer = async () => {
      for (const cid of relay.kubo.files.keys()) relay.kubo.files.set(cid, wav.subarray(0, 100));
    };
    await expectPin(await pinFile(relay, account, "audio", wav));
    await expect.poll(problem).toContain("another CID");
    expect(await pending()).toBe(1);
  });

  it("does not wait for a target that is slow when the relay stops", async () => {
    relay = await startRelay({ AUDIFI_IPFS_RPC_SECOND: "double" });
    const reached = new Promise<void>((resolve) => {
      relay.second.beforeAnswer = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
    await expectPin(await pinFile(relay, account, "audio", wav));
    await reached;
    // The relay's own connections to the database end with it.
    const later = connectDatabase(relay.config.databaseUrl, () => undefined);
    await relay.app.close();
    const { rows } = await later.query("select last_problem from relay.outbox");
    await later.end();
    expect(rows).toEqual([{ last_problem: "This operation was aborted" }]);
  });

  it("owes older pins to a target that was added later", async () => {
    relay = await startRelay();
    const { cid } = await expectPin(await pinFile(relay, account, "audio", wav));
    expect(await pending()).toBe(0);
    const config = {
      ...relay.config,
      pinTargets: [
        ...relay.config.pinTargets,
        { name: "ipfs-second", type: "kubo", url: relay.second.url } as const,
      ],
    };
    const later = await buildApp(config, connectDependencies(config, { write: () => undefined }));
    await later.ready();
    await expect.poll(() => relay.second.files.has(cid)).toBe(true);
    await later.close();
  });

  it("works side by side with another relay without doing anything twice", async () => {
    relay = await startRelay({ AUDIFI_IPFS_RPC_SECOND: "double" });
    const twin = await buildApp(relay.config, connectDependencies(relay.config, { write: () => undefined }));
    await twin.ready();
    for (let count = 0; count < 6; count += 1) {
      await expectPin(await pinFile(relay, account, "audio", media.wav(500 + count)));
    }
    await expect.poll(pending).toBe(0);
    expect(relay.second.adds).toBe(6);
    await twin.close();
  });
});
