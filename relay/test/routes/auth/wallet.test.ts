import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Account } from "../../../src/protocol/account.ts";
import type { SessionAnswer } from "../../../src/protocol/auth.ts";
import { Browser, createPerson } from "../../helpers/people.ts";
import { errorCode, startRelay, testAccount, type TestRelay, withHighS } from "../../helpers/relay.ts";
import { signWalletMessage } from "../../helpers/wallets.ts";

let relay: TestRelay;
beforeAll(async () => {
  relay = await startRelay();
});
afterAll(() => relay.close());

const enter = async (number: number, browser = new Browser(relay)) => {
  const answer = await browser.post("/v1/auth/wallet", await signWalletMessage(browser, testAccount(number)));
  const { session } = (await answer.json()) as SessionAnswer;
  return { browser, accountId: session.accountId, session };
};

describe("POST /v1/auth/wallet", () => {
  it("leads into the same account every time", async () => {
    const first = await enter(101);
    const again = await enter(101);
    expect(first.session).toMatchObject({ method: "wallet", aal: "aal1" });
    expect(again.accountId).toBe(first.accountId);
    expect((await enter(102)).accountId).not.toBe(first.accountId);
  });

  it("makes one account of a wallet that comes twice at once", async () => {
    const accounts = await Promise.all([1, 2, 3, 4].map(async () => (await enter(103)).accountId));
    expect(new Set(accounts).size).toBe(1);
  });

  it("takes a message once", async () => {
    const browser = new Browser(relay);
    const proof = await signWalletMessage(browser, testAccount(104));
    const answers = await Promise.all([1, 2, 3].map(() => new Browser(relay).post("/v1/auth/wallet", proof)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect(await errorCode(await browser.post("/v1/auth/wallet", proof))).toBe("401 auth.nonce_invalid");
  });

  it("takes no nonce of its own invention, none that is old, none for another purpose", async () => {
    const browser = new Browser(relay);
    const account = testAccount(105);
    const invented = await signWalletMessage(browser, account, "sign-in", { nonce: "0123456789abcdef" });
    expect(await errorCode(await browser.post("/v1/auth/wallet", invented))).toBe("401 auth.nonce_invalid");
    const old = await signWalletMessage(browser, account);
    await relay.database.query("update relay.wallet_nonces set expires_at = now() - interval '1 second'");
    expect(await errorCode(await browser.post("/v1/auth/wallet", old))).toBe("401 auth.nonce_invalid");
    const link = await signWalletMessage(browser, account, "link");
    expect(await errorCode(await browser.post("/v1/auth/wallet", link))).toBe("400 auth.message_invalid");
  });

  it.each([
    ["for another site", { domain: "evil.example", uri: "https://evil.example" }],
    ["with another site's URI", { uri: "https://evil.example" }],
    ["with another scheme", { scheme: "https" }],
    ["for another chain", { chainId: 1 }],
    ["that says something else", { statement: "Give everything away." }],
    ["of the future", { issuedAt: new Date(Date.now() + 600_000) }],
    ["of the past", { issuedAt: new Date(Date.now() - 3_600_000) }],
    ["that has ended", { expirationTime: new Date(Date.now() - 1_000) }],
    ["that has not begun", { notBefore: new Date(Date.now() + 600_000) }],
  ])("refuses a message %s", async (_what, changes) => {
    const browser = new Browser(relay);
    const proof = await signWalletMessage(browser, testAccount(106), "sign-in", changes);
    expect(await errorCode(await browser.post("/v1/auth/wallet", proof))).toBe("400 auth.message_invalid");
  });

  it("refuses signatures of others and second signatures of the same", async () => {
    const browser = new Browser(relay);
    const { message } = await signWalletMessage(browser, testAccount(107));
    const signature = await testAccount(108).signMessage({ message });
    const stranger = await browser.post("/v1/auth/wallet", { message, signature });
    expect(await errorCode(stranger)).toBe("401 auth.signature_invalid");
    const good = await signWalletMessage(browser, testAccount(107));
    const high = await browser.post("/v1/auth/wallet", { ...good, signature: withHighS(good.signature) });
    expect(await errorCode(high)).toBe("401 auth.signature_invalid");
  });

  it("asks the code of a contract wallet", async () => {
    const browser = new Browser(relay);
    const account = testAccount(109);
    const { message } = await signWalletMessage(browser, account);
    relay.chain.contracts.set(account.address.toLowerCase(), "accepts");
    expect((await browser.post("/v1/auth/wallet", { message, signature: "0x1234" })).status).toBe(200);
    const second = await signWalletMessage(browser, account);
    relay.chain.contracts.set(account.address.toLowerCase(), "rejects");
    const refused = await browser.post("/v1/auth/wallet", { message: second.message, signature: "0x1234" });
    expect(await errorCode(refused)).toBe("401 auth.signature_invalid");
  });
});

describe("the wallets of an account", () => {
  const add = async (browser: Browser, number: number) =>
    browser.post("/v1/account/wallets", await signWalletMessage(browser, testAccount(number), "link"));
  const remove = (browser: Browser, number: number) =>
    browser.request("DELETE", `/v1/account/wallets/${testAccount(number).address}`);
  const addressesOf = async (answer: Response) =>
    ((await answer.json()) as Account).wallets.map(({ address }) => address);

  it("are added with a message of each, and lead into it", async () => {
    const { browser, accountId } = await enter(201);
    const addresses = await addressesOf(await add(browser, 202));
    expect(addresses).toEqual([201, 202].map((number) => testAccount(number).address.toLowerCase()));
    expect((await enter(202)).accountId).toBe(accountId);
    expect((await add(browser, 202)).status).toBe(200);
  });

  it("belong to one account", async () => {
    const { browser } = await enter(203);
    await enter(204);
    expect(await errorCode(await add(browser, 204))).toBe("409 account.wallet_taken");
  });

  it("can be taken away, except the last way in", async () => {
    const { browser } = await enter(205);
    expect(await errorCode(await remove(browser, 205))).toBe("409 account.last_way_in");
    await add(browser, 206);
    expect(await addressesOf(await remove(browser, 205))).toEqual([testAccount(206).address.toLowerCase()]);
    expect(await errorCode(await remove(browser, 205))).toBe("404 account.wallet_unknown");
    expect(await errorCode(await remove(browser, 206))).toBe("409 account.last_way_in");
  });

  it("are not both taken away by two requests at once", async () => {
    const { browser } = await enter(207);
    await add(browser, 208);
    const answers = await Promise.all([remove(browser, 207), remove(browser, 208)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("are at most twenty", async () => {
    const { browser } = await enter(300);
    for (let number = 301; number < 320; number += 1) expect((await add(browser, number)).status).toBe(200);
    expect(await errorCode(await add(browser, 320))).toBe("409 account.too_many_wallets");
  });

  it("need a session, and a recent proof of who asks", async () => {
    const stranger = new Browser(relay);
    expect(await errorCode(await add(stranger, 209))).toBe("401 auth.required");
    const { browser, accountId } = await createPerson(relay);
    await relay.database.query(
      "update relay.sessions set authenticated_at = now() - interval '11 minutes' where account_id = $1",
      [accountId],
    );
    expect(await errorCode(await add(browser, 209))).toBe("403 auth.step_up_required");
  });
});
