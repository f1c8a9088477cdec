import { artistCoinAbi, artistGovernorAbi } from "@audifi/contracts/abi";
import { ballotTypes, delegationTypes, extendedBallotTypes } from "@audifi/contracts/typed-data";
import { type Hex, parseEther, toHex } from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  type Anvil,
  COIN,
  type Dao,
  deployPlatform,
  openProposal,
  type Platform,
  startAnvil,
} from "../helpers/anvil.ts";
import { CHAIN_ID } from "../helpers/config.ts";
import { createPerson } from "../helpers/people.ts";
import { spawnRelay } from "../helpers/process.ts";
import { errorCode, postJson, startRelay, testAccount, type TestRelay, withHighS } from "../helpers/relay.ts";

const [voter, friend, payer] = [testAccount(70), testAccount(71), testAccount(72)];
const payerKey = toHex(72n, { size: 32 });
let anvil: Anvil;
let platform: Platform;
let dao: Dao;
let genesis: Hex;
const relays: TestRelay[] = [];

beforeAll(async () => {
  anvil = await startAnvil();
  platform = await deployPlatform(anvil);
  dao = await openProposal(anvil, platform, voter);
  await anvil.client.setBalance({ address: payer.address, value: parseEther("1") });
  genesis = await anvil.client.snapshot();
});
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.close()));
  // What a test left waiting would be mined as soon as blocks are mined again, at some moment of the next test.
  await anvil.client.request({ method: "anvil_dropAllTransactions" } as never);
  await anvil.client.setAutomine(true);
  await anvil.client.revert({ id: genesis });
  genesis = await anvil.client.snapshot();
});
afterAll(() => anvil.stop());

const start = async (changes: Record<string, string> = {}): Promise<TestRelay> => {
  const relay = await startRelay({
    ...{ AUDIFI_RPC_URL: anvil.url, AUDIFI_DEPLOYMENTS_DIR: platform.directory, AUDIFI_LIVE_POLL_MS: "50" },
    ...{ AUDIFI_RELAYER_KEY: payerKey, AUDIFI_CONFIRMATIONS: "1", ...changes },
  });
  relays.push(relay);
  return relay;
};

const governor = () => ({ address: dao.governor, abi: artistGovernorAbi }) as const;
const domain = (name: string, verifyingContract: Hex) =>
  ({ name, version: "1", chainId: CHAIN_ID, verifyingContract }) as const;

const vote = async (changes: { reason?: string; signer?: typeof voter } = {}) => {
  const { reason, signer = voter } = changes;
  const message = { proposalId: dao.proposalId, support: 1, voter: voter.address, nonce: 0n } as const;
  const about = { domain: domain("Test Coin DAO", dao.governor) };
  const signature =
    reason === undefined
      ? await signer.signTypedData({ ...about, types: ballotTypes, primaryType: "Ballot", message })
      : await signer.signTypedData({
          ...{ ...about, types: extendedBallotTypes, primaryType: "ExtendedBallot" },
          message: { ...message, reason, params: "0x" },
        });
  return {
    ...{
      governor: dao.governor,
      proposalId: String(dao.proposalId),
      support: 1,
      voter: voter.address,
      signature,
    },
    ...(reason === undefined ? {} : { reason }),
  };
};

const delegation = async (nonce = 0n, signer = voter) => {
  const message = { delegatee: friend.address, nonce, expiry: 2n ** 40n };
  const signature = await signer.signTypedData({
    ...{ domain: domain("Test Coin", dao.coin), types: delegationTypes, primaryType: "Delegation", message },
  });
  return {
    ...{ coin: dao.coin, delegator: voter.address, delegatee: friend.address, signature },
    ...{ nonce: String(nonce), expiry: String(message.expiry) },
  };
};

const post = (relay: TestRelay, what: "votes" | "delegations", body: unknown) =>
  postJson(`${relay.url}/v1/sponsored/${what}`, body);
interface Answer {
  id: string;
  hash: Hex;
  status: string;
}
const paid = async (response: Response): Promise<Answer> => {
  if (response.status !== 200) throw new Error(await response.text());
  return (await response.json()) as Answer;
};
const stateOf = async (relay: TestRelay, { id }: Answer): Promise<Answer> =>
  paid(await fetch(`${relay.url}/v1/sponsored/transactions/${id}`));
const availability = async (relay: TestRelay) =>
  (await (await fetch(`${relay.url}/v1/sponsored/availability?account=${voter.address}`)).json()) as unknown;
const votesFor = async () =>
  (
    await anvil.client.readContract({ ...governor(), functionName: "proposalVotes", args: [dao.proposalId] })
  )[1];

describe("POST /v1/sponsored/votes", () => {
  it("sends a vote and pays for it, and says so once it is in the chain", async () => {
    const relay = await start();
    const before = await anvil.client.getBalance({ address: voter.address });
    const answer = await paid(await post(relay, "votes", await vote()));
    expect(answer.status).toBe("pending");
    await expect.poll(async () => (await stateOf(relay, answer)).status).toBe("included");
    expect(await votesFor()).toBe(60_000n * COIN);
    const { from } = await anvil.client.getTransaction({ hash: answer.hash });
    expect(from).toBe(payer.address.toLowerCase());
    expect(await anvil.client.getBalance({ address: voter.address })).toBe(before);
  });

  it("takes a reason", async () => {
    const relay = await start();
    const answer = await paid(await post(relay, "votes", await vote({ reason: "It is time" })));
    await expect.poll(async () => (await stateOf(relay, answer)).status).toBe("included");
    expect(await votesFor()).toBe(60_000n * COIN);
  });

  it("pays for the same vote once, however often it is sent", async () => {
    const relay = await start();
    await anvil.client.setAutomine(false);
    const body = await vote();
    const answers = await Promise.all([1, 2, 3].map(async () => paid(await post(relay, "votes", body))));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  it("refuses what the chain would refuse, in words, and sends nothing", async () => {
    const relay = await start();
    const forged = await vote({ signer: friend });
    expect(await errorCode(await post(relay, "votes", forged))).toBe("401 sponsor.signature_invalid");
    const unknown = { ...(await vote()), proposalId: "1" };
    expect(await errorCode(await post(relay, "votes", unknown))).toBe("409 sponsor.refused");
    const stranger = { ...(await vote()), voter: friend.address };
    expect(await errorCode(await post(relay, "votes", stranger))).toBe("409 sponsor.refused");
    for (const address of [platform.deployment.contracts.CoinLauncher.address, friend.address, dao.coin]) {
      const elsewhere = { ...(await vote()), governor: address };
      expect(await errorCode(await post(relay, "votes", elsewhere))).toBe("404 sponsor.contract_unknown");
    }
    expect(await errorCode(await post(relay, "votes", { ...(await vote()), support: 3 }))).toBe(
      "400 request.invalid",
    );
    expect(await anvil.client.getTransactionCount({ address: payer.address })).toBe(0);
  });

  it("says that the vote was cast already", async () => {
    const relay = await start();
    const answer = await paid(await post(relay, "votes", await vote()));
    await expect.poll(async () => (await stateOf(relay, answer)).status).toBe("included");
    const again = await post(relay, "votes", await vote({ reason: "Once more" }));
    expect(again.status).toBe(401);
  });
});

describe("POST /v1/sponsored/delegations", () => {
  it("sends a delegation and pays for it", async () => {
    const relay = await start();
    const answer = await paid(await post(relay, "delegations", await delegation()));
    await expect.poll(async () => (await stateOf(relay, answer)).status).toBe("included");
    const coin = { address: dao.coin, abi: artistCoinAbi } as const;
    expect(
      await anvil.client.readContract({ ...coin, functionName: "getVotes", args: [friend.address] }),
    ).toBe(60_000n * COIN);
  });

  it("refuses signatures of others, of another shape, and that were used", async () => {
    const relay = await start();
    const good = await delegation();
    const refusals: [object, string][] = [
      [await delegation(0n, friend), "401 sponsor.signature_invalid"],
      [{ ...good, signature: withHighS(good.signature) }, "401 sponsor.signature_invalid"],
      [{ ...good, expiry: "1" }, "401 sponsor.signature_invalid"],
      [{ ...good, delegatee: payer.address }, "401 sponsor.signature_invalid"],
      [{ ...good, delegator: friend.address }, "409 sponsor.refused"],
      [await delegation(5n), "409 sponsor.refused"],
      [{ ...good, coin: dao.governor }, "404 sponsor.contract_unknown"],
    ];
    for (const [body, code] of refusals) {
      expect(await errorCode(await post(relay, "delegations", body))).toBe(code);
    }
  });
});

describe("the budget", () => {
  it("is kept per address, and tells people to pay themselves", async () => {
    const relay = await start({ AUDIFI_RELAYER_PER_USER: "1" });
    expect(await availability(relay)).toMatchObject({ available: true, reason: "ok", left: 1 });
    await paid(await post(relay, "votes", await vote()));
    expect(await availability(relay)).toMatchObject({ available: false, reason: "budget_spent", left: 0 });
    const spent = await post(relay, "delegations", await delegation());
    expect(spent.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(await errorCode(spent)).toBe("429 sponsor.budget_spent");
  });

  it("is kept per account, whichever address signs", async () => {
    const relay = await start({ AUDIFI_RELAYER_PER_USER: "1" });
    const { browser } = await createPerson(relay);
    const answer = await paid(await browser.post("/v1/sponsored/votes", await vote()));
    await relay.database.query("update relay.sponsored set signer = $1", [Buffer.alloc(20)]);
    expect(answer.status).toBe("pending");
    const spent = await browser.post("/v1/sponsored/delegations", await delegation());
    expect(await errorCode(spent)).toBe("429 sponsor.budget_spent");
    await paid(await post(relay, "delegations", await delegation()));
  });

  it("is kept for all together", async () => {
    const relay = await start({ AUDIFI_RELAYER_PER_DAY: "1" });
    await paid(await post(relay, "votes", await vote()));
    await relay.database.query("update relay.sponsored set signer = $1", [Buffer.alloc(20)]);
    expect(await errorCode(await post(relay, "delegations", await delegation()))).toBe(
      "429 sponsor.budget_spent",
    );
  });
});

describe("the key", () => {
  it("is not needed: without, everybody pays for themselves", async () => {
    const relay = await start({ AUDIFI_RELAYER_KEY: "" });
    expect(await availability(relay)).toMatchObject({ available: false, reason: "not_configured" });
    expect(await errorCode(await post(relay, "votes", await vote()))).toBe("503 sponsor.not_configured");
  });

  it("is not offered where it was not found to be harmless, or the chain is away", async () => {
    const nowhere = await start({ AUDIFI_DEPLOYMENTS_DIR: "/nowhere" });
    expect(await availability(nowhere)).toMatchObject({ available: false, reason: "not_configured" });
    expect(await errorCode(await post(nowhere, "votes", await vote()))).toBe("503 sponsor.not_configured");
    const cut = await start({ AUDIFI_RPC_URL: "http://127.0.0.1:1" });
    expect(await errorCode(await post(cut, "votes", await vote()))).toBe("503 sponsor.not_configured");
  });

  it("that runs out of money raises an alarm, and is not used once it is empty", async () => {
    await anvil.client.setBalance({ address: payer.address, value: 1n });
    const relay = await start();
    await anvil.client.mine({ blocks: 1 });
    await expect.poll(() => relay.logs.join("")).toContain("runs out of money");
    expect(await availability(relay)).toMatchObject({ available: false, reason: "low_balance" });
    expect(await errorCode(await post(relay, "votes", await vote()))).toBe("503 sponsor.low_balance");
    const metrics = await (await fetch(`${relay.url}/metrics`)).text();
    expect(metrics).toContain("audifi_relay_gas_balance_low 1");
  });

  it("writes to the operator, once a day", async () => {
    await anvil.client.setBalance({ address: payer.address, value: 1n });
    const relay = await start({
      ...{ AUDIFI_OPERATOR_EMAIL: "operator@example.org", AUDIFI_SMTP_URL: "smtp://127.0.0.1:1" },
    });
    await anvil.client.mine({ blocks: 1 });
    const letters = async () => {
      const { rows } = await relay.database.query("select key, payload from relay.outbox");
      return rows as { key: string; payload: { to: string } }[];
    };
    await expect
      .poll(async () => (await letters()).map(({ payload }) => payload.to))
      .toEqual(["operator@example.org"]);
    expect((await letters())[0]?.key).toMatch(/^gas-alarm:\d{4}-\d\d-\d\d$/);
  });

  it("is refused at the start when it is none, or may do more than pay", async () => {
    const relay = await start();
    const end = async (key: string) => {
      const child = await spawnRelay({ ...relay.environment, AUDIFI_RELAYER_KEY: key });
      await child.ended;
      return child;
    };
    for (const wrong of ["0x12", `0x${"0".repeat(64)}`, "f".repeat(64)]) {
      const child = await end(wrong);
      expect(child.child.exitCode).toBe(2);
      expect(child.output()).toContain("AUDIFI_RELAYER_KEY must be a private key");
      expect(child.output()).not.toContain(wrong);
    }
    const owner = await end(toHex(901n, { size: 32 }));
    expect(owner.child.exitCode).toBe(2);
    expect(owner.output()).toContain("owner of the Safe");
  });
});

describe("what was promised", () => {
  it("is sent in the order of its nonces, and replaced while it is stuck", async () => {
    await anvil.client.setAutomine(false);
    const relay = await start({ AUDIFI_RELAYER_STUCK_SECONDS: "1" });
    const first = await paid(await post(relay, "votes", await vote()));
    const second = await paid(await post(relay, "delegations", await delegation()));
    await expect.poll(async () => (await anvil.client.getTxpoolStatus()).pending).toBe(2);
    await anvil.client.dropTransaction({ hash: first.hash });
    await expect
      .poll(
        async () => {
          await anvil.client.request({ method: "evm_mine", params: [] as never } as never);
          const states = [await stateOf(relay, first), await stateOf(relay, second)];
          return states.map(({ status }) => status);
        },
        { interval: 500 },
      )
      .toEqual(["included", "included"]);
    expect((await stateOf(relay, first)).hash).not.toBe(first.hash);
  });

  it("is sent by whoever comes next when the relay ends before", async () => {
    await anvil.client.setAutomine(false);
    const relay = await start();
    const answer = await paid(await post(relay, "votes", await vote()));
    await expect.poll(async () => (await anvil.client.getTxpoolStatus()).pending).toBe(1);
    await anvil.client.dropTransaction({ hash: answer.hash });
    await relay.close();
    relays.length = 0;
    await anvil.client.setAutomine(true);
    const { AUDIFI_DATABASE_URL = "" } = relay.environment;
    const next = await start({ AUDIFI_DATABASE_URL, AUDIFI_RELAYER_STUCK_SECONDS: "1" });
    await expect
      .poll(
        async () => {
          await anvil.client.mine({ blocks: 1 });
          return (await stateOf(next, answer)).status;
        },
        { interval: 500 },
      )
      .toBe("included");
  });

  it("counts as failed when the chain has another transaction with its nonce", async () => {
    await anvil.client.setAutomine(false);
    const relay = await start({ AUDIFI_RELAYER_STUCK_SECONDS: "1" });
    const answer = await paid(await post(relay, "votes", await vote()));
    await expect.poll(async () => (await anvil.client.getTxpoolStatus()).pending).toBe(1);
    await anvil.client.dropTransaction({ hash: answer.hash });
    await anvil.client.setNonce({ address: payer.address, nonce: 1 });
    await expect
      .poll(
        async () => {
          await anvil.client.mine({ blocks: 1 });
          return (await stateOf(relay, answer)).status;
        },
        { interval: 500 },
      )
      .toBe("failed");
  });
});
