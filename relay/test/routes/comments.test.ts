import { randomBytes } from "node:crypto";
import { commentRemovalTypedData, commentTypedData } from "@audifi/contracts/typed-data";
import { type Hex, toHex, verifyTypedData } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Comment, CommentPage } from "../../src/protocol/comments.ts";
import { artist, master, writeDeployment } from "../helpers/ledger.ts";
import { errorCode, postJson, startRelay, testAccount, type TestRelay, withHighS } from "../helpers/relay.ts";

const CHAIN_ID = 31_337;
const [fan, other] = [testAccount(1), testAccount(2)];

describe("comments", () => {
  let relay: TestRelay;

  beforeAll(async () => {
    relay = await startRelay({ AUDIFI_DEPLOYMENTS_DIR: writeDeployment(CHAIN_ID) });
  });
  afterAll(() => relay.close());
  beforeEach(async () => {
    relay.chain.isDown = false;
    await relay.database.query("truncate relay.comments, relay.attempts");
  });

  const compose = (changes: Partial<Comment> = {}) => ({
    ...{ account: fan.address as Hex, master: master as Hex, text: "That second chorus!" },
    ...{ time: Math.floor(Date.now() / 1_000), nonce: toHex(randomBytes(32)), ...changes },
  });
  type Draft = ReturnType<typeof compose>;
  const sign = (draft: Draft, by: PrivateKeyAccount = fan, chainId = CHAIN_ID) =>
    by.signTypedData(commentTypedData(chainId, { ...draft, time: BigInt(draft.time) }));
  const send = (body: object) => postJson(`${relay.url}/v1/comments`, body);
  const say = async (changes: Partial<Comment> = {}, by = fan): Promise<Comment> => {
    const draft = compose({ account: by.address, ...changes });
    const answer = await send({ ...draft, signature: await sign(draft, by) });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Comment;
  };
  const list = async (query = "", of: Hex = master): Promise<CommentPage> =>
    (await (await fetch(`${relay.url}/v1/comments?master=${of}${query}`)).json()) as CommentPage;
  const remove = async ({ id }: Pick<Comment, "id">, by: PrivateKeyAccount, signer = by) => {
    const message = { account: by.address, comment: id as Hex };
    const signature = await signer.signTypedData(commentRemovalTypedData(CHAIN_ID, message));
    return postJson(`${relay.url}/v1/comments/${id}/removal`, { account: by.address, signature });
  };

  it("keeps what was signed, so that anybody can check it again", async () => {
    await say({ text: "<b>bold</b>\nand a second line" });
    const [kept] = (await list()).comments;
    expect(kept).toMatchObject({
      text: "<b>bold</b>\nand a second line",
      account: fan.address.toLowerCase(),
    });
    const { account, master: about, text, nonce, time, signature } = kept as Comment & Record<string, Hex>;
    const message = { account, master: about, text, nonce, time: BigInt(time) };
    expect(
      await verifyTypedData({ ...commentTypedData(CHAIN_ID, message), address: fan.address, signature }),
    ).toBe(true);
  });

  it("lists the newest first, a page at a time, and only those about the master", async () => {
    for (let number = 1; number <= 11; number += 1) {
      await say({ text: `one ${number}` });
      await say({ text: `two ${number}` }, other);
    }
    const first = await list();
    expect(first.comments).toHaveLength(20);
    expect(first.comments[0]?.text).toBe("two 11");
    const second = await list(`&before=${first.next}`);
    expect(second).toMatchObject({ comments: [{ text: "two 1" }, { text: "one 1" }], next: null });
    expect((await list("", `0x${"7".repeat(40)}`)).comments).toEqual([]);
  });

  it("takes the same comment once", async () => {
    const draft = compose();
    const body = { ...draft, signature: await sign(draft) };
    expect([(await send(body)).status, (await send(body)).status]).toEqual([200, 200]);
    expect((await list()).comments).toHaveLength(1);
  });

  it("refuses what its account did not sign", async () => {
    const draft = compose();
    const signature = await sign(draft);
    const tries = [
      { ...draft, signature: await sign(draft, other) },
      { ...draft, text: "Something else", signature },
      { ...draft, master: `0x${"8".repeat(40)}`, signature },
      { ...draft, signature: await sign(draft, fan, 1) },
      { ...draft, signature: withHighS(signature) },
    ];
    for (const body of tries) expect(await errorCode(await send(body))).toBe("401 comment.signature_invalid");
    expect((await list()).comments).toEqual([]);
  });

  it("asks the code of contract wallets (ERC-1271)", async () => {
    const wallet: Hex = `0x${"5a".repeat(20)}`;
    const draft = compose({ account: wallet });
    const body = { ...draft, signature: "0x1234" };
    relay.chain.contracts.set(wallet, "rejects");
    expect(await errorCode(await send(body))).toBe("401 comment.signature_invalid");
    relay.chain.contracts.set(wallet, "accepts");
    expect((await send(body)).status).toBe(200);
    relay.chain.contracts.clear();
  });

  it.each([
    ["nothing", { text: "" }],
    ["blanks", { text: " hi " }],
    ["too much", { text: "a".repeat(501) }],
    ["control characters", { text: "a\u0000b" }],
    ["text that turns around", { text: "a\u202eb" }],
  ])("refuses %s", async (_, changes) => {
    const draft = compose(changes);
    expect(await errorCode(await send({ ...draft, signature: await sign(draft) }))).toBe(
      "400 request.invalid",
    );
  });

  it("refuses another time than now, and masters that there are not", async () => {
    const old = compose({ time: Math.floor(Date.now() / 1_000) - 700 });
    expect(await errorCode(await send({ ...old, signature: await sign(old) }))).toBe(
      "400 comment.time_refused",
    );
    const unknown = compose({ master: `0x${"7".repeat(40)}` });
    expect(await errorCode(await send({ ...unknown, signature: await sign(unknown) }))).toBe(
      "404 comment.master_unknown",
    );
    const draft = compose();
    relay.chain.isDown = true;
    expect(await errorCode(await send({ ...draft, signature: await sign(draft) }))).toBe(
      "503 chain.unavailable",
    );
  });

  it("takes twenty of an account in an hour; what others sign in its name does not count", async () => {
    const draft = compose();
    for (let tries = 0; tries < 25; tries += 1) await send({ ...draft, signature: await sign(draft, other) });
    for (let number = 0; number < 20; number += 1) await say({ text: `${number}` });
    const more = compose();
    expect(await errorCode(await send({ ...more, signature: await sign(more) }))).toBe(
      "429 auth.too_many_attempts",
    );
    await say({}, other);
  });

  it("is removed by its author for good, words and all", async () => {
    const draft = compose();
    const body = { ...draft, signature: await sign(draft) };
    const comment = (await (await send(body)).json()) as Comment;
    expect(await errorCode(await remove(comment, other))).toBe("403 comment.not_yours");
    expect(await errorCode(await remove(comment, fan, other))).toBe("401 comment.signature_invalid");
    expect((await remove(comment, fan)).status).toBe(204);
    expect((await list()).comments).toEqual([]);
    const { rows } = await relay.database.query("select body, signature from relay.comments");
    expect(rows).toEqual([{ body: null, signature: null }]);
    expect(await errorCode(await send(body))).toBe("404 comment.unknown");
    expect(await errorCode(await remove(comment, fan))).toBe("404 comment.unknown");
  });

  it("may be removed by the artist of the master", async () => {
    const comment = await say();
    expect((await remove(comment, artist)).status).toBe(204);
    expect((await list()).comments).toEqual([]);
  });
});
