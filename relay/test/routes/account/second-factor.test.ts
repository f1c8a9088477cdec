import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecoveryCodes, SecondFactorSetup } from "../../../src/protocol/account.ts";
import { codeAt, findStep, stepAt, toBase32 } from "../../../src/services/identity/totp.ts";
import { type Browser, createPerson, type Person, signInAgain } from "../../helpers/people.ts";
import { errorCode, startRelay, type TestRelay } from "../../helpers/relay.ts";

let relay: TestRelay;
beforeAll(async () => {
  relay = await startRelay();
});
afterAll(() => relay.close());

const fromBase32 = (text: string): Buffer => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

interface Guarded extends Person {
  secret: Buffer;
  recoveryCodes: string[];
  code(): Promise<string>;
}

/** Somebody with a second factor. Each code comes from a step of its own, as if time had gone on. */
const createGuarded = async (): Promise<Guarded> => {
  const person = await createPerson(relay);
  const setup = (await (await person.browser.post("/v1/account/second-factor")).json()) as SecondFactorSetup;
  const secret = fromBase32(setup.secret);
  const code = async () => {
    await relay.database.query("update relay.second_factors set last_step = 0 where account_id = $1", [
      person.accountId,
    ]);
    return codeAt(secret, stepAt(Date.now()));
  };
  const answer = await person.browser.post("/v1/account/second-factor/confirm", { code: await code() });
  const { recoveryCodes } = (await answer.json()) as RecoveryCodes;
  return { ...person, secret, recoveryCodes, code };
};
const give = (browser: Browser, proof: object) => browser.post("/v1/auth/second-factor", proof);

describe("codes by time", () => {
  it("are those of RFC 6238", () => {
    const secret = Buffer.from("12345678901234567890");
    const known: [number, string][] = [
      [59, "287082"],
      [1_111_111_109, "081804"],
      [1_234_567_890, "005924"],
      [20_000_000_000, "353130"],
    ];
    for (const [seconds, code] of known) expect(codeAt(secret, stepAt(seconds * 1_000))).toBe(code);
    expect(toBase32(secret)).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    expect(findStep(secret, codeAt(secret, 101), 100 * 30_000)).toBe(101);
    expect(findStep(secret, codeAt(secret, 102), 100 * 30_000)).toBeUndefined();
  });
});

describe("setting up a second factor", () => {
  it("shows the secret as text, address and QR code, and counts once a code was confirmed", async () => {
    const { browser } = await createPerson(relay);
    const setup = (await (await browser.post("/v1/account/second-factor")).json()) as SecondFactorSetup;
    expect(setup.uri).toMatch(/^otpauth:\/\/totp\/AudiFi:.+\?secret=[A-Z2-7]{32}&issuer=AudiFi$/);
    expect(setup.qr.size).toBeGreaterThan(30);
    expect(setup.qr.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
    expect(await (await browser.get("/v1/account")).json()).toMatchObject({
      secondFactor: { enabled: false },
    });
    const wrong = await browser.post("/v1/account/second-factor/confirm", { code: "000000" });
    expect(await errorCode(wrong)).toBe("401 auth.code_invalid");
  });

  it("answers ten recovery codes, completes this session and asks every other for a code", async () => {
    const person = await createPerson(relay);
    const other = await signInAgain(relay, person.accountId);
    const setup = (await (
      await person.browser.post("/v1/account/second-factor")
    ).json()) as SecondFactorSetup;
    const code = codeAt(fromBase32(setup.secret), stepAt(Date.now()));
    const answer = await person.browser.post("/v1/account/second-factor/confirm", { code });
    const { recoveryCodes } = (await answer.json()) as RecoveryCodes;
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await (await person.browser.get("/v1/auth/session")).json()).toMatchObject({
      session: { aal: "aal2" },
    });
    expect(await (await other.get("/v1/auth/session")).json()).toMatchObject({
      session: { needsSecondFactor: true },
    });
    expect(await errorCode(await other.get("/v1/account"))).toBe("403 auth.second_factor_required");
    expect(await errorCode(await person.browser.post("/v1/account/second-factor"))).toBe(
      "409 account.second_factor_enabled",
    );
  });

  it("keeps neither secret nor recovery codes in the clear", async () => {
    const { accountId, secret, recoveryCodes } = await createGuarded();
    const { rows } = await relay.database.query(
      "select secret as bytes from relay.second_factors where account_id = $1 union all select digest from relay.recovery_codes where account_id = $1",
      [accountId],
    );
    const kept = Buffer.concat((rows as { bytes: Buffer }[]).map(({ bytes }) => bytes));
    expect(kept.includes(secret)).toBe(false);
    for (const code of recoveryCodes) expect(kept.includes(Buffer.from(code))).toBe(false);
  });
});

describe("POST /v1/auth/second-factor", () => {
  it("completes a sign-in", async () => {
    const { accountId, code } = await createGuarded();
    const browser = await signInAgain(relay, accountId);
    expect((await give(browser, { code: await code() })).status).toBe(200);
    expect((await browser.get("/v1/account")).status).toBe(200);
  });

  it("takes a code once, also when it comes twice at the same time", async () => {
    const { accountId, code } = await createGuarded();
    const browsers = await Promise.all([1, 2, 3].map(() => signInAgain(relay, accountId)));
    const good = await code();
    const answers = await Promise.all(browsers.map((browser) => give(browser, { code: good })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  it("takes no code of before the last one", async () => {
    const { accountId, secret, code } = await createGuarded();
    const browser = await signInAgain(relay, accountId);
    await give(browser, { code: await code() });
    const earlier = codeAt(secret, stepAt(Date.now()) - 1);
    expect(await errorCode(await give(browser, { code: earlier }))).toBe("401 auth.code_invalid");
  });

  it("locks after five wrong codes, also for good ones, and opens again", async () => {
    const { accountId, code, recoveryCodes } = await createGuarded();
    const browser = await signInAgain(relay, accountId);
    const good = await code();
    const wrong = good === "111111" ? "222222" : "111111";
    const guesses = await Promise.all(Array.from({ length: 8 }, () => give(browser, { code: wrong })));
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(await errorCode(await give(browser, { code: good }))).toBe("429 auth.too_many_attempts");
    const recovery = await give(browser, { recoveryCode: recoveryCodes[0] });
    expect(Number(recovery.headers.get("retry-after"))).toBeGreaterThan(800);
    await relay.database.query("update relay.second_factors set locked_until = now() where account_id = $1", [
      accountId,
    ]);
    expect((await give(browser, { code: await code() })).status).toBe(200);
  });

  it("takes each recovery code once, as people type it, of this account only", async () => {
    const { accountId, recoveryCodes } = await createGuarded();
    const other = await createGuarded();
    const browser = await signInAgain(relay, accountId);
    const [first = ""] = recoveryCodes;
    expect((await give(browser, { recoveryCode: first.toUpperCase().replace("-", " ") })).status).toBe(200);
    expect(await errorCode(await give(browser, { recoveryCode: first }))).toBe("401 auth.code_invalid");
    expect(await errorCode(await give(browser, { recoveryCode: other.recoveryCodes[0] }))).toBe(
      "401 auth.code_invalid",
    );
    expect(await (await browser.get("/v1/account")).json()).toMatchObject({
      secondFactor: { enabled: true, recoveryCodesLeft: 9 },
    });
  });
});

describe("sensitive actions of somebody with a second factor", () => {
  it("need a code of the last ten minutes; a new sign-in is not enough", async () => {
    const { accountId, browser, code } = await createGuarded();
    await relay.database.query(
      "update relay.sessions set second_factor_at = now() - interval '11 minutes' where account_id = $1",
      [accountId],
    );
    const renew = () => browser.post("/v1/account/second-factor/recovery-codes");
    expect(await errorCode(await renew())).toBe("403 auth.step_up_required");
    await give(browser, { code: await code() });
    const { recoveryCodes } = (await (await renew()).json()) as RecoveryCodes;
    expect(recoveryCodes).toHaveLength(10);
  });

  it("switch it off, after which no code is asked for", async () => {
    const { accountId, browser } = await createGuarded();
    expect((await browser.request("DELETE", "/v1/account/second-factor")).status).toBe(204);
    expect((await (await signInAgain(relay, accountId)).get("/v1/account")).status).toBe(200);
    const again = await browser.request("DELETE", "/v1/account/second-factor");
    expect(await errorCode(again)).toBe("409 account.second_factor_missing");
  });
});
